import type { Instant } from '../calendar-date.ts';
import { volunteerOfActor } from './actor.ts';
import type { AuditAction, Certificate } from './certificate.ts';

/** Names a notification of a holder. */
export interface NotificationKey {
  readonly certificateId: string;
  /** Null for that of the issue, which is a mark on the certificate itself. */
  readonly name: string | null;
}

/** A notification of something that happened after the issue. */
export interface LaterNotification {
  readonly certificateId: string;
  readonly issuerId: string;
  /** Once for each event of a certificate, so that no event is notified twice. */
  readonly name: string;
  readonly at: Instant;
}

/** What a notification is about. */
export type NotificationSubject =
  | { readonly kind: 'issue' }
  | { readonly kind: 'step'; readonly sequence: number }
  | { readonly kind: 'rejection'; readonly correctionNumber: number }
  | { readonly kind: 'link' };

/** The steps of a certificate that its holder is told of by themselves; a replacement tells of both. */
const TOLD: readonly AuditAction[] = ['revoked', 'suspended', 'reinstated'];

const numbered = (prefix: string, number: number) => `${prefix}-${String(number).padStart(3, '0')}`;

/** Names the notification that a request for correction was rejected. */
export const rejectionName = (correctionNumber: number): string => numbered('REJECTION', correctionNumber);

/** Names the notification that sends a link again: one in an hour. */
export const linkName = (now: Instant): string => `LINK-${now.slice(0, 13)}`;

/** Reads what a notification is about from its name. */
export function subjectOf(name: string | null): NotificationSubject {
  if (name === null) return { kind: 'issue' };
  const number = Number(name.slice(name.indexOf('-') + 1));
  if (name.startsWith('STEP-')) return { kind: 'step', sequence: number };
  if (name.startsWith('REJECTION-')) return { kind: 'rejection', correctionNumber: number };
  if (name.startsWith('LINK-')) return { kind: 'link' };
  throw new Error(`No notification is named ${name}`);
}

/**
 * Returns the notification of the last step of a certificate; undefined where the holder isn't told of it: because it is
 * no such step, or because the holder doesn't know of the certificate yet.
 *
 * @param before The certificate before the step.
 */
export function stepNotification(before: Certificate, after: Certificate): LaterNotification | undefined {
  const event = after.events.at(-1);
  if (event === undefined || event.sequence === before.events.at(-1)?.sequence) return undefined;
  if (!TOLD.includes(event.action) || !isKnownToHolder(before)) return undefined;
  const { certificateId, issuerId } = after;
  return { certificateId, issuerId, name: numbered('STEP', event.sequence), at: event.at };
}

/** Whether the holder was told of a certificate, is being told, or claimed it. */
export const isKnownToHolder = ({ notifiedAt, notificationLeasedUntil, events }: Certificate): boolean =>
  typeof notifiedAt === 'string' ||
  notificationLeasedUntil !== undefined ||
  (events[0] !== undefined && volunteerOfActor(events[0].actor) !== undefined);
