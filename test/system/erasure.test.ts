import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import {
  decideCorrection,
  eraseCertificate,
  reinstateCertificate,
  replaceCertificate,
  requestCorrection,
  suspendCertificate,
} from '../../functions/routes/lifecycle.ts';
import { requestName } from '../../functions/routes/names.ts';
import { DynamoApprovalRequests } from '../../functions/storage/dynamo/supervision/dynamo-approval-requests.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { seedCloud } from '../batches/seed-ledger.ts';
import { eventually } from '../local/eventually.ts';
import { entryOf, opportunityOf, timesheetOf } from '../people.ts';
import { copiesOf } from './copies-of.ts';
import { ownCloud } from './embedded-cloud.ts';

const ISSUER = 'tilal-health-cluster';
/** The first is in the ledger, the second only on a corrected certificate, the third in a request for a correction. */
const LEDGER_NAMES = ['Zumurruda', 'زمردة'];
const CORRECTED = 'Zabarjada';
const REQUESTED = 'Yaqouta';
/** Asked for before a certificate bore it; the last stands in the reason of a rejection. */
const WANTED = 'Marjana';
const REJECTED = 'Lazaward';
const NAMES = [...LEDGER_NAMES, CORRECTED, REQUESTED, WANTED, REJECTED];
const PEOPLE = ['CANARY-1', 'OTHER-1'];

const folder = mkdtempSync(path.join(tmpdir(), 'erasure-'));
const logged: string[] = [];
let cloud: EmbeddedCloud;
let coordinator: ApiClient;

beforeAll(async () => {
  cloud = await ownCloud({ data: path.join(folder, 'cloud'), log: (line) => logged.push(line) });
  const token = await cloud.token('coordinator', { issuers: [ISSUER], id: 'coordinator-1' });
  coordinator = new ApiClient({ baseUrl: cloud.url, token });
});

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const copies = (names: readonly string[] = NAMES) => copiesOf(names, cloud, path.join(folder, 'cloud'));

const sentTo = (address: string) => cloud.mailbox.list().filter(({ to }) => to.includes(address));

/** Returns whether a copy isn't in the mailbox of a person, who keeps what was sent to them. */
const isNoEmailTo = (address: string) => {
  const own = sentTo(address);
  return (copy: string) => !own.some(({ emailId }) => copy.startsWith(`file: mailbox/${emailId}`));
};

/** Imports two people, of whom one is to be erased, with hours for one opportunity. */
async function recordPeople(): Promise<string> {
  const file = path.join(folder, 'volunteers.csv');
  writeFileSync(
    file,
    `volunteer_id,kind,name_ar,name_en,gender,birth_date,email
CANARY-1,individual,زمردة سالم الحربي,Zumurruda Salem Alharbi,female,1990-01-01,canary@example.org
OTHER-1,individual,سارة سعد القحطاني,Sara Saad Alqahtani,female,1991-01-01,other@example.org
`,
  );
  const { importId, state } = await importFile(coordinator, file);
  expect(state).toBe('imported');
  await seedCloud(cloud, {
    opportunities: [opportunityOf({ opportunityId: 'OPP-1', issuerId: ISSUER, requiredMinutes: 60 })],
    volunteers: [],
    timesheets: PEOPLE.map((volunteerId) =>
      timesheetOf([entryOf({ entryId: `${volunteerId}-1`, date: '2025-07-01' })], {
        volunteerId,
        opportunityId: 'OPP-1',
        issuerId: ISSUER,
      }),
    ),
  });
  return importId;
}

const APPROVAL_ID = 'ab'.repeat(16);

/** Stores a request in which a supervisor has rejected hours for a reason. */
async function rejectByLink(reason: string): Promise<void> {
  const at = '2026-01-02T08:00:00.000Z';
  const entryId = 'CANARY-1-1';
  await new DynamoApprovalRequests(cloud.clients.dynamo, cloud.tableName).put({
    ...{
      requestId: APPROVAL_ID,
      issuerId: ISSUER,
      supervisorId: `${ISSUER}.1`,
      secretSha256: 'cd'.repeat(32),
    },
    ...{ askedBy: 'coordinator-1', askedAt: at, validUntil: at, opportunityIds: ['OPP-1'], revision: 1 },
    entries: [{ volunteerId: 'CANARY-1', opportunityId: 'OPP-1', entryId }],
    rejections: [{ at, entryIds: [entryId], reason }],
  });
}

/** Asks for a file of a batch until it is there, and returns its bytes. */
/** Corrects a certificate as a coordinator, and approves it as another person. Returns the corrected certificate's ID. */
async function correctedByTwo(certificateId: string, nameEn: string): Promise<{ certificateId: string }> {
  const { status, body } = await coordinator.request(replaceCertificate, {
    path: { id: certificateId },
    body: { nameEn },
  });
  if (status !== 202) throw new Error('One person has printed another name');
  const approver = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('approver') });
  const decision = { path: { id: body.correctionId }, body: { decision: 'approve' } } as const;
  const { replacementId } = await approver.call(decideCorrection, decision);
  return { certificateId: replacementId ?? '' };
}

async function download(batchId: string, file: 'archive' | 'print-run' | 'report.csv'): Promise<Buffer> {
  const token = await cloud.token('coordinator', { issuers: [ISSUER] });
  const link = await eventually(
    async () => {
      const answer = await fetch(`${cloud.url}/batches/${batchId}/${file}`, {
        redirect: 'manual',
        headers: { authorization: `Bearer ${token}` },
      });
      await answer.body?.cancel();
      return answer.headers.get('location') ?? undefined;
    },
    { withinMilliseconds: 50_000, everyMilliseconds: 200 },
  );
  return Buffer.from(await (await fetch(link)).arrayBuffer());
}

