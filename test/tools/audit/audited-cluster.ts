import { cancelled, newBatch, planned } from '../../../functions/domain/batch/batch.ts';
import { runBatchChunk } from '../../../functions/workflows/batches/run-batch-chunk.ts';
import { eraseCertificate } from '../../../functions/workflows/lifecycle/erase-certificate.ts';
import { replaceCertificate } from '../../../functions/workflows/lifecycle/replace-certificate.ts';
import { revokeCertificate } from '../../../functions/workflows/lifecycle/revoke-certificate.ts';
import { publishStatusLists } from '../../../functions/workflows/proofs/publish-status-list.ts';
import { signAuditRoots } from '../../../functions/workflows/proofs/sign-audit-root.ts';
import { authoredAt, seedJournal } from '../../batches/seed-journal.ts';
import { seedLedger, seedReports } from '../../batches/seed-ledger.ts';
import { noArchives } from '../../fakes/no-archives.ts';
import { dies, portWith } from '../../issuing/register-with.ts';
import { entryOf, timesheetOf, volunteerOf } from '../../people.ts';
import { acted, changePolicy, importAndRecognise, leaveTraces, supervise } from './audited-acts.ts';
import { correspond } from './audited-emails.ts';
import { clockOf, DAYS_AGO, depsOver, ISSUER_ID, OPPORTUNITY } from './audited-world.ts';
import type { Store } from './edit-records.ts';

const BATCH_ID = 'audited';
const STOPPED_ID = 'stopped';
const PEOPLE = 12;

/** Returns the ID of a volunteer of the cluster. */
export const volunteerIdOf = (number: number) => `AUDIT-${number}`;

/**
 * Writes the records of a small cluster with the product's own code: one batch issued to everyone, then one
 * certificate was revoked and one replaced. A second batch was cancelled after its worker died, one of its certificates
 * was erased, and then its chunk was delivered again. Hours were imported, released and recognised; people, partners and
 * the rest of the journal's acts have left one record each. All days but today have signed roots. Returns the IDs that tests need.
 */
export async function auditedCluster(store: Store) {
  const people = Array.from({ length: PEOPLE }, (_, number) => volunteerIdOf(number));
  const others = [PEOPLE, PEOPLE + 1, PEOPLE + 2].map(volunteerIdOf);
  const clock = clockOf();
  clock.set(DAYS_AGO.issuing);
  await seedVolunteers(store, [...people, ...others], clock.now());
  const deps = depsOver(store, clock.now);
  await writeJournal(deps);
  await changePolicy(store, deps);
  await importAndRecognise(store, deps);
  const { message, end } = await startBatch(BATCH_ID, people, deps);
  await runBatchChunk(message, { again: false, lastTry: false }, deps);
  await end();

  // The worker dies, and the batch is cancelled before its chunk is delivered again.
  const stopped = await startBatch(STOPPED_ID, others, deps);
  const dying = { ...deps, batches: portWith(deps.batches, 'record', { before: dies }) };
  await runBatchChunk(stopped.message, { again: false, lastTry: false }, dying).catch(() => {});
  await stopped.cancel('coordinator-2');

  const page = await deps.register.list([{ issuerId: ISSUER_ID }], { limit: 100 });
  const idOf = new Map(page.items.map(({ volunteerId, certificateId }) => [volunteerId, certificateId]));
  const certificateOf = (number: number): string => {
    const found = idOf.get(volunteerIdOf(number));
    if (found === undefined) throw new Error(`Volunteer ${number} has no certificate`);
    return found;
  };
  clock.set(DAYS_AGO.correcting);
  const by = { actor: 'coordinator-1', canModify: () => true };
  await revokeCertificate({ ...by, certificateId: certificateOf(0), reasonCode: 'hours_corrected' }, deps);
  const replaced = { ...by, certificateId: certificateOf(1), name: { nameEn: 'Nora Al-Bishi' } };
  const replacement = await replaceCertificate(replaced, deps as never);
  await eraseCertificate({ ...by, certificateId: certificateOf(PEOPLE) }, { ...deps, ...noArchives });
  await runBatchChunk(stopped.message, { again: true, lastTry: false }, deps);
  await supervise(deps, certificateOf(11), certificateOf(9));
  await correspond(store, deps, [certificateOf(2), certificateOf(3)], volunteerIdOf(2));
  await leaveTraces(store, BATCH_ID, { ...deps, now: () => new Date().toISOString() });
  clock.set(0);
  await signAuditRoots(deps);
  await publishStatusLists([ISSUER_ID], { ...deps, now: () => new Date().toISOString() });
  return {
    certificateOf,
    stoppedId: STOPPED_ID,
    batchId: BATCH_ID,
    opportunityId: OPPORTUNITY.opportunityId,
    replacement,
  };
}

