/**
 * Sends the emails about a batch in the embedded cloud while the notifier is killed, and throws unless everything is
 * exact afterwards: every holder with an address has one email and no more, those who were not reached are the 3 % with a
 * dead address, and at every moment what is counted adds up to the certificates.
 * `node test/bench/deliveries.ts [certificates] [kills] [plain]`; `plain`: without pictures, whose drawing takes most of the
 * time and nothing of the exactness.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { ApiClient } from '../../functions/client/api-client.ts';
import { ApiUnreachable } from '../../functions/client/api-errors.ts';
import { NO_DELIVERIES, type UnreachedState } from '../../functions/domain/delivery/delivery.ts';
import { countDeliveries, listDeliveries } from '../../functions/routes/supervision.ts';
import { PREFIXES } from '../../functions/storage/s3/prefixes.ts';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { seedCloud } from '../batches/seed-ledger.ts';
import { eventually } from '../local/eventually.ts';
import { volunteerOf } from '../people.ts';
import { auditCloud } from '../system/audit-cloud.ts';
import { endEmailLeases } from '../system/end-email-leases.ts';
import { mailHours, mailOpportunities } from '../system/mail-hours.ts';
import { issueApproved } from './issue-batch.ts';

const ISSUER = 'tilal-health-cluster';
const [certificates = 500, kills = 5] = process.argv.slice(2, 4).map(Number);
const isPlain = process.argv[4] === 'plain';

/** Of a hundred people three have a dead address, and one has none; who comes twice has both certificates in one batch. */
const isDead = (n: number) => n % 100 === 10 || n % 100 === 40 || n % 100 === 70;
const hasNone = (n: number) => n % 100 === 99;
const isTwice = (n: number) => n % 50 === 10;
const idOf = (n: number) => `M-${String(n).padStart(5, '0')}`;
const addressOf = (n: number) =>
  hasNone(n) ? undefined : isDead(n) ? `gone-${n}@bounce.example` : `person-${n}@example.org`;
const people: number[] = [];
for (let left = certificates; left > 0; left -= isTwice(people.at(-1) ?? 0) ? 2 : 1)
  people.push(people.length);
const held = people.flatMap((n) => (isTwice(n) ? [n, n] : [n]));

