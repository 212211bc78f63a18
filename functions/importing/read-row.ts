import { readName } from '../domain/hours/display-name.ts';
import type { EntryStatus } from '../domain/hours/hours.ts';
import type { Opportunity, OpportunityKind, Track } from '../domain/hours/opportunity.ts';
import type { Gender, Volunteer, VolunteerKind } from '../domain/hours/volunteer.ts';
import type { CellProblem } from '../domain/import/import-problem.ts';
import type { Faulty, FileKind, HoursRow } from '../domain/import/import-record.ts';
import type { ColumnName } from './file-kind.ts';
import {
  type CellReading,
  type ChoiceWords,
  plainText,
  readChoice,
  readCount,
  readDate,
  readEmail,
  readHours,
  readId,
  readTime,
  readTitle,
} from './read-cell.ts';
import type { Headings } from './read-headings.ts';
import type { TableRow } from './table-row.ts';

/** Tells a problem with one cell; the column is null where it concerns the row. */
export type TellCellProblem = (problem: CellProblem, column: ColumnName | null, value: string) => void;

/** A row as a record, or what of it could be read where something is wrong with it. */
export type RowReading<T> = { readonly value: T } | { readonly faulty: Faulty<T> };

const LONGEST_TITLE = 160;
const LONGEST_APPROVER = 100;

const TRACK_WORDS: ChoiceWords<Track> = {
  therapeutic: ['علاجي', 'علاجية', 'العلاجي'],
  preventive: ['وقائي', 'وقائية', 'الوقائي'],
  support: ['مساند', 'مساندة', 'المساند'],
  research: ['دراسات وأبحاث', 'دراسات', 'أبحاث', 'بحثي', 'studies and research', 'studies'],
};
const OPPORTUNITY_WORDS: ChoiceWords<OpportunityKind> = {
  volunteering: ['تطوع', 'فرصة', 'فرصة تطوعية'],
  course: ['دورة', 'دورة تدريبية', 'training'],
};
const GENDER_WORDS: ChoiceWords<Gender> = {
  male: ['ذكر', 'm', 'رجل'],
  female: ['أنثى', 'f', 'امرأة'],
  unspecified: ['غير محدد', 'غير مذكور', '-'],
};
const VOLUNTEER_WORDS: ChoiceWords<VolunteerKind> = {
  individual: ['فرد', 'فردي', 'شخص'],
  institution: ['مؤسسة', 'جهة', 'فريق', 'مؤسسي', 'team'],
};
const STATUS_WORDS: ChoiceWords<EntryStatus> = {
  pending: ['معلق', 'قيد الاعتماد', 'بانتظار الاعتماد', 'قيد المراجعة'],
  approved: ['معتمد', 'معتمدة', 'مقبول', 'مقبولة'],
  rejected: ['مرفوض', 'مرفوضة'],
};
const YES_WORDS: ChoiceWords<'yes' | 'no'> = {
  yes: ['نعم', 'true', '1', 'y', 'موافق'],
  no: ['لا', 'false', '0', 'n', 'غير موافق'],
};

/** Reads one row's cells by column, telling every problem. */
class RowReader {
  sound = true;
  readonly #row: TableRow;
  readonly #headings: Headings;
  readonly #tell: TellCellProblem;

  constructor(row: TableRow, headings: Headings, tell: TellCellProblem) {
    this.#row = row;
    this.#headings = headings;
    this.#tell = tell;
  }