/** Journals two acts of an auditor. */
async function writeJournal({ journal, now }: ReturnType<typeof depsOver>): Promise<void> {
  const act = { act: 'read_audit', subject: 'auditor-1', issuerIds: [ISSUER_ID], targets: {} } as const;
  for (const requestId of ['request-1', 'request-2']) {
    await journal.append({ ...act, at: now(), requestId, phase: 'begun', outcome: null });
    await journal.append({ ...act, at: now(), requestId, phase: 'ended', outcome: 'done' });
  }
}

/** Writes the opportunity, the volunteers and their hours. The last volunteer's hours are not approved. */
async function seedVolunteers(
  { dynamo, tableName }: Store,
  volunteerIds: readonly string[],
  at: string,
): Promise<void> {
  const timesheets = volunteerIds.map((volunteerId, number) => {
    const entry = entryOf({ entryId: `E-${number}`, ...authoredAt(at) });
    const { approval: _none, ...pending } = { ...entry, status: 'pending' } as const;
    return timesheetOf([number === volunteerIds.length - 1 ? pending : entry], { volunteerId });
  });
  const volunteers = volunteerIds.map((volunteerId) => volunteerOf({ volunteerId }));
  const seed = { opportunities: [OPPORTUNITY], volunteers, timesheets };
  await seedLedger(dynamo, tableName, seed);
  await seedReports(dynamo, tableName, seed);
  await seedJournal(dynamo, tableName, seed);
}

/** Creates a running batch whose manifest lists all volunteers as eligible; returns the message of its only chunk. */
async function startBatch(
  batchId: string,
  volunteerIds: readonly string[],
  deps: ReturnType<typeof depsOver>,
) {
  const requested = volunteerIds.length;
  const request = { issuerIds: [ISSUER_ID], dryRun: false, notify: true, createdBy: 'coordinator-1' };
  const { opportunityId } = OPPORTUNITY;
  const opportunities = [{ issuerId: ISSUER_ID, opportunityId }];
  const selection = { opportunities, unknownOpportunityIds: [], volunteerIds, named: true };
  const batch = await acted(
    deps,
    { act: 'create_batch', subject: request.createdBy },
    async () => {
      const created = newBatch({ ...request, batchId }, deps.now());
      await deps.manifests.storeSelection(batchId, selection);
      await deps.batches.create(created);
      return created;
    },
    () => ({ batchId }),
  );
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
  const plan = {
    manifestId: 'm',
    requested,
    chunkCount: 1,
    verdicts: { ELIGIBLE: requested },
    eligibleOf: { 'rawabi-health-cluster': requested },
  };
  const running = { ...planned(batch, plan, false, deps.now()), sending: false };
  const day = deps.now().slice(0, 10);
  await deps.batches.startAlone(running, [{ issuerId: ISSUER_ID, day, certificates: requested }], 10_000);
  const [from = 0, to = 0] = await deps.manifests.chunkOffsets({ batchId, manifestId: 'm' });
  const chunk = { chunk: 0, start: from, end: to };
  const message = { kind: 'chunk', batchId, manifestId: 'm', run: running.run, ...chunk } as const;
  const end = () =>
    deps.batches.change({ ...running, revision: running.revision + 1, state: 'done', endedAt: deps.now() });
  const cancel = (by: string) =>
    acted(deps, { act: 'cancel_batch', subject: by, targets: { id: batchId } }, () =>
      deps.batches.change(cancelled(running, { by, at: deps.now() })),
    );
  return { message, end, cancel };
}
