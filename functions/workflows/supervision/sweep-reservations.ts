import { finished, resent, seen, settledOf } from '../../domain/batch/batch.ts';
import { sendMessage } from '../../domain/batch/batch-message.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import type { BatchProgress, BatchRegister } from '../../domain/ports/batch-register.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { KillSwitch } from '../../domain/ports/kill-switch.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { type CompletionDeps, completeCertificate } from '../issuing/complete-certificate.ts';
import { completeReplacement, type ReplacementDeps } from '../lifecycle/complete-replacement.ts';

/** Who is named in the audit events of what is completed here. */
const SWEEPER = 'sweeper';
/** A reservation this old has been left by whoever made it. */
const RESERVATION_AGE_MS = 15 * 60_000;
/** A batch that settles nothing for so long has lost its messages. */
const STANDSTILL_MS = 15 * 60_000;

export interface SweepDeps extends Omit<CompletionDeps, 'documents'>, ReplacementDeps {
  readonly register: Pick<CertificateRegister, 'reservedBefore' | 'find' | 'change' | 'finalise'>;
  readonly batches: Pick<BatchRegister, 'active' | 'progress' | 'change'>;
  readonly queue: WorkQueue;
  readonly killSwitch: Pick<KillSwitch, 'state'>;
  readonly reportFault: (fault: unknown, certificateId: string | undefined) => void;
}

/**
 * Brings what was left to its end: reservations older than 15 minutes are completed; batches whose last item is
 * settled become done; a batch that stands still, because messages were lost, is sent out anew. Answers how many
 * reservations were completed. Does nothing while issuing is halted.
 */
export async function sweepReservations(deps: SweepDeps): Promise<number> {
  const { halted } = await deps.killSwitch.state('issuing');
  if (halted) return 0;
  let completed = 0;
  for (const certificateId of await deps.register.reservedBefore(earlier(deps.now(), RESERVATION_AGE_MS)))
    try {
      if (await completes(certificateId, deps)) completed += 1;
    } catch (fault) {
      deps.reportFault(fault, certificateId);
    }
  for (const batchId of await deps.batches.active())
    try {
      await supervise(batchId, deps);
    } catch (fault) {
      deps.reportFault(fault, undefined);
    }
  return completed;
}

async function completes(certificateId: string, deps: SweepDeps): Promise<boolean> {
  const certificate = await deps.register.find(certificateId);
  if (certificate === undefined) return false;
  if (certificate.snapshot?.supersedes)
    return (await completeReplacement(certificate, { actor: SWEEPER }, deps)) === 'issued';
  return (await completeCertificate(certificate, SWEEPER, deps)) === 'issued';
}

async function supervise(batchId: string, deps: SweepDeps): Promise<void> {
  const progress = await deps.batches.progress(batchId);
  if (progress === undefined) return;
  const { batch } = progress;
  const now = deps.now();
  if (batch.state === 'planning') {
    if (batch.createdAt < earlier(now, STANDSTILL_MS)) await deps.queue.send([{ kind: 'plan', batchId }]);
    return;
  }
  const next = nextOf(progress, now);
  if (next === undefined || (await deps.batches.change(next)) === 'changed') return;
  if (next.run > batch.run) await deps.queue.send([sendMessage(next)]);
}

function nextOf({ batch, counts }: BatchProgress, now: Instant) {
  const done = finished(batch, counts, now);
  if (done !== undefined) return done;
  const settled = settledOf(counts);
  if (batch.lastSeen === null || batch.lastSeen.settled !== settled) return seen(batch, settled, now);
  return batch.lastSeen.at < earlier(now, STANDSTILL_MS) ? resent(batch, settled, now) : undefined;
}

const earlier = (now: Instant, byMs: number): Instant => new Date(Date.parse(now) - byMs).toISOString();
