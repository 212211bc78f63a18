import type { Instant } from '../../domain/calendar-date.ts';
import type { NotificationKey } from '../../domain/certificate/notification.ts';
import { EVERYONE, haltedIssuers, stateOf } from '../../domain/halted.ts';
import type { Outbox } from '../../domain/ports/emails/outbox.ts';
import type { Email, Mailer } from '../../domain/ports/mailer.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';

/** Longer than handing in an email takes. A lease of a process that died ends after this time. */
const LEASE_MS = 5 * 60_000;
/** Emails in the making at once: while one waits for a store or the mailer, the picture of another is drawn. */
const LANES = 4;

export interface DeliveryDeps {
  readonly outbox: Pick<Outbox, 'waiting' | 'lease' | 'settle'>;
  readonly mailer: Mailer;
  /** Composes the email of a notification; undefined where there is nobody to tell. */
  readonly compose: (key: NotificationKey) => Promise<Email | undefined>;
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
    const waiting = (await deps.outbox.waiting(held)).values();
    let settled = 0;
    const lane = async () => {
      for (const key of waiting) {
        if (!deps.hasTime()) return;
        const end = await tryToDeliver(key, deps);
        if (end !== 'held') settled += 1;
        if (end === 'sent') delivered += 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (settled === 0 || !deps.hasTime()) return delivered;
  }
}

/** A rejected address must not block the others; its lease ends and it is tried again. */
async function tryToDeliver(key: NotificationKey, deps: DeliveryDeps): Promise<'sent' | 'nobody' | 'held'> {
  try {
    return await deliver(key, deps);
  } catch (fault) {
    deps.reportFault(fault, key.certificateId);
    return 'held';
  }
}

async function deliver(key: NotificationKey, deps: DeliveryDeps): Promise<'sent' | 'nobody' | 'held'> {
  const now = deps.now();
  const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
  if (!(await deps.outbox.lease(key, now, until))) return 'held';
  const email = await deps.compose(key);
  if (email === undefined) {
    await deps.outbox.settle(key, null);
    return 'nobody';
  }
  await deps.pace();
  await deps.mailer.send(email);
  await deps.outbox.settle(key, deps.now());
  return 'sent';
}
