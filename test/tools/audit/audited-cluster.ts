import { createHash } from 'node:crypto';
import { newBatch, planned } from '../../../functions/domain/batch/batch.ts';
import type { Issuer } from '../../../functions/domain/issuer.ts';
import { DynamoBatchRegister } from '../../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoStatusIndexes } from '../../../functions/storage/dynamo/dynamo-status-indexes.ts';
import { DynamoKillSwitch } from '../../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { S3DocumentStore } from '../../../functions/storage/s3/s3-document-store.ts';
import { S3ManifestStore } from '../../../functions/storage/s3/s3-manifest-store.ts';
import { runBatchChunk } from '../../../functions/workflows/batches/run-batch-chunk.ts';
import { eraseCertificate } from '../../../functions/workflows/lifecycle/erase-certificate.ts';
import { replaceCertificate } from '../../../functions/workflows/lifecycle/replace-certificate.ts';
import { revokeCertificate } from '../../../functions/workflows/lifecycle/revoke-certificate.ts';
import { seedLedger } from '../../batches/seed-ledger.ts';
import { noArchives } from '../../fakes/no-archives.ts';
import { textRendering } from '../../fakes/text-rendering.ts';
import { dies, portWith } from '../../issuing/register-with.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../../people.ts';
import type { Store } from './edit-records.ts';

/** The issuer of the cluster. */
export const ISSUER_ID = 'rawabi-health-cluster';
const OPPORTUNITY = opportunityOf({ requiredMinutes: 60 });
const BATCH_ID = 'audited';
const STOPPED_ID = 'stopped';
const PEOPLE = 12;

const ISSUER = {
  issuerId: ISSUER_ID,
  timeZone: 'Asia/Riyadh',
  dailyCapMinutes: 720,
  proof: 'plain',
  disclosure: 'masked',
  country: 'SA',
  nameAr: 'تجمع',
  nameEn: 'Cluster',
  domain: 'c.example',
  logo: 'l',
  signatories: [],
  designs: { participation: 'p@1', course: 'p@1', joint: 'p@1', team: 'p@1' },
} as unknown as Issuer;

/** Returns the ID of a volunteer of the cluster. */
export const volunteerIdOf = (number: number) => `AUDIT-${number}`;

/**
 * Writes the records of a small cluster with the product's own code: one batch issued to everyone, then one
 * certificate was revoked and one replaced. A second batch was cancelled after its worker died, one of its certificates
 * was erased, and then its chunk was delivered again. Returns the IDs that tests need.
 */
export async function auditedCluster(store: Store) {
  const people = Array.from({ length: PEOPLE }, (_, number) => volunteerIdOf(number));
  const others = [PEOPLE, PEOPLE + 1, PEOPLE + 2].map(volunteerIdOf);
  await seedVolunteers(store, [...people, ...others]);
  const deps = depsOver(store);
  const { message, end } = await startBatch(BATCH_ID, people, deps);
  await runBatchChunk(message, { again: false, lastTry: false }, deps);
  await end('done');

  // The worker dies, and the batch is cancelled before its chunk is delivered again.
  const stopped = await startBatch(STOPPED_ID, others, deps);
  const dying = { ...deps, batches: portWith(deps.batches, 'record', { before: dies }) };
  await runBatchChunk(stopped.message, { again: false, lastTry: false }, dying).catch(() => {});
  await stopped.end('cancelled');

  const page = await deps.register.list([{ issuerId: ISSUER_ID }], { limit: 100 });
  const idOf = new Map(page.items.map(({ volunteerId, certificateId }) => [volunteerId, certificateId]));
  const certificateOf = (number: number): string => {
    const found = idOf.get(volunteerIdOf(number));
    if (found === undefined) throw new Error(`Volunteer ${number} has no certificate`);
    return found;
  };
  const by = { actor: 'coordinator-1', canModify: () => true };
  await revokeCertificate({ ...by, certificateId: certificateOf(0), reasonCode: 'hours_corrected' }, deps);
  const replaced = { ...by, certificateId: certificateOf(1), name: { nameEn: 'Nora Al-Bishi' } };
  const replacement = await replaceCertificate(replaced, deps as never);
  await eraseCertificate({ ...by, certificateId: certificateOf(PEOPLE) }, { ...deps, ...noArchives });
  await runBatchChunk(stopped.message, { again: true, lastTry: false }, deps);
  return {
    certificateOf,
    stoppedId: STOPPED_ID,
    batchId: BATCH_ID,
    opportunityId: OPPORTUNITY.opportunityId,
    replacement,
  };
}

