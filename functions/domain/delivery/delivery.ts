import type { Instant } from '../calendar-date.ts';

/**
 * How far the email about a certificate has come. `waiting`: to be sent, or being sent. `handed_in`: the mail service has
 * it. `nobody`: the ledger has no address. Only these tell that a person was not reached: `bounced`, `complained`, `nobody`.
 */
export const DELIVERY_STATES = [
  'waiting',
  'handed_in',
  'delivered',
  'bounced',
  'complained',
  'nobody',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The states in which somebody is to look at a person's address. */
export const UNREACHED_STATES = ['bounced', 'complained', 'nobody'] as const;
export type UnreachedState = (typeof UNREACHED_STATES)[number];

/**
 * Why an email did not arrive. `NO_MAILBOX`: the address doesn't exist (a permanent bounce). `NOT_NOW`: the mailbox was
 * full or its server silent until the mail service gave up. `REFUSED`: the mail service doesn't take the address or the
 * email. `SUPPRESSED`: not sent, because an email to this address bounced or was complained about before. `MARKED_AS_SPAM`:
 * its reader complained. `NO_ADDRESS`: the ledger has none.
 */
export const UNREACHED_REASONS = [
  'NO_MAILBOX',
  'NOT_NOW',
  'REFUSED',
  'SUPPRESSED',
  'MARKED_AS_SPAM',
  'NO_ADDRESS',
] as const;
export type UnreachedReason = (typeof UNREACHED_REASONS)[number];

/** The delivery of the email about one certificate. */
export interface Delivery {
  readonly certificateId: string;
  readonly issuerId: string;
  readonly volunteerId: string;
  /** The batch that issued it; null where none did. */
  readonly batchId: string | null;
  readonly state: DeliveryState;
  /** Of which email this is: raised by one each time it is sent anew because somebody asked for it. */
  readonly attempt: number;
  /** When it came into its state. */
  readonly at: Instant;
  readonly reason: UnreachedReason | null;
  /** The certificates that the same email is about, this one first; only where it is about several. */
  readonly digest?: readonly string[];
  /** The certificate by which the mail service reports of the email, where it isn't this one. */
  readonly reference?: string;
  /** Names the address without telling it (a keyed hash). */
  readonly addressHash?: string;
}

/** What the mail service reports of an email that was handed in. */
export interface DeliveryEvent {
  /** The certificate that the email names as its reference. */
  readonly certificateId: string;
  readonly attempt: number;
  readonly state: Exclude<DeliveryState, 'waiting' | 'nobody'>;
  readonly reason: UnreachedReason | null;
}

/** Later states win: the service reports in any order, and a mailbox may bounce what it has taken. */
const ORDER: Readonly<Record<DeliveryState, number>> = {
  waiting: 0,
  nobody: 0,
  handed_in: 1,
  delivered: 2,
  bounced: 3,
  complained: 4,
};

/** Returns whether an event tells something new about a delivery. */
export const isNews = (
  { state, attempt }: Pick<Delivery, 'state' | 'attempt'>,
  event: Pick<DeliveryEvent, 'state' | 'attempt'>,
): boolean => attempt === event.attempt && ORDER[event.state] > ORDER[state];

/** Returns whether no further email may go to the address of a person whom an email didn't reach for this reason. */
export const suppresses = (reason: UnreachedReason | null): boolean =>
  reason === 'NO_MAILBOX' || reason === 'MARKED_AS_SPAM';

/** How many certificates are in each state; their sum is the number of those whose holders were to be told. */
export type DeliveryCounts = Readonly<Record<DeliveryState, number>>;

export const NO_DELIVERIES: DeliveryCounts = {
  waiting: 0,
  handed_in: 0,
  delivered: 0,
  bounced: 0,
  complained: 0,
  nobody: 0,
};
