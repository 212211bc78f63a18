import fc from 'fast-check';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import { COUNTED_BY_ISSUE } from '../../functions/domain/report/counter.ts';
import { timesheetName } from '../fakes/memory-records.ts';
import { entryOf } from '../people.ts';
import { brokenInvariants } from './broken-invariants.ts';
import {
  AGAIN,
  FIRST,
  ISSUER,
  type IssuingCode,
  type IssuingWorld,
  issuingWorld,
  startBatch,
  volunteerIdOf,
} from './issuing-world.ts';
import { actorOf, type Death, type Schedule, scheduledPort } from './scheduled-ports.ts';

/** Somebody who acts at the same time as the others. */
export type Role =
  | 'delivery'
  | 'second batch'
  | 'claim'
  | 'hours added'
  | 'hours rejected'
  | 'revocation'
  | 'sweeper';

interface Cast {
  readonly role: Role;
  readonly volunteer: number;
  readonly death: Death | undefined;
}

const death = fc.option(
  fc.record({
    call: fc.nat({ max: 9 }),
    moment: fc.constantFrom<Death['moment']>('before', 'after'),
  }),
  { nil: undefined },
);
const cast = (role: fc.Arbitrary<Role>): fc.Arbitrary<Cast> =>
  fc.record({ role, volunteer: fc.nat({ max: 1 }), death });
const anyone = fc.constantFrom<Role>(
  'delivery',
  'delivery',
  'second batch',
  'claim',
  'hours added',
  'hours rejected',
  'revocation',
  'sweeper',
);

export interface Tally {
  runs: number;
  deaths: number;
}

/** One story: who acts at once, on whose hours, in which order, and who dies where. Throws what went wrong. */
export function interleavings(code: IssuingCode, tally: Tally) {
  return fc.asyncProperty(
    fc.scheduler(),
    fc.array(fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 2,
    }),
    fc.array(cast(anyone), { minLength: 2, maxLength: 5 }),
    // Whether the sweeper comes before the queue delivers again.
    fc.boolean(),
    async (scheduler, minutes, others, sweeperFirst) => {
      tally.runs += 1;
      const world = issuingWorld(minutes);
      const messages = [await startBatch(world, code, 'B-1'), await startBatch(world, code, 'B-2')] as const;
      const acknowledged = new Set<string>();
      const faults: unknown[] = [];
      const actors = others.map(({ role, volunteer, death: dies }) => {
        const actor = actorOf(dies);
        const deps = depsOf(world, scheduler, actor);
        const volunteerId = volunteerIdOf(volunteer % minutes.length);
        act(role, volunteerId, code, world, deps, messages, acknowledged).catch((fault: unknown) =>
          faults.push(fault),
        );
        return actor;
      });
      await scheduler.waitAll();
      tally.deaths += actors.filter(({ died }) => died).length;
      stopAtFirst(faults.map(faultOf).filter((fault) => fault !== ''));
      stopAtFirst(brokenInvariants(world.records));

      world.wait(20);
      if (sweeperFirst) await code.sweepReservations(world.deps);
      for (const { certificateId, state } of world.records.certificates.values())
        if (sweeperFirst && state === 'reserved') throw new Error(`7 the sweeper has left ${certificateId}`);
      for (const message of messages) {
        // The sweeper may have sent a batch that stood still out anew.
        const run = world.records.batches.get(message.batchId)?.run ?? message.run;
        for (let delivery = 1; delivery <= 2; delivery += 1)
          await code.runBatchChunk({ ...message, run }, AGAIN, world.deps);
      }
      await code.sweepReservations(world.deps);
      stopAtFirst(brokenInvariants(world.records, true));
      for (const certificateId of acknowledged)
        if (world.records.certificates.get(certificateId)?.state !== 'revoked')
          throw new Error(`5 the revocation of ${certificateId} was acknowledged and is gone`);
    },
  );
}

export type Deps = IssuingWorld['deps'];

