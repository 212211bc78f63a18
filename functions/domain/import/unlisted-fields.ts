import type { Opportunity } from '../hours/opportunity.ts';
import type { Volunteer } from '../hours/volunteer.ts';
import type { RecordChunk } from './import-record.ts';

type Headings = RecordChunk['headings'];

/** The fields that a file of volunteers or opportunities may say, by column. Names have rules of their own. */
const PROFILE_FIELDS = {
  kind: 'kind',
  gender: 'gender',
  birth_date: 'birthDate',
  guardian_consent: 'guardianConsent',
} as const satisfies Record<string, keyof Volunteer>;
const OPPORTUNITY_FIELDS = {
  title_ar: 'titleAr',
  title_en: 'titleEn',
  track: 'track',
  starts_on: 'startsOn',
  ends_on: 'endsOn',
  required_hours: 'requiredMinutes',
  beneficiaries: 'beneficiaries',
  partner_ids: 'partnerIds',
  kind: 'kind',
} as const satisfies Record<string, keyof Opportunity>;

/** A recorded value that a row replaces, by column. */
export interface ChangedField {
  readonly column: string;
  readonly known: string;
  readonly value: string;
}

/** Returns a reported profile with the recorded values of the columns that its file doesn't have. */
export const withUnlistedOfProfile = <T extends Omit<Volunteer, 'issuerId'>>(
  before: Volunteer | undefined,
  reported: T,
  headings: Headings,
): T => withUnlisted(before, reported, headings, { ...PROFILE_FIELDS, email: 'email' });

/** Returns a reported opportunity with the recorded values of the columns that its file doesn't have. */
export const withUnlistedOfOpportunity = (
  before: Opportunity | undefined,
  reported: Opportunity,
  headings: Headings,
): Opportunity => withUnlisted(before, reported, headings, OPPORTUNITY_FIELDS);

/** Returns what changes of a profile, besides its names and its address. */
export const changedOfProfile = (before: Volunteer, after: Volunteer): ChangedField[] =>
  changedFields(before, after, PROFILE_FIELDS);

/** Returns what changes of an opportunity. */
export const changedOfOpportunity = (before: Opportunity, after: Opportunity): ChangedField[] =>
  changedFields(before, after, OPPORTUNITY_FIELDS);

type Fields<T> = Readonly<Record<string, keyof T>>;

function withUnlisted<B extends object, T extends object>(
  before: B | undefined,
  reported: T,
  headings: Headings,
  fields: Fields<B>,
): T {
  if (before === undefined) return reported;
  const unlisted = Object.entries(fields).filter(([column]) => !Object.hasOwn(headings, column));
  const recorded = unlisted.filter(([, field]) => before[field] !== undefined);
  return { ...reported, ...Object.fromEntries(recorded.map(([, field]) => [field, before[field]])) };
}

const changedFields = <T extends object>(before: T, after: T, fields: Fields<T>): ChangedField[] =>
  Object.entries(fields).flatMap(([column, field]) => {
    const [known, value] = [before, after].map((record) => asText(column, record[field]));
    return known === value ? [] : [{ column, known: known ?? '', value: value ?? '' }];
  });

function asText(column: string, value: unknown): string {
  if (column === 'required_hours') return String(Number(value) / 60);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.join(', ');
  return value === undefined ? '–' : String(value);
}