const data = mkdtempSync(join(tmpdir(), 'deliveries-'));
const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true });
try {
  const schedule = cloud.schedules.find(({ name }) => name.includes('Notify'));
  if (schedule === undefined) throw new Error('Nothing sends emails');
  // Only the runs that are started here: leases are ended, and who has them is killed.
  schedule.stop();
  await seed();
  // A token lasts an hour, and a large batch may take longer.
  const token = () => cloud.token('coordinator', { id: 'coordinator-1', issuers: [ISSUER] });
  const api = new ApiClient({ baseUrl: cloud.url, token });
  const { batchId, counts: issued } = await issueApproved(cloud, { opportunityIds: ['MAIL-1', 'MAIL-2'] });
  deepStrictEqual(issued.issued, held.length);
  if (isPlain) await emptyDocuments();

  // A busy machine may not answer in time; that says nothing of the deliveries.
  const counts = () =>
    eventually(
      () =>
        api.call(countDeliveries, { path: { id: batchId } }).catch((error: unknown) => {
          if (error instanceof ApiUnreachable) return undefined;
          throw error;
        }),
      { withinMilliseconds: 600_000, everyMilliseconds: 1_000 },
    );
  const emails = () => cloud.mailbox.ids().length;
  const addressesOfEmails = new Map<string, readonly string[]>();
  /** The addresses of all emails. Each email is read once, because of its picture. */
  const told = (): string[] => {
    for (const emailId of cloud.mailbox.ids())
      if (!addressesOfEmails.has(emailId))
        addressesOfEmails.set(emailId, cloud.mailbox.find(emailId)?.to ?? []);
    return [...addressesOfEmails.values()].flat();
  };
  let isSending = true;
  const lookMilliseconds: number[] = [];
  const watching = (async () => {
    while (isSending) {
      const asked = performance.now();
      const { toTell, ...states } = await counts();
      lookMilliseconds.push(performance.now() - asked);
      const sum = Object.values(states).reduce((all, count) => all + count, 0);
      deepStrictEqual({ toTell, sum }, { toTell: held.length, sum: held.length });
      await new Promise((resolve) => setTimeout(resolve, Math.max(1_000, held.length / 2)));
    }
  })();
  const start = performance.now();
  const patient = { withinMilliseconds: held.length * 5_000, everyMilliseconds: 250 };
  for (let kill = 1; kill <= kills; kill += 1) {
    const until = Math.floor((kill * people.length) / (kills + 1));
    let isDone = false;
    const runs = (async () => {
      while (!isDone) await schedule.run();
    })();
    await eventually(() => emails() >= until, patient);
    isDone = true;
    cloud.function('SupervisionNotifier').pool.kill();
    await runs;
  }
  /** Waits until it is recorded what became of every email in the mailbox. */
  const settled = () =>
    eventually(
      async () => {
        const { handed_in, ...found } = await counts();
        const reached = new Set(told());
        const known = held.filter((n) => reached.has(addressOf(n) ?? '')).length;
        return handed_in === 0 && known === found.delivered + found.bounced ? found : undefined;
      },
      { withinMilliseconds: 3_600_000, everyMilliseconds: Math.max(1_000, held.length / 2) },
    );
  let found = { ...NO_DELIVERIES, toTell: 0, waiting: held.length } as Omit<
    Awaited<ReturnType<typeof counts>>,
    'handed_in'
  >;
  while (found.waiting > 0) {
    await schedule.run();
    found = await settled();
    await endEmailLeases(cloud);
  }
  const seconds = (performance.now() - start) / 1000;
  isSending = false;
  await watching;

  const sent = Map.groupBy(told(), (address) => address);
  const addresses = people.flatMap((n) => addressOf(n) ?? []);
  deepStrictEqual(
    [...sent].map(([address, { length }]) => `${address} ${length}`).sort(),
    addresses.map((address) => `${address} 1`).sort(),
  );
  const unreached = async (state: UnreachedState) => {
    const listed: string[] = [];
    const query = { issuer: ISSUER, state };
    for await (const { volunteerId } of api.list(listDeliveries, { query })) listed.push(volunteerId);
    return listed.sort();
  };
  const dead = held.filter(isDead).map(idOf);
  const nobody = held.filter(hasNone).map(idOf);
  deepStrictEqual(await unreached('bounced'), dead);
  deepStrictEqual(await unreached('nobody'), nobody);
  deepStrictEqual(await unreached('complained'), []);
  deepStrictEqual(found, {
    waiting: 0,
    delivered: held.length - dead.length - nobody.length,
    bounced: dead.length,
    complained: 0,
    nobody: nobody.length,
    toTell: held.length,
  });
  const { findings } = await auditCloud(cloud);
  deepStrictEqual(
    findings.filter(({ rule }) => rule === 'DELIVERY_WRONG' || rule === 'LIST_WRONG'),
    [],
  );
  const measured = {
    pictures: !isPlain,
    certificates: held.length,
    people: people.length,
    kills,
    looks: lookMilliseconds.length,
    medianLookMilliseconds: Math.round(
      lookMilliseconds.sort((a, b) => a - b)[lookMilliseconds.length >> 1] ?? 0,
    ),
    emails: addresses.length,
  };
  console.log(JSON.stringify({ ...measured, ...found, seconds: Math.round(seconds) }, null, 2));
} finally {
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}

/** Writes people with hours for one opportunity or two. */
async function seed(): Promise<void> {
  await seedCloud(cloud, {
    opportunities: mailOpportunities(ISSUER),
    volunteers: people.map((n) => {
      const email = addressOf(n);
      return volunteerOf({ volunteerId: idOf(n), issuerId: ISSUER, ...(email && { email }) });
    }),
    timesheets: people.flatMap((n) => [
      mailHours(ISSUER, idOf(n), 'MAIL-1'),
      ...(isTwice(n) ? [mailHours(ISSUER, idOf(n), 'MAIL-2')] : []),
    ]),
  });
}

/** Leaves nothing of the documents that could be drawn: an email about such a one is sent without a picture. */
async function emptyDocuments(): Promise<void> {
  const { clients, bucketName: Bucket } = cloud;
  for await (const { Contents = [] } of paginateListObjectsV2(
    { client: clients.s3 },
    { Bucket, Prefix: PREFIXES.documents },
  ))
    await Promise.all(
      Contents.map(({ Key }) =>
        clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: new Uint8Array() })),
      ),
    );
}
