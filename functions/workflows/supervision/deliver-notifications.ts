import type { Instant } from '../../domain/calendar-date.ts';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { KillSwitch } from '../../domain/ports/kill-switch.ts';
import type { Email, Mailer } from '../../domain/ports/mailer.ts';
import type { Outbox } from '../../domain/ports/outbox.ts';

/** Longer than any letter takes; who dies holding one leaves it to the next after this time. */
const LEASE_MS = 5 * 60_000;

export interface DeliveryDeps {
  readonly outbox: Outbox;
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly mailer: Mailer;
  readonly emailFor: (to: string, snapshot: CertificateSnapshot) => Email;
  readonly notifying: Pick<KillSwitch, 'state'>;
  readonly now: () => Instant;
  /** Waits so that no more letters leave than the post office takes. */
  readonly pace: () => Promise<void>;
  /** Whether there is time for another letter. */
  readonly hasTime: () => boolean;
  readonly reportFault: (fault: unknown, certificateId: string) => void;
}

/**
 * Tells holders of their certificates: an entry is leased, the letter handed in, the entry taken out. Each letter
 * is handed in at least once; again only by who finds a lease run out because its holder died in between, under
 * the same reference. Answers how many letters were handed in. Does nothing while notifying is halted.
 */
export async function deliverNotifications(deps: DeliveryDeps): Promise<number> {
  const { halted } = await deps.notifying.state('notifying');
  if (halted) return 0;
  let delivered = 0;
  for (;;) {
    const waiting = await deps.outbox.waiting();
    let settled = 0;
    for (const certificateId of waiting) {
      if (!deps.hasTime()) return delivered;
      try {
        const end = await deliver(certificateId, deps);
        if (end !== 'held') settled += 1;
        if (end === 'sent') delivered += 1;
      } catch (fault) {
        // One address that is refused must not keep the others waiting; its lease runs out and it is tried again.
        deps.reportFault(fault, certificateId);
      }
    }
    if (settled === 0) return delivered;
  }
}

async function deliver(certificateId: string, deps: DeliveryDeps): Promise<'sent' | 'nobody' | 'held'> {
  const now = deps.now();
  const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
  if (!(await deps.outbox.lease(certificateId, now, until))) return 'held';
  const certificate = await deps.register.find(certificateId);
  const snapshot = certificate?.state === 'issued' ? certificate.snapshot : null;
  const [volunteer] = snapshot === null ? [] : await deps.ledger.volunteers([snapshot.holder.volunteerId]);
  if (snapshot === null || !volunteer?.email) {
    await deps.outbox.settle(certificateId, null);
    return 'nobody';
  }
  await deps.pace();
  await deps.mailer.send(deps.emailFor(volunteer.email, snapshot));
  await deps.outbox.settle(certificateId, deps.now());
  return 'sent';
}
