import type { CalendarDate } from './calendar-date.ts';

/** Calendar, month names and digits of a country: `SA` prints both calendars, `IQ` its own month names. */
export type CountryProfile = 'SA' | 'IQ';

/** How much of a holder's name a verification shows. */
export type DisclosurePolicy = 'full' | 'masked' | 'match';

/** What a document carries besides the page: nothing, a signed credential, or a credential and a seal. */
export type ProofProfile = 'plain' | 'credential' | 'sealed';

export interface Signatory {
  readonly nameAr: string;
  readonly nameEn: string;
  readonly titleAr: string;
  readonly titleEn: string;
}

/** The designs an issuer uses, each `<design>@<version>` (a folder of `templates/`). */
export interface IssuerDesigns {
  readonly participation: string;
  readonly course: string;
  readonly joint: string;
  readonly team: string;
}

/** The entity in whose name a certificate is issued. Configuration: `templates/issuers/<issuerId>.json`. */
export interface Issuer {
  readonly issuerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly country: CountryProfile;
  /** IANA name; decides on which day a shift falls and what "today" is. */
  readonly timeZone: string;
  /** The internet domain an employer knows the entity by. */
  readonly domain: string;
  readonly email: string;
  readonly disclosure: DisclosurePolicy;
  readonly proof: ProofProfile;
  readonly designs: IssuerDesigns;
  /** One to three people. */
  readonly signatories: readonly Signatory[];
  /** Name of an asset in `templates/issuers/assets/`. */
  readonly logo: string;
  /** Years a certificate stays in force; absent: for ever. */
  readonly validYears?: number;
  /** Largest believable time for one person on one day, in minutes; more is flagged. */
  readonly dailyCapMinutes: number;
  /** Whether a volunteer may once correct a small spelling mistake without a coordinator's decision. */
  readonly selfCorrection: boolean;
  /** Largest number of certificates this issuer may issue in one batch. */
  readonly batchLimit: number;
}

/** A printed day in an issuer's own country, kept with the certificate. */
export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Returns a configured issuer; an unknown one is a fault: what is recorded names configured issuers only. */
export function issuerOf(issuers: ReadonlyMap<string, Issuer>, issuerId: string): Issuer {
  const issuer = issuers.get(issuerId);
  if (issuer === undefined) throw new Error(`No issuer ${issuerId} is configured`);
  return issuer;
}