test('after an erasure nothing but the ledger names the person', async () => {
  const importId = await recordPeople();
  const { batchId } = await coordinator.call(createBatch, { body: { opportunityIds: ['OPP-1'] } });
  await waitForBatch(coordinator, batchId);
  const notify = cloud.schedules.find(({ name }) => name.includes('Notify'));
  await notify?.run();
  expect(sentTo('canary@example.org')).toHaveLength(1);
  const certificates = [];
  for await (const certificate of coordinator.list(listCertificates, {})) certificates.push(certificate);
  const original = certificates.find(({ volunteerId }) => volunteerId === 'CANARY-1')?.certificateId ?? '';
  const other = certificates.find(({ volunteerId }) => volunteerId === 'OTHER-1')?.certificateId ?? '';

  const before = await download(batchId, 'archive');
  expect(before.includes(`${other}.pdf`)).toBe(true);
  expect(before.includes(`${original}.pdf`)).toBe(true);
  const printed = await download(batchId, 'print-run');
  for (const id of [original, other]) expect(printed.includes(id)).toBe(true);
  const report = await download(batchId, 'report.csv');
  expect(report.toString('utf8')).not.toMatch(/Zumurruda|زمردة/);

  // What people do with a certificate, by which its names spread.
  const note = { note: 'Zumurruda called' };
  await coordinator.call(suspendCertificate, { path: { id: original }, body: note });
  await coordinator.call(reinstateCertificate, { path: { id: original }, body: note });
  const corrected = await correctedByTwo(original, `${CORRECTED} Salem Alharbi`);
  const token = await cloud.token('volunteer', { id: 'CANARY-1' });
  await new ApiClient({ baseUrl: cloud.url, token }).call(requestCorrection, {
    path: { id: corrected.certificateId },
    body: { nameEn: `${REQUESTED} Salem Alharbi`, note: `I am ${REQUESTED}` },
  });
  await new ApiClient({ baseUrl: cloud.url, token }).call(requestName, {
    body: { issuerId: ISSUER, nameEn: `${WANTED} Salem Alharbi`, note: `I am ${WANTED}` },
  });
  await rejectByLink(`${REJECTED} was not there`);
  const spread = await copies();
  for (const copy of [
    `table: CERTIFICATE#${original} / CERTIFICATE`,
    `table: CERTIFICATE#${corrected.certificateId} / CERTIFICATE`,
    `table: CERTIFICATE#${corrected.certificateId} / CORRECTION#001`,
    'table: VOLUNTEER#CANARY-1 / tilal-health-cluster#NAME',
  ])
    expect(spread).toContain(copy);
  expect(spread.filter((copy) => /\/documents\//.test(copy))).toHaveLength(2);
  expect(spread.filter((copy) => /\/results\/.*\.zip$/.test(copy))).toHaveLength(1);
  // What is compressed in a file to print is found by its certificate.
  expect((await copies([original])).filter((copy) => /\/results\/.*\.pdf$/.test(copy))).toHaveLength(1);

  // The email's link, and what tells the holder of the two steps.
  const besides = async () =>
    (await copies([original, corrected.certificateId]))
      .map((copy) => / \/ ((?:LINK|NOTIFICATION)#.{8})/.exec(copy)?.[1])
      .filter((key) => key !== undefined);
  expect((await besides()).map((key) => key.replace(/#[0-9a-f]{8}/, '#'))).toEqual([
    'LINK#',
    'NOTIFICATION#STEP-002',
    'NOTIFICATION#STEP-003',
  ]);

  for (const id of [original, corrected.certificateId])
    await coordinator.call(eraseCertificate, { path: { id }, body: {} });
  await notify?.run();
  expect(sentTo('canary@example.org')).toHaveLength(1);

  // The runbook names these: the ledger is the issuer's record of who volunteered, and outlives the certificate.
  const left = await copies();
  const kept = left
    .filter(isNoEmailTo('canary@example.org'))
    .map((copy) => copy.replace(/[0-9a-f]+-1/, 'N-1'));
  expect(kept.sort()).toEqual([
    expect.stringMatching(
      /^file: s3\/objects\/[^/]*\/directories\/tilal-health-cluster\/[^/]*people.json.gz$/,
    ),
    expect.stringMatching(/^file: s3\/objects\/[^/]*\/imports\/[^/]*\/N-1$/),
    expect.stringMatching(/^file: s3\/objects\/[^/]*\/imports\/[^/]*\/changes\/N-1.json.gz$/),
    `table: APPROVAL#${APPROVAL_ID} / REQUEST`,
    `table: IMPORT#${importId} / FINDINGS`,
    'table: VOLUNTEER#CANARY-1 / tilal-health-cluster#PROFILE',
  ]);
  expect((await copies([CORRECTED, REQUESTED, WANTED])).filter(isNoEmailTo('canary@example.org'))).toEqual(
    [],
  );
  expect(await besides()).toEqual([]);
  expect(logged.join('\n')).not.toMatch(new RegExp(NAMES.join('|')));

  expect((await copies([original])).filter((copy) => /\/results\/.*\.pdf$/.test(copy))).toEqual([]);
  const paper = await download(batchId, 'print-run');
  expect(paper.includes(other)).toBe(true);
  for (const id of [original, corrected.certificateId]) expect(paper.includes(id)).toBe(false);
  const after = await download(batchId, 'archive');
  expect(after.includes(`${other}.pdf`)).toBe(true);
  for (const id of [original, corrected.certificateId]) expect(after.includes(`${id}.pdf`)).toBe(false);
});
