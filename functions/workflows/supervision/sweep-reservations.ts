import { finished, resent, seen, settledOf } from '../../domain/batch/batch.ts';
import { sendMessage } from '../../domain/batch/batch-message.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import type { BatchProgress, BatchRegister } from '../../domain/ports/batch-register.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { IssuingSwitch } from '../../domain/ports/kill-switch.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { type CompletionParts, completeCertificate } from '../issuing/complete-certificate.ts';
import { completeReplacement, type ReplacementParts } from '../lifecycle/complete-replacement.ts';

/** Who is named in the audit events of what is completed here. */
const SWEEPER = 'sweeper';
/** A reservation this old has been left by whoever made it. */
const RESERVATION_AGE_MS = 15 * 60_000;
/** A batch that settles nothing for so long has lost its messages. */
const STANDSTILL_MS = 15 * 60_000;

export interface SweepParts extends Omit<CompletionParts, 'documents'>, ReplacementParts {
  readonly register: Pick<CertificateRegister, 'reservedBefore' | 'find' | 'change' | 'finalise'>;
  readonly batches: Pick<BatchRegister, 'active' | 'progress' | 'change'>;
  readonly queue: WorkQueue;
  readonly issuingSwitch: Pick<IssuingSwitch, 'position'>;
  readonly reportFault: (fault: unknown, certificateId: string | undefined) => void;
}

/**
 * Brings what was left to its end: reservations older than 15 minutes are completed; batches whose last item is
 * settled become done; a batch that stands still, because messages were lost, is sent out anew. Answers how many
 * reservations were completed. Does nothing while issuing is halted.
 */
export async function sweepReservations(parts: SweepParts): Promise<number> {
  const { halted } = await parts.issuingSwitch.position('issuing');
  if (halted) return 0;
  let completed = 0;
  for (const certificateId of await parts.register.reservedBefore(earlier(parts.now(), RESERVATION_AGE_MS)))
    try {
      if (await bringsToEnd(certificateId, parts)) completed += 1;
    } catch (fault) {
      parts.reportFault(fault, certificateId);
    }
  for (const batchId of await parts.batches.active())
    try {
      await supervise(batchId, parts);
    } catch (fault) {
      parts.reportFault(fault, undefined);
    }
  return completed;
}

async function bringsToEnd(certificateId: string, parts: SweepParts): Promise<boolean> {
  const certificate = await parts.register.find(certificateId);
  if (certificate === undefined) return false;
  if (certificate.snapshot?.supersedes)
    return (await completeReplacement(certificate, { actor: SWEEPER }, parts)) === 'issued';
  return (await completeCertificate(certificate, SWEEPER, parts)) === 'issued';
}

async function supervise(batchId: string, parts: SweepParts): Promise<void> {
  const progress = await parts.batches.progress(batchId);
  if (progress === undefined) return;
  const { batch } = progress;
  const now = parts.now();
  if (batch.state === 'planning') {
    if (batch.createdAt < earlier(now, STANDSTILL_MS)) await parts.queue.send([{ kind: 'plan', batchId }]);
    return;
  }
  const next = nextOf(progress, now);
  if (next === undefined || (await parts.batches.change(next)) === 'changed') return;
  if (next.run > batch.run) await parts.queue.send([sendMessage(next)]);
}

function nextOf({ batch, counts }: BatchProgress, now: Instant) {
  const done = finished(batch, counts, now);
  if (done !== undefined) return done;
  const settled = settledOf(counts);
  if (batch.lastSeen === null || batch.lastSeen.settled !== settled) return seen(batch, settled, now);
  return batch.lastSeen.at < earlier(now, STANDSTILL_MS) ? resent(batch, settled, now) : undefined;
}

const earlier = (now: Instant, byMs: number): Instant => new Date(Date.parse(now) - byMs).toISOString();
