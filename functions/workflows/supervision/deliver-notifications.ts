import type { Instant } from '../../domain/calendar-date.ts';
import type { NotificationKey } from '../../domain/certificate/notification.ts';
import { EVERYONE, haltedIssuers, stateOf } from '../../domain/halted.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { Outbox } from '../../domain/ports/emails/outbox.ts';
import type { Email, Mailer } from '../../domain/ports/mailer.ts';
import type { Suppressions } from '../../domain/ports/supervision/deliveries.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';
import {
  beforeHandingIn,
  type DeliveryEnd,
  deliverIssue,
  handIn,
  type IssueDeliveryDeps,
} from './deliver-issue.ts';

/**
 * Longer than handing in an email takes, and than the mail service takes to report that it has it. Only after this time is
 * an email of a process that died sent again, and only if nothing was reported of it.
 */
const LEASE_MS = 15 * 60_000;
/** Emails in the making at once: while one waits for a store or the mailer, the picture of another is drawn. */
const LANES = 4;

export interface DeliveryDeps extends IssueDeliveryDeps {
  readonly outbox: Pick<Outbox, 'waiting' | 'lease' | 'release' | 'settle'>;
  readonly suppressions: Pick<Suppressions, 'hashOf' | 'has'>;
  readonly batches: Pick<BatchRegister, 'active'>;
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
 * Sends the emails that are due: leases an outbox entry, hands the email to the mailer, removes the entry. A person with
 * several certificates of one batch gets one email about them, so those of a batch wait until it has ended. What was certainly
 * not handed in is tried again by the next run. What may have been, because a process died or an answer was lost, is sent
 * again only once its lease has run out without news from the mail service, under the same reference. Leaves waiting what
 * is halted.
 *
 * @returns how many emails were handed in.
 */
export async function deliverNotifications(deps: DeliveryDeps): Promise<number> {
  const killSwitches = await deps.notifying.states('notifying');
  if (stateOf(killSwitches, EVERYONE).halted) return 0;
  const halted = haltedIssuers(killSwitches);
  const running = new Set(await deps.batches.active());
  // What failed or waits for another process is passed over for the rest of this run, so that it stands before nobody.
  const tried = new Set<string>();
  let delivered = 0;
  for (;;) {
    const found = await deps.outbox.waiting(
      (entry) => halted.has(entry.issuerId) || running.has(entry.batchId) || tried.has(nameOf(entry)),
    );
    if (found.length === 0) return delivered;
    const waiting = found.values();
    const lane = async () => {
      for (const key of waiting) {
        if (!deps.hasTime()) return;
        tried.add(nameOf(key));
        if ((await tryToDeliver(key, deps)) === 'sent') delivered += 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (!deps.hasTime()) return delivered;
  }
}

const nameOf = ({ certificateId, name }: NotificationKey): string => `${certificateId}#${name ?? ''}`;

/** A fault of one must not block the others. It is tried again: by the next run, or after its lease if it may have been sent. */
async function tryToDeliver(key: NotificationKey, deps: DeliveryDeps): Promise<DeliveryEnd> {
  const until = new Date(Date.parse(deps.now()) + LEASE_MS).toISOString();
  try {
    return key.name === null
      ? await deliverIssue(key.certificateId, until, deps)
      : await deliverLater(key, until, deps);
  } catch (fault) {
    deps.reportFault(fault, key.certificateId);
    return 'held';
  }
}

/** Delivers the email about something that happened to a certificate after its issue. */
async function deliverLater(key: NotificationKey, until: Instant, deps: DeliveryDeps): Promise<DeliveryEnd> {
  if (!(await deps.outbox.lease(key, deps.now(), until))) return 'held';
  const release = () => deps.outbox.release(key, until);
  const email = await beforeHandingIn(release, async () => {
    const composed = await deps.compose(key);
    return composed && !(await isSuppressed(composed.to, deps)) ? composed : undefined;
  });
  if (email === undefined) {
    await deps.outbox.settle(key, null);
    return 'nobody';
  }
  await deps.pace();
  const outcome = await handIn(email, release, deps);
  await deps.outbox.settle(key, outcome === 'refused' ? null : deps.now());
  return outcome === 'refused' ? 'nobody' : 'sent';
}

const isSuppressed = async (address: string, { suppressions }: DeliveryDeps): Promise<boolean> =>
  suppressions.has(await suppressions.hashOf(address));
