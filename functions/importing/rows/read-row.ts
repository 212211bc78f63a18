import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { FileKind, VolunteerRow } from '../../domain/import/import-record.ts';
import type { MadeEntryIds } from '../../domain/import/made-entry-ids.ts';
import type { TableRow } from '../table-row.ts';
import { type CellReading, plainText } from '../values/cell-text.ts';
import {
  GENDER_WORDS,
  OPPORTUNITY_WORDS,
  readChoice,
  TRACK_WORDS,
  VOLUNTEER_WORDS,
  YES_WORDS,
} from '../values/choice-words.ts';
import { readId } from '../values/read-identifier.ts';
import { readCount, readEmail, readEnglishTitle, readTitle } from '../values/read-text.ts';
import { readHoursRow } from './read-hours-row.ts';
import { readVolunteerName } from './read-person-name.ts';
import { type RowContext, RowReader, type RowReading } from './row-reader.ts';

const MAX_TITLE_LENGTH = 160;

/** Reads a row of opportunities. */
function readOpportunityRow(row: TableRow, context: RowContext): RowReading<Opportunity> {
  const reader = new RowReader(row, context);
  const title = (text: string) => readTitle(text, MAX_TITLE_LENGTH);
  const opportunityId = reader.required('opportunity_id', reader.id('opportunity_id'));
  const issuerId = reader.required('issuer_id', reader.id('issuer_id'));
  const titleAr = reader.required('title_ar', title);
  const titleEn = reader.required('title_en', (text) => readEnglishTitle(text, MAX_TITLE_LENGTH));
  const track = reader.required('track', (text) => readChoice(text, TRACK_WORDS));
  const startsOn = reader.required('starts_on', reader.date('starts_on'));
  const endsOn = reader.required('ends_on', reader.date('ends_on'));
  const requiredMinutes = reader.required('required_hours', reader.hours('required_hours'));
  const beneficiaries = reader.given('beneficiaries', 0, readCount);
  const partnerIds = reader.given<string[], string[]>('partner_ids', [], readPartners);
  const kind = reader.optional('kind', 'volunteering' as const, (text) =>
    readChoice(text, OPPORTUNITY_WORDS),
  );
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
    reader.fail({ code: 'DATES_REVERSED', facts: { startsOn, endsOn } }, 'ends_on');
  return reader.reading<Opportunity>({
    opportunityId,
    issuerId,
    titleAr,
    titleEn,
    track,
    kind,
    startsOn,
    endsOn,
    requiredMinutes,
    beneficiaries,
    partnerIds,
  });
}

function readPartners(text: string): CellReading<string[]> {
  const readings = text
    .split(/[;,|،؛]/)
    .filter((partnerId) => plainText(partnerId) !== '')
    .map(readId);
  const failed = readings.find((reading) => 'problem' in reading);
  if (failed) return failed;
  return { value: readings.flatMap((reading) => ('value' in reading ? reading.value : [])) };
}

/** Reads a row of volunteers. */
function readVolunteerRow(row: TableRow, context: RowContext): RowReading<VolunteerRow> {
  const reader = new RowReader(row, context);
  const volunteerId = reader.required('volunteer_id', reader.id('volunteer_id'));
  const kind = reader.optional('kind', 'individual' as const, (text) => readChoice(text, VOLUNTEER_WORDS));
  const nameAr = readVolunteerName(reader, 'ar', kind ?? 'individual');
  const nameEn = readVolunteerName(reader, 'en', kind ?? 'individual');
  const gender = reader.given('gender', 'unspecified' as const, (text) => readChoice(text, GENDER_WORDS));
  const birthDate = reader.given('birth_date', undefined, reader.date('birth_date'));
  const consent = reader.given('guardian_consent', undefined, (text) => readChoice(text, YES_WORDS));
  const email = reader.given('email', undefined, readEmail);
  const issuerId = reader.optional('issuer_id', undefined, reader.id('issuer_id'));
  return reader.reading<VolunteerRow>({
    volunteerId,
    kind,
    nameAr,
    nameEn,
    gender,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(consent === undefined ? {} : { guardianConsent: consent === 'yes' }),
    ...(email === undefined ? {} : { email }),
    ...(issuerId === undefined ? {} : { issuerId }),
  });
}

/** The row reader of each kind. `made` makes the IDs of entries that have none. */
export const ROW_READERS: Readonly<
  Record<FileKind, (row: TableRow, context: RowContext, made: MadeEntryIds) => RowReading<object>>
> = { opportunities: readOpportunityRow, volunteers: readVolunteerRow, hours: readHoursRow };