export function depsOf({ deps }: IssuingWorld, scheduler: Schedule, actor: ReturnType<typeof actorOf>): Deps {
  const scheduled = <T extends object>(port: T) => scheduledPort(port, scheduler, actor);
  return {
    ...deps,
    ledger: scheduled(deps.ledger),
    register: scheduled(deps.register),
    documents: scheduled(deps.documents),
    batches: scheduled(deps.batches),
    manifests: scheduled(deps.manifests),
  };
}

export async function act(
  role: Role,
  volunteerId: string,
  code: IssuingCode,
  world: IssuingWorld,
  deps: Deps,
  messages: readonly [
    Parameters<IssuingCode['runBatchChunk']>[0],
    Parameters<IssuingCode['runBatchChunk']>[0],
  ],
  acknowledged: Set<string>,
): Promise<void> {
  const { opportunity } = world;
  switch (role) {
    case 'delivery':
      await code.runBatchChunk(messages[0], FIRST, deps);
      return;
    case 'second batch':
      await code.runBatchChunk(messages[1], FIRST, deps);
      return;
    case 'claim':
      await code.issueCertificate(
        {
          volunteerId,
          opportunity,
          actor: `volunteer:${volunteerId}`,
          counter: COUNTED_BY_ISSUE,
          notify: false,
        },
        deps,
      );
      return;
    case 'hours added':
      return editHours(volunteerId, world, deps, (timesheet) => ({
        ...timesheet,
        entries: [
          ...timesheet.entries,
          entryOf({ entryId: `late-${timesheet.revision}`, date: '2025-07-09', minutes: 90 }),
        ],
      }));
    case 'hours rejected':
      return editHours(volunteerId, world, deps, (timesheet) => ({
        ...timesheet,
        entries: timesheet.entries.map((entry) =>
          entry.certificateId ? entry : { ...entry, status: 'rejected' as const },
        ),
      }));
    case 'revocation': {
      const certificateId = await issuedTo(volunteerId, deps);
      if (certificateId === undefined) return;
      const request = {
        certificateId,
        actor: 'coordinator-2',
        canModify: () => true,
        reasonCode: 'hours_corrected',
      } as const;
      await code.revokeCertificate(request, deps);
      acknowledged.add(certificateId);
      return;
    }
    case 'sweeper':
      world.wait(20);
      await code.sweepReservations(deps);
  }
}

/** Whoever revokes has seen a certificate: looks a few times until somebody has issued one. */
export async function issuedTo(volunteerId: string, deps: Deps): Promise<string | undefined> {
  for (let look = 1; look <= 8; look += 1) {
    const record = await deps.ledger.volunteerRecord(ISSUER.issuerId, volunteerId);
    const certificateId = record?.timesheets[0]?.certificateId;
    const certificate = certificateId === undefined ? undefined : await deps.register.find(certificateId);
    if (certificate?.state === 'issued') return certificateId;
  }
  return undefined;
}

/** A coordinator's change of a sheet, as the ledger writes it: on the revision it was decided on. */
async function editHours(
  volunteerId: string,
  { opportunity }: IssuingWorld,
  deps: Deps,
  edit: (timesheet: Timesheet) => Timesheet,
): Promise<void> {
  const name = timesheetName(volunteerId, opportunity.opportunityId);
  const record = await deps.ledger.volunteerRecord(ISSUER.issuerId, volunteerId);
  const timesheet = record?.timesheets.find(
    (one) => timesheetName(one.volunteerId, one.opportunityId) === name,
  );
  if (timesheet) await deps.ledger.writeTimesheet({ ...edit(timesheet), revision: timesheet.revision + 1 });
}

/** A refusal is an answer; anything else thrown on the way is a fault, and there is nothing here to cause one. */
export function faultOf(fault: unknown): string {
  if (fault instanceof Error && fault.name === 'Refusal') return '';
  return `a fault: ${fault instanceof Error ? fault.message : String(fault)}`;
}

export function stopAtFirst(broken: readonly string[]): void {
  if (broken[0] !== undefined) throw new Error(broken.join('; '));
}
