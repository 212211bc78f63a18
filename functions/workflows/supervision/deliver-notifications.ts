import type { Instant } from '../../domain/calendar-date.ts';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { EVERYONE, haltedIssuers, stateOf } from '../../domain/halted.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { Email, Mailer } from '../../domain/ports/mailer.ts';
import type { Outbox } from '../../domain/ports/outbox.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';

/** Longer than handing in an email takes. A lease of a process that died ends after this time. */
const LEASE_MS = 5 * 60_000;

export interface DeliveryDeps {
  readonly outbox: Outbox;
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly mailer: Mailer;
  readonly emailFor: (to: string, snapshot: CertificateSnapshot) => Email;
  readonly notifying: Pick<KillSwitch, 'states'>;
  readonly now: () => Instant;
  /** Waits so that no more emails are sent than the mailer's quota allows. */
  readonly pace: () => Promise<void>;
  /** Whether there is time for another email. */
  readonly hasTime: () => boolean;
  readonly reportFault: (fault: unknown, certificateId: string) => void;
}

/**
 * Sends the emails that are due: leases an outbox entry, hands the email to the mailer, removes the entry. An email is
 * handed in at least once; a second time only where the first process died before it removed the entry, under the same
 * reference. Leaves waiting what is halted.
 *
 * @returns how many emails were handed in.
 */
export async function deliverNotifications(deps: DeliveryDeps): Promise<number> {
  const killSwitches = await deps.notifying.states('notifying');
  if (stateOf(killSwitches, EVERYONE).halted) return 0;
  const held = haltedIssuers(killSwitches);
  let delivered = 0;
  for (;;) {
    const waiting = await deps.outbox.waiting(held);
    let settled = 0;
    for (const certificateId of waiting) {
      if (!deps.hasTime()) return delivered;
      try {
        const end = await deliver(certificateId, deps);
        if (end !== 'held') settled += 1;
        if (end === 'sent') delivered += 1;
      } catch (fault) {
        // A rejected address must not block the others; its lease ends and it is tried again.
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
  const [volunteer] = certificate === undefined ? [] : await deps.ledger.volunteers([certificate]);
  if (snapshot === null || !volunteer?.email) {
    await deps.outbox.settle(certificateId, null);
    return 'nobody';
  }
  await deps.pace();
  await deps.mailer.send(deps.emailFor(volunteer.email, snapshot));
  await deps.outbox.settle(certificateId, deps.now());
  return 'sent';
}
