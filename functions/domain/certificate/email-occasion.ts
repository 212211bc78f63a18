import type { CalendarDate } from '../calendar-date.ts';
import type { Issuer } from '../issuer.ts';
import type { Language } from '../wording/language.ts';
import type { CertificateSnapshot, RevocationReason } from './certificate.ts';
import type { MadeLink } from './certificate-link.ts';

/** Why a holder gets an email. Days are those of the issuer. */
export type EmailOccasion =
  | { readonly kind: 'issued' }
  /** The issuer replaced a certificate by one with a corrected name. */
  | { readonly kind: 'replaced' }
  /** The same, at the holder's own request. */
  | { readonly kind: 'corrected' }
  | { readonly kind: 'revoked'; readonly day: CalendarDate; readonly reasonCode: RevocationReason }
  | { readonly kind: 'suspended'; readonly day: CalendarDate }
  | { readonly kind: 'reinstated'; readonly day: CalendarDate }
  /** A request for correction was rejected, with the issuer's own words. */
  | { readonly kind: 'rejected'; readonly note: string }
  /** The holder asked for the link again. */
  | { readonly kind: 'link' };

/** What an email is written from. */
export interface EmailContent {
  readonly to: string;
  /** The language that the holder chose; null until then, and the email is in both. */
  readonly language: Language | null;
  readonly occasion: EmailOccasion;
  readonly snapshot: CertificateSnapshot;
  readonly issuer: Issuer;
  /** Absent where the holder has to sign in. */
  readonly link: MadeLink | undefined;
  readonly baseUrl: string;
  /** A JPEG picture of a certificate in force. */
  readonly picture: Uint8Array | undefined;
  readonly reference: string;
}
