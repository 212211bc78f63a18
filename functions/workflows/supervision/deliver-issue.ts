import type { Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { NotificationKey } from '../../domain/certificate/notification.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { Outbox } from '../../domain/ports/emails/outbox.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import { type Email, EmailNotTaken, type Mailer } from '../../domain/ports/mailer.ts';
import type { Deliveries, DeliverySubject, Suppressions } from '../../domain/ports/supervision/deliveries.ts';

/** Certificates that one email is about at most. */
const MOST_IN_DIGEST = 50;

export interface IssueDeliveryDeps {
  readonly outbox: Pick<Outbox, 'lease' | 'release' | 'settle'>;
  readonly deliveries: Pick<Deliveries, 'begin' | 'release' | 'end' | 'find'>;
  readonly suppressions: Pick<Suppressions, 'hashOf' | 'has'>;
  readonly register: Pick<CertificateRegister, 'find' | 'findMany'>;
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
  readonly mailer: Mailer;
  readonly compose: (key: NotificationKey) => Promise<Email | undefined>;
  /** Composes the one email about several certificates; the first is its reference. */
  readonly composeDigest: (certificates: readonly Certificate[], volunteer: Volunteer) => Promise<Email>;
  readonly now: () => Instant;
  readonly pace: () => Promise<void>;
}

/** How a notification ended: its email was handed in, there is nobody to tell, or it waits for another run. */
export type DeliveryEnd = 'sent' | 'nobody' | 'held';

/** A certificate whose delivery has begun. */
interface Attempt {
  readonly certificate: Certificate;
  readonly subject: DeliverySubject;
  readonly attempt: number;
}

/**
 * Delivers the email about a certificate, and about the others that its batch issued to the same person: the first of them
 * stands for all. Records how far the delivery of each has come, before the email is sent and after.
 */
export async function deliverIssue(
  certificateId: string,
  until: Instant,
  deps: IssueDeliveryDeps,
): Promise<DeliveryEnd> {
  const certificate = await deps.register.find(certificateId);
  if (certificate === undefined || !isDue(certificate)) return 'held';
  const record = await deps.ledger.volunteerRecord(certificate.issuerId, certificate.volunteerId);
  const together = await withSiblings(certificate, record, deps);
  if (together[0]?.certificateId !== certificateId) return 'held';
  const email = record?.volunteer.email;
  const addressHash = email ? await deps.suppressions.hashOf(email) : undefined;
  const attempts = await begin(together, addressHash, until, deps);
  const [first, ...others] = attempts;
  if (record === undefined || first === undefined) return 'held';
  if (!email) return endAll(attempts, 'nobody', 'NO_ADDRESS', deps);
  if (addressHash !== undefined && (await deps.suppressions.has(addressHash)))
    return endAll(attempts, 'bounced', 'SUPPRESSED', deps);
  const release = () => releaseAll(attempts, until, deps);
  const composed = await beforeHandingIn(release, () =>
    others.length === 0
      ? deps.compose({ certificateId, name: null })
      : deps.composeDigest(
          attempts.map((attempt) => attempt.certificate),
          record.volunteer,
        ),
  );
  if (composed === undefined) return endAll(attempts, 'nobody', 'NO_ADDRESS', deps);
  await deps.pace();
  const outcome = await handIn({ ...composed, attempt: first.attempt }, release, deps);
  return outcome === 'refused'
    ? endAll(attempts, 'bounced', 'REFUSED', deps)
    : endAll(attempts, 'handed_in', null, deps);
}

/** Does what comes before an email is handed in. Where it fails nothing was sent, and the next run tries again. */
export async function beforeHandingIn<T>(release: () => Promise<void>, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (fault) {
    await release();
    throw fault;
  }
}

/**
 * Hands an email in. The next run tries again what the mail service didn't take. Where its answer was lost it may have the
 * email: the lease goes on, so that it can report that.
 */
export async function handIn(
  email: Email,
  release: () => Promise<void>,
  { mailer }: Pick<IssueDeliveryDeps, 'mailer'>,
): ReturnType<Mailer['send']> {
  try {
    return await mailer.send(email);
  } catch (fault) {
    if (fault instanceof EmailNotTaken) await release();
    throw fault;
  }
}

/** The outbox last: who leases an entry there finds its delivery free. */
async function releaseAll(
  attempts: readonly Attempt[],
  until: Instant,
  { deliveries, outbox }: IssueDeliveryDeps,
): Promise<void> {
  for (const { subject } of attempts) {
    await deliveries.release(subject.certificateId, until);
    await outbox.release({ certificateId: subject.certificateId, name: null }, until);
  }
}

/** Whether a certificate is in force and its holder waits for an email about it. */
const isDue = ({ state, notifiedAt, events }: Certificate): boolean =>
  state === 'issued' && notifiedAt === undefined && events[0]?.facts.notify === 'yes';

const batchOf = ({ events }: Certificate): string | null => events[0]?.facts.batchId ?? null;

/** Returns a certificate with the others that its batch issued to the same person and whose emails wait too, by ID. */
async function withSiblings(
  certificate: Certificate,
  record: VolunteerRecord | undefined,
  { register }: IssueDeliveryDeps,
): Promise<readonly Certificate[]> {
  const batchId = batchOf(certificate);
  if (batchId === null || record === undefined) return [certificate];
  const ids = [...record.timesheets, ...record.recognitions].flatMap((slot) => slot.certificateId ?? []);
  const others = ids.filter((id) => id !== certificate.certificateId);
  if (others.length === 0) return [certificate];
  const found = await register.findMany(others.slice(0, MOST_IN_DIGEST - 1));
  const siblings = found.filter((other) => isDue(other) && batchOf(other) === batchId);
  return [certificate, ...siblings].sort((a, b) => (a.certificateId < b.certificateId ? -1 : 1));
}

/**
 * Leases the notifications of certificates, and records that their deliveries begin. Those that another process works on
 * are left to it, all of them where it has the first; those whose email was handed in, but which a process that died left
 * in the outbox, are removed from it.
 */
async function begin(
  certificates: readonly Certificate[],
  addressHash: string | undefined,
  until: Instant,
  deps: IssueDeliveryDeps,
): Promise<readonly Attempt[]> {
  const now = deps.now();
  const ids = certificates.map(({ certificateId }) => certificateId);
  const attempts: Attempt[] = [];
  for (const [index, certificate] of certificates.entries()) {
    const { certificateId, issuerId, volunteerId } = certificate;
    const subject = { certificateId, issuerId, volunteerId, batchId: batchOf(certificate) };
    const isLeased = await deps.outbox.lease({ certificateId, name: null }, now, until);
    // The first is the email's reference, by which the mail service reports; it knows the others.
    const reference = attempts[0]?.subject.certificateId;
    const digest = reference === undefined && ids.length > 1 ? ids : undefined;
    const attempt = isLeased
      ? await deps.deliveries.begin(subject, { now, until, digest, reference, addressHash })
      : undefined;
    if (attempt !== undefined) attempts.push({ certificate, subject, attempt });
    else {
      await settleIfHandedIn(certificateId, deps);
      if (index === 0) return [];
    }
  }
  return attempts;
}

async function settleIfHandedIn(
  certificateId: string,
  { deliveries, outbox }: IssueDeliveryDeps,
): Promise<void> {
  const [found] = await deliveries.find([certificateId]);
  if (found === undefined || found.state === 'waiting') return;
  await outbox.settle({ certificateId, name: null }, found.state === 'nobody' ? null : found.at);
}

async function endAll(
  attempts: readonly Attempt[],
  state: 'handed_in' | 'bounced' | 'nobody',
  reason: Parameters<Deliveries['end']>[1]['reason'],
  { deliveries, outbox, now }: IssueDeliveryDeps,
): Promise<DeliveryEnd> {
  const at = now();
  for (const { subject, attempt } of attempts) {
    await deliveries.end(subject, { attempt, at, state, reason });
    await outbox.settle({ certificateId: subject.certificateId, name: null }, state === 'nobody' ? null : at);
  }
  return state === 'handed_in' ? 'sent' : 'nobody';
}
