import { createHash } from 'node:crypto';
import type { ManifestLine } from '../../functions/domain/batch/batch-item.ts';
import type { ChunkMessage } from '../../functions/domain/batch/batch-message.ts';
import type { Opportunity, OpportunityKey } from '../../functions/domain/hours/opportunity.ts';
import type { Issuer } from '../../functions/domain/issuer.ts';
import { MemoryBatchRegister } from '../fakes/memory-batch-register.ts';
import { MemoryCertificateRegister } from '../fakes/memory-certificate-register.ts';
import { MemoryDocumentStore } from '../fakes/memory-document-store.ts';
import { MemoryHoursLedger } from '../fakes/memory-hours-ledger.ts';
import { MemoryKillSwitch } from '../fakes/memory-kill-switch.ts';
import { MemoryManifestStore } from '../fakes/memory-manifest-store.ts';
import { MemoryPartnerAgreements } from '../fakes/memory-partner-agreements.ts';
import { MemoryRecords, timesheetName } from '../fakes/memory-records.ts';
import { MemoryWorkQueue } from '../fakes/memory-work-queue.ts';
import { textRendering } from '../fakes/text-rendering.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';

/** The product's own code, as it is or with one condition taken out. */
export interface IssuingCode {
  readonly issueCertificate: typeof import('../../functions/workflows/issuing/issue-certificate.ts').issueCertificate;
  readonly runBatchChunk: typeof import('../../functions/workflows/batches/run-batch-chunk.ts').runBatchChunk;
  readonly revokeCertificate: typeof import('../../functions/workflows/lifecycle/revoke-certificate.ts').revokeCertificate;
  readonly sweepReservations: typeof import('../../functions/workflows/supervision/sweep-reservations.ts').sweepReservations;
  readonly planned: typeof import('../../functions/domain/batch/batch.ts').planned;
  readonly newBatch: typeof import('../../functions/domain/batch/batch.ts').newBatch;
}

export const ISSUER: Issuer = {
  issuerId: 'rawabi-health-cluster',
  nameAr: 'تجمع الروابي الصحي',
  nameEn: 'Rawabi Health Cluster',
  country: 'SA',
  timeZone: 'Asia/Riyadh',
  domain: 'rawabi-health.example',
  email: 'volunteers@rawabi-health.example',
  disclosure: 'masked',
  proof: 'plain',
  designs: { participation: 'a@1', course: 'a@1', joint: 'a@1', team: 'a@1' },
  signatories: [],
  logo: 'rawabi',
  dailyCapMinutes: 720,
  selfCorrection: false,
  batchLimit: 50_000,
} as Issuer;

/** How a message comes: the first time, once more, and for the last time. */
export const FIRST = { again: false, lastTry: false };
export const AGAIN = { again: true, lastTry: false };
export const LAST = { again: true, lastTry: true };

const START = Date.parse('2026-01-10T08:00:00.000Z');
const OPPORTUNITY: Opportunity = opportunityOf({ requiredMinutes: 60 });

/**
 * One opportunity with some volunteers' hours, all in memory, and everything that issues, revokes and sweeps.
 * Time and randomness only move when a step is taken, so that a run can be repeated exactly.
 */
export function issuingWorld(minutesOfVolunteers: readonly (readonly number[])[]) {
  const records = new MemoryRecords();
  const queue = new MemoryWorkQueue();
  let clock = START;
  let drawn = 0;
  records.opportunities.set(OPPORTUNITY.opportunityId, OPPORTUNITY);
  for (const [number, minutes] of minutesOfVolunteers.entries()) {
    const volunteerId = volunteerIdOf(number);
    records.volunteers.set(volunteerId, volunteerOf({ volunteerId }));
    const entries = minutes.map((amount, index) =>
      entryOf({ entryId: `E-${number}-${index}`, date: `2025-07-0${index + 1}`, minutes: amount }),
    );
    records.timesheets.set(
      timesheetName(volunteerId, OPPORTUNITY.opportunityId),
      timesheetOf(entries, { volunteerId }),
    );
  }
  const deps = {
    ledger: new MemoryHoursLedger(records),
    register: new MemoryCertificateRegister(records),
    agreements: new MemoryPartnerAgreements(records),
    documents: new MemoryDocumentStore(records),
    batches: new MemoryBatchRegister(records),
    manifests: new MemoryManifestStore(records),
    killSwitch: new MemoryKillSwitch(records),
    queue,
    statusIndexes: {
      next: async () => {
        drawn += 1;
        return { listId: `${ISSUER.issuerId}-1`, index: drawn };
      },
    },
    issuers: new Map([[ISSUER.issuerId, ISSUER]]),
    findUnprintable: () => undefined,
    designRoom: () => ({ issuers: () => 4, signatories: () => 6 }),
    ...textRendering,
    suppressions: {
      among: async (addresses: readonly string[]): Promise<ReadonlySet<string>> =>
        new Set(addresses.filter((address) => records.suppressed.has(address))),
    },
    opportunityOf: async (_batch: object, { opportunityId }: OpportunityKey) =>
      records.opportunities.get(opportunityId),
    reportFault: () => {},
    refreshDirectory: async () => {},
    baseUrl: 'https://verify.example.org',
    randomBytes: (count: number) => {
      drawn += 1;
      return createHash('sha512').update(String(drawn)).digest().subarray(0, count);
    },
    now: () => {
      clock += 1000;
      return new Date(clock).toISOString();
    },
  };
  return {
    records,
    deps,
    opportunity: OPPORTUNITY,
    /** Lets time pass, as it does before a sweeper looks at what was left. */
    wait: (minutes: number) => {
      clock += minutes * 60_000;
    },
  };
}

export type IssuingWorld = ReturnType<typeof issuingWorld>;

export const volunteerIdOf = (number: number) => `V-${number}`;

/** A running batch over everybody, and the message of its only chunk. */
export async function startBatch(
  world: IssuingWorld,
  code: IssuingCode,
  batchId: string,
): Promise<ChunkMessage> {
  const { records, deps, opportunity } = world;
  const lines: ManifestLine[] = [...records.volunteers.keys()].map((volunteerId) => ({
    issuerId: opportunity.issuerId,
    volunteerId,
    opportunityId: opportunity.opportunityId,
    reason: 'ELIGIBLE',
  }));
  const manifestId = 'm';
  await deps.manifests.write({ batchId, manifestId }, yielded(lines), lines.length);
  const request = {
    batchId,
    issuerIds: [ISSUER.issuerId],
    dryRun: false,
    notify: true,
    createdBy: 'coordinator-1',
  };
  const planning = code.newBatch(request, deps.now());
  const plan = {
    manifestId,
    requested: lines.length,
    chunkCount: 1,
    verdicts: { ELIGIBLE: lines.length },
    eligibleOf: { [ISSUER.issuerId]: lines.length },
  };
  const running = { ...code.planned(planning, plan, false, deps.now()), sending: false };
  await deps.batches.create(running);
  return { kind: 'chunk', batchId, manifestId, run: running.run, chunk: 0, start: 0, end: lines.length };
}

async function* yielded<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}