/** Writes the opportunity, the volunteers and their hours. The last volunteer's hours are not approved. */
async function seedVolunteers({ dynamo, tableName }: Store, volunteerIds: readonly string[]): Promise<void> {
  await seedLedger(dynamo, tableName, {
    opportunities: [OPPORTUNITY],
    volunteers: volunteerIds.map((volunteerId) => volunteerOf({ volunteerId })),
    timesheets: volunteerIds.map((volunteerId, number) => {
      const status = number === volunteerIds.length - 1 ? 'pending' : 'approved';
      return timesheetOf([entryOf({ entryId: `E-${number}`, status })], { volunteerId });
    }),
  });
}

/** Creates a running batch whose manifest lists all volunteers as eligible; returns the message of its only chunk. */
async function startBatch(
  batchId: string,
  volunteerIds: readonly string[],
  deps: ReturnType<typeof depsOver>,
) {
  const requested = volunteerIds.length;
  const request = { issuerIds: [ISSUER_ID], dryRun: false, notify: true, createdBy: 'coordinator-1' };
  const batch = newBatch({ ...request, batchId }, deps.now());
  await deps.batches.create(batch);
  const lines = (async function* () {
    for (const volunteerId of volunteerIds)
      yield {
        issuerId: ISSUER_ID,
        volunteerId,
        opportunityId: OPPORTUNITY.opportunityId,
        reason: 'ELIGIBLE' as const,
      };
  })();
  await deps.manifests.write({ batchId, manifestId: 'm' }, lines, requested);
  const plan = { manifestId: 'm', requested, chunkCount: 1, verdicts: { ELIGIBLE: requested } };
  const running = { ...planned(batch, plan, false, deps.now()), sending: false };
  await deps.batches.change(running);
  const [from = 0, to = 0] = await deps.manifests.chunkOffsets({ batchId, manifestId: 'm' });
  const chunk = { chunk: 0, start: from, end: to };
  const message = { kind: 'chunk', batchId, manifestId: 'm', run: running.run, ...chunk } as const;
  const end = (state: 'done' | 'cancelled') =>
    deps.batches.change({ ...running, revision: running.revision + 1, state, endedAt: deps.now() });
  return { message, end };
}

/** The workflows' dependencies over a store, with deterministic random bytes. */
function depsOver({ dynamo, tableName, s3, bucketName }: Store) {
  let drawn = 0;
  return {
    register: new DynamoCertificateRegister(dynamo, tableName),
    batches: new DynamoBatchRegister(dynamo, tableName),
    manifests: new S3ManifestStore(s3, bucketName),
    ledger: new DynamoHoursLedger(dynamo, tableName),
    killSwitch: new DynamoKillSwitch(dynamo, tableName),
    documents: new S3DocumentStore(s3, bucketName),
    statusIndexes: new DynamoStatusIndexes(dynamo, tableName),
    corrections: { erase: async () => {} },
    issuers: new Map([[ISSUER_ID, ISSUER]]),
    findUnprintable: () => undefined,
    designRoom: () => ({ issuers: 4, signatories: () => 6 }),
    ...textRendering,
    opportunityOf: async () => OPPORTUNITY,
    reportFault: (fault: unknown) => {
      throw fault;
    },
    baseUrl: 'https://verify.example.org',
    randomBytes: (count: number) => {
      drawn += 1;
      return createHash('sha512').update(`audit ${drawn}`).digest().subarray(0, count);
    },
    now: () => new Date().toISOString(),
  };
}
