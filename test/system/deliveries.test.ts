import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { NO_DELIVERIES, type UnreachedState } from '../../functions/domain/delivery/delivery.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { countDeliveries, listDeliveries, sendAgain } from '../../functions/routes/supervision.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { seedCloud } from '../batches/seed-ledger.ts';
import { eventually } from '../local/eventually.ts';
import { auditCloud } from './audit-cloud.ts';
import { type ownCloud as Cloud, ownCloud } from './embedded-cloud.ts';
import { endEmailLeases } from './end-email-leases.ts';
import { mailHours, mailOpportunities } from './mail-hours.ts';

const ISSUER = 'tilal-health-cluster';
const PEOPLE = 100;
/** The addresses that differ: 3 % dead, one full, one whose reader complains; the last two have none. */
const ADDRESSES: Readonly<Record<number, string>> = {
  10: 'gone-10@bounce.example',
  40: 'gone-40@bounce.example',
  70: 'gone-70@bounce.example',
  50: 'full-50@full.example',
  60: 'angry-60@complaint.example',
  98: '',
  99: '',
};
/** Who took part in two opportunities, and so gets two certificates of one batch. */
const TWICE = [3, 10, 42];
const idOf = (n: number) => `M-${String(n).padStart(3, '0')}`;
const addressOf = (n: number) => ADDRESSES[n] ?? `person-${n}@example.org`;
const range = Array.from({ length: PEOPLE }, (_, n) => n);

/** Far more than is needed: the emulator of SQS hands out one message of a group at a time, SQS ten. */
const WAITING = { withinMilliseconds: 400_000, everyMilliseconds: 500 };

const folder = mkdtempSync(path.join(tmpdir(), 'deliveries-'));
let cloud: Awaited<ReturnType<typeof Cloud>>;
let coordinator: ApiClient;
let batchId: string;

const schedule = () => cloud.schedules.find(({ name }) => name.includes('Notify'));
const notify = () => schedule()?.run() ?? Promise.reject();
const counts = () => coordinator.call(countDeliveries, { path: { id: batchId } });
const sentTo = (address: string) => cloud.mailbox.list().filter(({ to }) => to.includes(address));
/** Returns of how many certificates the emails in the mailbox tell. */
function told(): number {
  const addresses = new Set(cloud.mailbox.list().flatMap(({ to }) => to));
  return addresses.size + TWICE.filter((n) => addresses.has(addressOf(n))).length;
}
/** Waits until what became of every email that was handed in is recorded. */
const settled = () =>
  eventually(async () => {
    // A busy machine may drop a connection.
    const { handed_in, ...found } = await counts().catch(() => ({ ...NO_DELIVERIES, handed_in: 1 }));
    return handed_in === 0 && told() === found.delivered + found.bounced + found.complained
      ? found
      : undefined;
  }, WAITING);
const unreached = async (state: UnreachedState) => {
  const found = [];
  const query = { issuer: ISSUER, state, limit: 2 };
  for await (const item of coordinator.list(listDeliveries, { query })) found.push(item);
  return found;
};

beforeAll(async () => {
  cloud = await ownCloud();
  // Only the runs that this file starts: it ends leases, and kills who has them.
  schedule()?.stop();
  coordinator = new ApiClient({
    baseUrl: cloud.url,
    token: await cloud.token('coordinator', { id: 'coordinator-1', issuers: [ISSUER] }),
  });
  const file = path.join(folder, 'volunteers.csv');
  const rows = range.map((n) => `${idOf(n)},individual,هند سعد,Hind Saad,female,,${addressOf(n)}`);
  writeFileSync(file, ['volunteer_id,kind,name_ar,name_en,gender,birth_date,email', ...rows].join('\n'));
  expect(await importFile(coordinator, file)).toMatchObject({ state: 'imported' });
  await seedCloud(cloud, {
    opportunities: mailOpportunities(ISSUER),
    volunteers: [],
    timesheets: [
      ...range.map((n) => mailHours(ISSUER, idOf(n), 'MAIL-1')),
      ...TWICE.map((n) => mailHours(ISSUER, idOf(n), 'MAIL-2')),
    ],
  });
  ({ batchId } = await coordinator.call(createBatch, { body: { opportunityIds: ['MAIL-1', 'MAIL-2'] } }));
  const ended = await waitForBatch(coordinator, batchId);
  expect(ended.counts.issued).toBe(PEOPLE + TWICE.length);
  expect(ended.expected).toMatchObject({ emails: PEOPLE - 2, unreached: 2 });
});

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('every certificate is in one state at every moment, though the notifier is killed', async () => {
  expect(await counts()).toMatchObject({ toTell: PEOPLE + TWICE.length, waiting: PEOPLE + TWICE.length });
  let isSending = true;
  const sums: number[] = [];
  const watching = (async () => {
    while (isSending) sums.push((await counts()).toTell);
  })();
  for (const more of [7, 20, 1]) {
    const before = cloud.mailbox.list().length;
    const sending = notify();
    await eventually(() => cloud.mailbox.list().length >= before + more, WAITING);
    cloud.function('SupervisionNotifier').pool.kill();
    await sending;
  }
  await notify();
  isSending = false;
  await watching;
  expect(sums.length).toBeGreaterThan(1);
  expect(new Set(sums)).toEqual(new Set([PEOPLE + TWICE.length]));
}, 500_000);

