import type { Instant } from '../../domain/calendar-date.ts';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { IssuingSwitch } from '../../domain/ports/kill-switch.ts';
import type { Letter, PostOffice } from '../../domain/ports/mailer.ts';
import type { Outbox } from '../../domain/ports/outbox.ts';

/** Longer than any letter takes; who dies holding one leaves it to the next after this time. */
const LEASE_MS = 5 * 60_000;

export interface DeliveryParts {
  readonly outbox: Outbox;
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly postOffice: PostOffice;
  readonly letterFor: (to: string, snapshot: CertificateSnapshot) => Letter;
  readonly notifying: Pick<IssuingSwitch, 'position'>;
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
export async function deliverNotifications(parts: DeliveryParts): Promise<number> {
  const { halted } = await parts.notifying.position('notifying');
  if (halted) return 0;
  let delivered = 0;
  for (;;) {
    const waiting = await parts.outbox.waiting();
    let settled = 0;
    for (const certificateId of waiting) {
      if (!parts.hasTime()) return delivered;
      try {
        const end = await deliver(certificateId, parts);
        if (end !== 'held') settled += 1;
        if (end === 'sent') delivered += 1;
      } catch (fault) {
        // One address that is refused must not keep the others waiting; its lease runs out and it is tried again.
        parts.reportFault(fault, certificateId);
      }
    }
    if (settled === 0) return delivered;
  }
}

async function deliver(certificateId: string, parts: DeliveryParts): Promise<'sent' | 'nobody' | 'held'> {
  const now = parts.now();
  const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
  if (!(await parts.outbox.lease(certificateId, now, until))) return 'held';
  const certificate = await parts.register.find(certificateId);
  const snapshot = certificate?.state === 'issued' ? certificate.snapshot : null;
  const [volunteer] = snapshot === null ? [] : await parts.ledger.volunteers([snapshot.holder.volunteerId]);
  if (snapshot === null || !volunteer?.email) {
    await parts.outbox.settle(certificateId, null);
    return 'nobody';
  }
  await parts.pace();
  await parts.postOffice.send(parts.letterFor(volunteer.email, snapshot));
  await parts.outbox.settle(certificateId, parts.now());
  return 'sent';
}
