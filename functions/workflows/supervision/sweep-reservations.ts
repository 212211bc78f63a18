import { finished, resent, seen } from '../../domain/batch/batch.ts';
import { sendMessage } from '../../domain/batch/batch-message.ts';
import { settledOf } from '../../domain/batch/outcome.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import { SERVICE_ACTOR } from '../../domain/certificate/actor.ts';
import { EVERYONE, isHalted, stateOf } from '../../domain/halted.ts';
import type { BatchProgress, BatchRegister } from '../../domain/ports/batch-register.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { KillSwitch, KillSwitchStates } from '../../domain/ports/supervision/kill-switch.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { COUNTED_BY_ISSUE } from '../../domain/report/counter.ts';
import { type CompletionDeps, complete } from '../issuing/complete.ts';

/** The actor in the audit events of what is completed here; the write of the issue counts it. */
const SWEEPER = { actor: SERVICE_ACTOR, counter: COUNTED_BY_ISSUE };
/** After this time the process that made a reservation has died. */
const RESERVATION_AGE_MS = 15 * 60_000;
/** After this time without a settled item a batch has lost its messages. */
const STANDSTILL_MS = 15 * 60_000;

export interface SweepDeps extends CompletionDeps {
  readonly register: CompletionDeps['register'] & Pick<CertificateRegister, 'reservedBefore'>;
  readonly batches: Pick<BatchRegister, 'active' | 'progress' | 'change'>;
  readonly queue: WorkQueue;
  readonly killSwitch: Pick<KillSwitch, 'states'>;
  /** Takes an issuer's new certificates into its directory, so that a search has few left to read. */
  readonly refreshDirectory: (issuerId: string) => Promise<unknown>;
  readonly reportFault: (fault: unknown, certificateId: string | undefined) => void;
}

/**
 * Completes what other processes left: reservations older than 15 minutes are completed, batches whose last item is
 * settled become done, a batch that stands still is sent out again, and what running batches have issued is taken into
 * the directories of certificates. Leaves alone what is halted.
 *
 * @returns how many reservations it completed.
 */
export async function sweepReservations(deps: SweepDeps): Promise<number> {
  const killSwitches = await deps.killSwitch.states('issuing');
  if (stateOf(killSwitches, EVERYONE).halted) return 0;
  let completed = 0;
  for (const certificateId of await deps.register.reservedBefore(earlier(deps.now(), RESERVATION_AGE_MS)))
    try {
      if (await completeReservation(certificateId, killSwitches, deps)) completed += 1;
    } catch (fault) {
      deps.reportFault(fault, certificateId);
    }
  for (const batchId of await deps.batches.active())
    try {
      await supervise(batchId, killSwitches, deps);
    } catch (fault) {
      deps.reportFault(fault, undefined);
    }
  return completed;
}

async function completeReservation(
  certificateId: string,
  killSwitches: KillSwitchStates,
  deps: SweepDeps,
): Promise<boolean> {
  const certificate = await deps.register.find(certificateId);
  if (certificate === undefined || isHalted(killSwitches, certificate.issuerId)) return false;
  return (await complete(certificate, SWEEPER, deps)) === 'issued';
}

async function supervise(batchId: string, killSwitches: KillSwitchStates, deps: SweepDeps): Promise<void> {
  const progress = await deps.batches.progress(batchId);
  if (progress === undefined) return;
  const { batch } = progress;
  if (batch.issuerIds.every((issuerId) => isHalted(killSwitches, issuerId))) return;
  const now = deps.now();
  if (batch.state === 'planning') {
    if (batch.createdAt < earlier(now, STANDSTILL_MS)) await deps.queue.send([{ kind: 'plan', batchId }]);
    return;
  }
  const next = nextOf(progress, now);
  const isChanged = next !== undefined && (await deps.batches.change(next)) !== 'changed';
  if (isChanged && next.run > batch.run) await deps.queue.send([sendMessage(next)]);
  if (batch.state === 'running')
    for (const issuerId of batch.issuerIds) await deps.refreshDirectory(issuerId);
}

function nextOf({ batch, counts }: BatchProgress, now: Instant) {
  const done = finished(batch, counts, now);
  if (done !== undefined) return done;
  const settled = settledOf(counts);
  if (batch.lastSeen === null || batch.lastSeen.settled !== settled) return seen(batch, settled, now);
  return batch.lastSeen.at < earlier(now, STANDSTILL_MS) ? resent(batch, settled, now) : undefined;
}

const earlier = (now: Instant, byMs: number): Instant => new Date(Date.parse(now) - byMs).toISOString();
