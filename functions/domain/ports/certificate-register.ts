import type { Instant } from '../calendar-date.ts';
import type { AuditEvent, Certificate } from '../certificate/certificate.ts';
import type { Timesheet } from '../hours/hours.ts';
import type { ReportDelta } from '../report/report-delta.ts';
import type { Page, PageRequest } from './page.ts';

/** A reservation: the certificate, and what it claims, written together or not at all. */
export interface Reservation {
  /** In state `reserved`, with its first event. */
  readonly certificate: Certificate;
  readonly claim: Claim;
}

/** An award's slot: the hours sheet as it is after the claim, or a recognition's own slot. */
export type Claim =
  | { readonly kind: 'timesheet'; readonly timesheet: Timesheet }
  | { readonly kind: 'recognition'; readonly volunteerId: string; readonly slot: string }
  /** A correction claims no hours: the certificate it is to replace, with the reservation noted, holds them. */
  | { readonly kind: 'replacement'; readonly replaced: Certificate };

/** What a finalised certificate gains. */
export interface Finalisation {
  readonly certificateId: string;
  /** Lower-case hex. */
  readonly documentSha256: string;
  readonly event: AuditEvent;
  /** Put the holder's notification into the outbox in the same write. */
  readonly notify: boolean;
  /** What the issue changes in the reports, in the same write; nothing where a batch counts it with its chunk. */
  readonly reportDeltas: readonly ReportDelta[];
}

/** What becomes of a recognition's slot: given back, closed for ever, or handed to the replacement. */
export interface SlotChange {
  readonly volunteerId: string;
  readonly slot: string;
  readonly becomes: 'free' | 'locked' | { readonly heldBy: string };
}

/** A change of an issued certificate, written with what it entails or not at all. */
export interface CertificateChange {
  /** The certificate after the change; its revision is one more than the one it was decided on. */
  readonly certificate: Certificate;
  /** The hours sheet after the change, where it releases, moves or locks hours. */
  readonly timesheet?: Timesheet;
  /** A recognition's slot that changes hands, where the certificate before the change holds it. */
  readonly slot?: SlotChange;
  /** Where the status list says revoked from now on. */
  readonly revokedIndex?: { readonly listId: string; readonly index: number } | undefined;
  /** What the change changes in the reports. */
  readonly reportDeltas?: readonly ReportDelta[];
}

export interface CertificateFilter {
  readonly issuerIds: readonly string[];
  /** Reserved at or after. */
  readonly from?: Instant;
  /** Reserved before. */
  readonly until?: Instant;
}

/** The record of every certificate. */
export interface CertificateRegister {
  /** The certificate as it is now, read consistently. */
  find(certificateId: string): Promise<Certificate | undefined>;
  /** Those that exist of up to 200, in no order. */
  findMany(certificateIds: readonly string[]): Promise<Certificate[]>;
  /** `changed`: the sheet or slot is no longer what was decided on; read it again. */
  reserve(reservation: Reservation): Promise<'reserved' | 'changed'>;
  /** `settled`: it was not `reserved` any more. */
  finalise(finalisation: Finalisation): Promise<'issued' | 'settled'>;
  /** `changed`: one of the records is no longer what was decided on; read them again. */
  change(changes: readonly CertificateChange[]): Promise<'changed' | 'written'>;
  /** An issuer's certificates, newest reservation first. */
  list(filter: CertificateFilter, page: PageRequest): Promise<Page<Certificate>>;
  /** IDs of reservations made before an instant and not settled, oldest first, some hundreds at most. */
  reservedBefore(instant: Instant): Promise<string[]>;
}
