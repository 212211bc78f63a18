import type { CalendarDate } from './calendar-date.ts';

/** How a country prints dates: `SA` in both the Hijri and the Gregorian calendar, `IQ` with Iraqi month names. */
export type CountryProfile = 'SA' | 'IQ';

/** How much of the holder's name a verification shows: all, masked, or nothing until a name is entered to match. */
export type DisclosurePolicy = 'full' | 'masked' | 'match';

/** What a document contains besides its page: nothing, a signed credential, or a credential and a seal. */
export type ProofProfile = 'plain' | 'credential' | 'sealed';

export interface Signatory {
  readonly nameAr: string;
  readonly nameEn: string;
  readonly titleAr: string;
  readonly titleEn: string;
}

/** The designs an issuer uses, each as `<design>@<version>`, a folder of `templates/`. */
export interface IssuerDesigns {
  readonly participation: string;
  readonly course: string;
  readonly joint: string;
  readonly team: string;
}

/** The entity in whose name a certificate is issued. Configured in `templates/issuers/<issuerId>.json`. */
export interface Issuer {
  readonly issuerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly country: CountryProfile;
  /** IANA name; decides on which day a shift falls, and what day it is today. */
  readonly timeZone: string;
  /** The internet domain that employers know the entity by. */
  readonly domain: string;
  readonly email: string;
  readonly disclosure: DisclosurePolicy;
  readonly proof: ProofProfile;
  readonly designs: IssuerDesigns;
  /** One to three people. */
  readonly signatories: readonly Signatory[];
  /** Name of an asset in `templates/issuers/assets/`. */
  readonly logo: string;
  /** Minutes from which a person's certificate says that they gained practical experience; 480 where it is absent. */
  readonly experienceFromMinutes?: number;
  /** Years until a certificate expires; absent where it never does. */
  readonly validYears?: number;
  /** Most minutes a person can credibly work in a day; more is flagged, and still counted. */
  readonly dailyCapMinutes: number;
  /** Whether volunteers may correct the spelling of their name, once, without a decision, if every letter stays. */
  readonly selfCorrection: boolean;
  /** Most certificates in one batch; a larger one is cancelled. */
  readonly batchLimit: number;
  readonly policy?: IssuerPolicy;
  /** What the links of emails are like; on, for 30 days and without facts, where it is absent. */
  readonly certificateLink?: CertificateLinkPolicy;
}

/** What a link may ask its reader to type: the volunteer's ID, the year of birth, the family name. */
export const LINK_FACTS = ['volunteerId', 'birthYear', 'familyName'] as const;
export type LinkFact = (typeof LINK_FACTS)[number];

/** What an issuer decides about the links that open a certificate without an account. */
export interface CertificateLinkPolicy {
  readonly enabled: boolean;
  /** How long a link works. */
  readonly days: number;
  /** Two facts to type before the certificate is shown; absent where the link is enough. */
  readonly facts?: readonly [LinkFact, LinkFact];
}

/** What an issuer decides about who may act on the same thing. */
export interface IssuerPolicy {
  /**
   * Whether hours need the approval of another person than the one who recorded them; true where it is absent. Where it
   * is false, every certificate says so.
   */
  readonly makerAndChecker?: boolean;
}

/** Returns whether an issuer's hours need the approval of another person than the one who recorded them. */
export const separatesPeople = ({ policy }: Pick<Issuer, 'policy'>): boolean =>
  policy?.makerAndChecker ?? true;

/** The days that a certificate covers, both inclusive, in the issuer's time zone. */
export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Returns a configured issuer. Throws if there is none: records name configured issuers only. */
export function issuerOf(issuers: ReadonlyMap<string, Issuer>, issuerId: string): Issuer {
  const issuer = issuers.get(issuerId);
  if (issuer === undefined) throw new Error(`No issuer ${issuerId} is configured`);
  return issuer;
}