  /** A cell's text, or the empty text where the file has no such column. */
  text(column: ColumnName): string {
    const place = this.#headings.columns.get(column);
    return place === undefined ? '' : (this.#row.cells[place.index] ?? '');
  }

  isEmpty(column: ColumnName): boolean {
    return plainText(this.text(column)) === '';
  }

  fail(problem: CellProblem, column: ColumnName | null): undefined {
    this.sound = false;
    this.#tell(problem, column, column === null ? '' : this.text(column));
    return undefined;
  }

  required<T>(column: ColumnName, read: (text: string) => CellReading<T>): T | undefined {
    return this.isEmpty(column)
      ? this.fail({ code: 'CELL_MISSING' }, column)
      : this.optional(column, undefined, read);
  }

  optional<T, D>(column: ColumnName, fallback: D, read: (text: string) => CellReading<T>): T | D | undefined {
    const index = this.#headings.columns.get(column)?.index ?? -1;
    if (this.#row.formulas?.includes(index) || this.text(column).startsWith('='))
      return this.fail({ code: 'CELL_FORMULA' }, column);
    if (this.#row.errors?.includes(index)) return this.fail({ code: 'CELL_ERROR' }, column);
    if (this.isEmpty(column)) return fallback;
    const reading = read(this.text(column));
    return 'value' in reading ? reading.value : this.fail(reading.problem, column);
  }

  /** What was read, if nothing was wrong with it. */
  reading<T>(read: Faulty<T>): RowReading<T> {
    return this.sound ? { value: read as T } : { faulty: read };
  }

  date(column: ColumnName) {
    const calendar = this.#headings.columns.get(column)?.calendar ?? 'gregorian';
    return (text: string) => readDate(text, calendar);
  }
}

export function readOpportunityRow(
  row: TableRow,
  headings: Headings,
  tell: TellCellProblem,
): RowReading<Opportunity> {
  const reader = new RowReader(row, headings, tell);
  const title = (text: string) => readTitle(text, LONGEST_TITLE);
  const opportunityId = reader.required('opportunity_id', readId);
  const issuerId = reader.required('issuer_id', readId);
  const titleAr = reader.required('title_ar', title);
  const titleEn = reader.required('title_en', title);
  const track = reader.required('track', (text) => readChoice(text, TRACK_WORDS));
  const startsOn = reader.required('starts_on', reader.date('starts_on'));
  const endsOn = reader.required('ends_on', reader.date('ends_on'));
  const requiredMinutes = reader.required('required_hours', readHours);
  const beneficiaries = reader.optional('beneficiaries', 0, readCount);
  const partnerIds = reader.optional('partner_ids', [], readPartners);
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
    .filter((part) => plainText(part) !== '')
    .map(readId);
  const failed = readings.find((reading) => 'problem' in reading);
  if (failed) return failed;
  return { value: readings.flatMap((reading) => ('value' in reading ? reading.value : [])) };
}

export function readVolunteerRow(
  row: TableRow,
  headings: Headings,
  tell: TellCellProblem,
): RowReading<Volunteer> {
  const reader = new RowReader(row, headings, tell);
  const volunteerId = reader.required('volunteer_id', readId);
  const kind = reader.optional('kind', 'individual' as const, (text) => readChoice(text, VOLUNTEER_WORDS));
  const name = (script: 'ar' | 'en') => (text: string) => nameReading(text, script, kind ?? 'individual');
  const nameAr = reader.optional('name_ar', '', name('ar'));
  const nameEn = reader.optional('name_en', '', name('en'));
  const gender = reader.optional('gender', 'unspecified' as const, (text) => readChoice(text, GENDER_WORDS));
  const birthDate = reader.optional('birth_date', undefined, reader.date('birth_date'));
  const consent = reader.optional('guardian_consent', undefined, (text) => readChoice(text, YES_WORDS));
  const email = reader.optional('email', undefined, readEmail);
  return reader.reading<Volunteer>({
    volunteerId,
    kind,
    nameAr,
    nameEn,
    gender,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(consent === undefined ? {} : { guardianConsent: consent === 'yes' }),
    ...(email === undefined ? {} : { email }),
  });
}

function nameReading(text: string, script: 'ar' | 'en', kind: VolunteerKind): CellReading<string> {
  const reading = readName(text.replace(/[\r\n]+/g, ' '), script, kind);
  if ('name' in reading) return { value: reading.name };
  const { problem, codePoint, position } = reading;
  return {
    problem: {
      code: `NAME_${problem}`,
      facts: {
        script,
        ...(codePoint === undefined ? {} : { codePoint }),
        ...(position === undefined ? {} : { position }),
      },
    },
  };
}

export function readHoursRow(row: TableRow, headings: Headings, tell: TellCellProblem): RowReading<HoursRow> {
  const reader = new RowReader(row, headings, tell);
  const entryId = reader.required('entry_id', readId);
  const volunteerId = reader.required('volunteer_id', readId);
  const opportunityId = reader.required('opportunity_id', readId);
  const date = reader.required('date', reader.date('date'));
  const worked = readWorked(reader);
  const status = reader.optional('status', 'pending' as const, (text) => readChoice(text, STATUS_WORDS));
  const approvedBy = reader.optional('approved_by', '', (text) => readTitle(text, LONGEST_APPROVER));
  if (status === 'approved' && approvedBy === '') reader.fail({ code: 'APPROVER_MISSING' }, 'approved_by');
  return reader.reading<HoursRow>({ entryId, volunteerId, opportunityId, date, worked, status, approvedBy });
}

function readWorked(reader: RowReader): HoursRow['worked'] | undefined {
  const timed = !reader.isEmpty('start') || !reader.isEmpty('end');
  if (timed && !reader.isEmpty('hours')) return reader.fail({ code: 'HOURS_OR_TIMES' }, 'hours');
  if (!timed) {
    const minutes = reader.required('hours', readHours);
    return minutes === undefined ? undefined : { minutes };
  }
  const start = reader.required('start', readTime);
  const end = reader.required('end', readTime);
  if (start === undefined || end === undefined) return undefined;
  return start === end ? reader.fail({ code: 'HOURS_NOT_POSITIVE' }, 'end') : { start, end };
}

/** The reader of each kind's rows. */
export const ROW_READERS: Readonly<
  Record<FileKind, (row: TableRow, headings: Headings, tell: TellCellProblem) => RowReading<object>>
> = { opportunities: readOpportunityRow, volunteers: readVolunteerRow, hours: readHoursRow };
