import type { Instant, InstantRange } from '../calendar-date.ts';
import type { AuditEvent, Certificate } from '../certificate/certificate.ts';
import type { LaterNotification } from '../certificate/notification.ts';
import type { Timesheet } from '../hours/hours.ts';
import type { ReportDelta } from '../report/report-delta.ts';
import type { RecordRevision } from './hours-ledger.ts';
import type { Page, PageRequest } from './page.ts';

/** A certificate and the claim on its award, written in one transaction. */
export interface Reservation {
  /** In state `reserved`, with its first event. */
  readonly certificate: Certificate;
  readonly claim: Claim;
  /** The volunteer's record on which it was decided; absent for a correction, which is decided on its original. */
  readonly decidedOn?: RecordRevision;
}

/** What a reservation claims, so that an award is certified once. */
export type Claim =
  /** The timesheet as it is after the claim; its revision is one more than the one that was read. */
  | { readonly kind: 'timesheet'; readonly timesheet: Timesheet }
  /** The slot of a recognition, which must be free and not locked. */
  | ({ readonly kind: 'recognition' } & SlotKey)
  /** A correction claims no hours. It writes the certificate to be replaced, with `replacementReserved` set. */
  | { readonly kind: 'replacement'; readonly replaced: Certificate };

/** What is written when a reserved certificate is issued. */
export interface Finalisation {
  readonly certificateId: string;
  /** Lower-case hex. */
  readonly documentSha256: string;
  /** The `issued` event; its `sequence` is the number of events the certificate must have before it. */
  readonly event: AuditEvent;
  /** Whether the same write puts the holder's notification into the outbox. */
  readonly notify: boolean;
  /** Report counters to change in the same write; empty where the batch counts the issue with its chunk. */
  readonly reportDeltas: readonly ReportDelta[];
}

/** What identifies a recognition's slot. */
export interface SlotKey {
  readonly issuerId: string;
  readonly volunteerId: string;
  readonly slot: string;
}

/** Where a certificate stands in the status lists of its issuer. */
export interface StatusIndex {
  readonly listId: string;
  readonly index: number;
}

/** A change to a recognition's slot. */
export interface SlotChange extends SlotKey {
  /** `free`: can be claimed again. `locked`: can never be claimed again. `heldBy`: passes to the replacement. */
  readonly becomes: 'free' | 'locked' | { readonly heldBy: string };
}

/** A change to a certificate and to the records that depend on it, written in one transaction. */
export interface CertificateChange {
  /** The certificate after the change; its revision is one more than the one that was read. */
  readonly certificate: Certificate;
  /** The timesheet after the change, where the change releases, moves or locks hours. */
  readonly timesheet?: Timesheet;
  /** The recognition's slot to change; this certificate must hold it. */
  readonly slot?: SlotChange;
  /** The bit to set in the status list. */
  readonly revokedIndex?: StatusIndex | undefined;
  /** Whether the index is among those suspended from now on; undefined leaves it as it is. */
  readonly suspension?: { readonly at: StatusIndex; readonly suspended: boolean } | undefined;
  /** Report counters to change in the same write. */
  readonly reportDeltas?: readonly ReportDelta[];
  /** The notification of the change to put into the outbox. */
  readonly notification?: LaterNotification | undefined;
}

/** Issuers, each with the range of `reservedAt`: the same days are other instants in another time zone. */
export type CertificateFilter = readonly ({ readonly issuerId: string } & InstantRange)[];

/** Stores the record of every certificate. Every write is atomic and conditional on what was read. */
export interface CertificateRegister {
  /** Returns the certificate, read consistently; undefined where the ID is unknown. */
  find(certificateId: string): Promise<Certificate | undefined>;
  /** Returns the certificates that exist, read consistently, in no order. Takes up to 200 IDs. */
  findMany(certificateIds: readonly string[]): Promise<Certificate[]>;
  /**
   * Writes the certificate and its claim in one transaction. Returns `changed`, and writes nothing, if the ID exists
   * or if the timesheet, slot, replaced certificate or the record decided on is no longer as it was read.
   */
  reserve(reservation: Reservation): Promise<'reserved' | 'changed'>;
  /**
   * Issues a reserved certificate: sets the hash, appends the event, and updates outbox and counters in the same
   * write. Returns `settled`, and writes nothing, if the certificate is not `reserved` or its chain has grown.
   */
  finalise(finalisation: Finalisation): Promise<'issued' | 'settled'>;
  /**
   * Writes all changes in one transaction. Returns `changed`, and writes nothing, if one of the records is no longer
   * as it was read.
   */
  change(changes: readonly CertificateChange[]): Promise<'changed' | 'written'>;
  /** Returns certificates of the issuers, newest reservation first; eventually consistent. */
  list(filter: CertificateFilter, page: PageRequest): Promise<Page<Certificate>>;
  /**
   * Returns the IDs of certificates that are still `reserved` and were reserved before an instant, oldest first. Up
   * to 800; eventually consistent.
   */
  reservedBefore(instant: Instant): Promise<string[]>;
}
