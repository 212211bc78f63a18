import type { Instant } from '../../calendar-date.ts';
import type {
  Delivery,
  DeliveryCounts,
  DeliveryEvent,
  UnreachedReason,
  UnreachedState,
} from '../../delivery/delivery.ts';
import type { Page, PageRequest } from '../page.ts';

/** What a delivery is about. */
export type DeliverySubject = Pick<Delivery, 'certificateId' | 'issuerId' | 'volunteerId' | 'batchId'>;

/** Records how far the email about each certificate has come. */
export interface Deliveries {
  /**
   * Leases the delivery of an email until an instant, before it is sent. Returns the number of the attempt; undefined where
   * another lease is running or the email was handed in already.
   */
  begin(
    subject: DeliverySubject,
    lease: {
      readonly now: Instant;
      readonly until: Instant;
      readonly digest?: readonly string[] | undefined;
      readonly reference?: string | undefined;
      readonly addressHash?: string | undefined;
    },
  ): Promise<number | undefined>;
  /** Ends the lease that runs until this instant: its email was not sent. Does nothing for another. */
  release(certificateId: string, until: Instant): Promise<void>;
  /**
   * Records how the attempt ended for the sender. Does nothing where an event has told more in the meantime, or where
   * another attempt has begun.
   */
  end(
    subject: DeliverySubject,
    ended: {
      readonly attempt: number;
      readonly at: Instant;
      readonly state: 'handed_in' | 'bounced' | 'nobody';
      readonly reason: UnreachedReason | null;
    },
  ): Promise<void>;
  /** Records what the mail service reports. Returns the delivery as it is then; undefined where the event is no news. */
  record(event: DeliveryEvent, at: Instant): Promise<Delivery | undefined>;
  /** Returns the deliveries of some certificates that have begun, in no order. */
  find(certificateIds: readonly string[]): Promise<Delivery[]>;
  /**
   * Puts a certificate back into the outbox for another attempt. Returns false where it isn't in force any more, or the
   * delivery has changed since it was read.
   */
  again(delivery: Delivery, reservedAt: Instant, at: Instant): Promise<boolean>;
  /** Returns a page of an issuer's deliveries that reached nobody, by batch and certificate. */
  unreached(
    issuerId: string,
    state: UnreachedState,
    batchId: string | undefined,
    page: PageRequest,
  ): Promise<Page<Delivery>>;
  /** Counts the certificates of a batch by how far their emails have come; eventually consistent. */
  countsOf(batchId: string, issuerIds: readonly string[]): Promise<DeliveryCounts>;
}

/** The addresses that no email goes to any more, by their keyed hash. */
export interface Suppressions {
  /** Returns the keyed hash of an address that was recorded. */
  hashOf(address: string): Promise<string>;
  has(addressHash: string): Promise<boolean>;
  /** Returns which of some addresses no email goes to, as they are written. */
  among(addresses: readonly string[]): Promise<ReadonlySet<string>>;
  add(addressHash: string, reason: UnreachedReason, at: Instant): Promise<void>;
  remove(addressHash: string): Promise<void>;
}