test('nobody gets a second email, and who has two certificates gets one about both', async () => {
  await settled();
  await endEmailLeases(cloud);
  await notify();
  for (const n of range)
    expect([addressOf(n), sentTo(addressOf(n)).length]).toEqual([addressOf(n), addressOf(n) === '' ? 0 : 1]);
  const [digest] = sentTo(addressOf(3));
  expect(digest?.subject).toContain('Your volunteering certificates are ready');
  expect(cloud.mailbox.list()).toHaveLength(PEOPLE - 2);
}, 500_000);

test('the lists of who was not reached are exact', async () => {
  expect(await settled()).toEqual({
    waiting: 0,
    // One of the dead has two certificates.
    delivered: PEOPLE + TWICE.length - 4 - 1 - 1 - 2,
    bounced: 4 + 1,
    complained: 1,
    nobody: 2,
    toTell: PEOPLE + TWICE.length,
  });
  const bounced = await unreached('bounced');
  expect(bounced.map(({ volunteerId, reason }) => `${volunteerId} ${reason}`).sort()).toEqual([
    'M-010 NO_MAILBOX',
    'M-010 NO_MAILBOX',
    'M-040 NO_MAILBOX',
    'M-050 NOT_NOW',
    'M-070 NO_MAILBOX',
  ]);
  expect(bounced[0]).toMatchObject({ nameEn: 'Hind Saad', batchId, attempt: 1 });
  expect((await unreached('complained')).map(({ volunteerId }) => volunteerId)).toEqual(['M-060']);
  expect((await unreached('nobody')).map(({ volunteerId }) => volunteerId).sort()).toEqual([
    'M-098',
    'M-099',
  ]);
  const other = new ApiClient({
    baseUrl: cloud.url,
    token: await cloud.token('coordinator', { issuers: ['rawabi-health-cluster'] }),
  });
  const query = { issuer: ISSUER, state: 'bounced' as const };
  expect(await other.call(listDeliveries, { query })).toEqual({ items: [], cursor: null });
  await expect(other.call(countDeliveries, { path: { id: batchId } })).rejects.toMatchObject({ status: 404 });
}, 500_000);

test('a first address gets the email, and one that bounced only after somebody looked at it', async () => {
  const certificateOf = async (state: UnreachedState, volunteerId: string) => {
    const found = (await unreached(state)).find((delivery) => delivery.volunteerId === volunteerId);
    return { path: { id: found?.certificateId ?? '' } };
  };
  const complained = await certificateOf('complained', 'M-060');
  await expect(coordinator.call(sendAgain, { ...complained, body: {} })).rejects.toMatchObject({
    status: 409,
    code: 'STATE_CONFLICT',
  });
  const nobody = await certificateOf('nobody', 'M-098');
  await expect(coordinator.call(sendAgain, { ...nobody, body: {} })).rejects.toMatchObject({ status: 409 });
  // Who reads the emails of somebody with an address isn't one person's choice.
  const elsewhere = { body: { email: 'mine@example.org' } };
  for (const other of [complained, await certificateOf('bounced', 'M-070')])
    await expect(coordinator.call(sendAgain, { ...other, ...elsewhere })).rejects.toMatchObject({
      status: 409,
      code: 'STATE_CONFLICT',
    });
  const body = { email: 'found-98@example.org' };
  expect(await coordinator.call(sendAgain, { ...nobody, body })).toMatchObject({
    state: 'waiting',
    attempt: 2,
  });
  // Waiting already: a second click sends nothing twice.
  await expect(coordinator.call(sendAgain, { ...nobody, body })).rejects.toMatchObject({ status: 409 });
  await coordinator.call(sendAgain, { ...(await certificateOf('bounced', 'M-040')), body: {} });
  expect((await counts()).toTell).toBe(PEOPLE + TWICE.length);
  await notify();
  await notify();
  expect(sentTo('found-98@example.org')).toHaveLength(1);
  expect(sentTo('gone-40@bounce.example')).toHaveLength(2);
  expect(await settled()).toMatchObject({ waiting: 0, bounced: 5, nobody: 1, toTell: PEOPLE + TWICE.length });
}, 500_000);

test('the audit finds the deliveries whole', async () => {
  const { findings } = await auditCloud(cloud);
  expect(findings.filter(({ rule }) => ['DELIVERY_WRONG', 'LIST_WRONG'].includes(rule))).toEqual([]);
});
