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

/** Receives a problem with one cell, or with the row if the column is null. */
export type ReportCellProblem = (problem: CellProblem, column: ColumnName | null, value: string) => void;

/** A row as a record or, if it has problems, the fields that could be read. */
export type RowReading<T> = { readonly value: T } | { readonly faulty: Faulty<T> };

const MAX_TITLE_LENGTH = 160;
const MAX_APPROVER_LENGTH = 100;

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

/** Reads the cells of one row by column and reports every problem. */
class RowReader {
  #failed = false;
  readonly #row: TableRow;
  readonly #headings: Headings;
  readonly #report: ReportCellProblem;

  constructor(row: TableRow, headings: Headings, report: ReportCellProblem) {
    this.#row = row;
    this.#headings = headings;
    this.#report = report;
  }

  /** Returns a cell's text, or the empty string if the file has no such column. */
  text(column: ColumnName): string {
    const index = this.#headings.columns.get(column)?.index;
    return index === undefined ? '' : (this.#row.cells[index] ?? '');
  }

  isEmpty(column: ColumnName): boolean {
    return plainText(this.text(column)) === '';
  }

  /** Reports a problem with a cell, or with the row if the column is null. */
  fail(problem: CellProblem, column: ColumnName | null): undefined {
    this.#failed = true;
    this.#report(problem, column, column === null ? '' : this.text(column));
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

  /** Returns the fields as a record, or as faulty if a problem was reported. */
  reading<T>(fields: Faulty<T>): RowReading<T> {
    return this.#failed ? { faulty: fields } : { value: fields as T };
  }

  /** Returns a reader of dates in the calendar of a column. */
  date(column: ColumnName) {
    const calendar = this.#headings.columns.get(column)?.calendar ?? 'gregorian';
    return (text: string) => readDate(text, calendar);
  }
}

/** Reads a row of opportunities. */
function readOpportunityRow(
  row: TableRow,
  headings: Headings,
  report: ReportCellProblem,
): RowReading<Opportunity> {
  const reader = new RowReader(row, headings, report);
  const title = (text: string) => readTitle(text, MAX_TITLE_LENGTH);
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
    .filter((partnerId) => plainText(partnerId) !== '')
    .map(readId);
  const failed = readings.find((reading) => 'problem' in reading);
  if (failed) return failed;
  return { value: readings.flatMap((reading) => ('value' in reading ? reading.value : [])) };
}

/** Reads a row of volunteers. */
function readVolunteerRow(
  row: TableRow,
  headings: Headings,
  report: ReportCellProblem,
): RowReading<Volunteer> {
  const reader = new RowReader(row, headings, report);
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

/** Reads a row of hours. */
function readHoursRow(row: TableRow, headings: Headings, report: ReportCellProblem): RowReading<HoursRow> {
  const reader = new RowReader(row, headings, report);
  const entryId = reader.required('entry_id', readId);
  const volunteerId = reader.required('volunteer_id', readId);
  const opportunityId = reader.required('opportunity_id', readId);
  const date = reader.required('date', reader.date('date'));
  const worked = readWorked(reader);
  const status = reader.optional('status', 'pending' as const, (text) => readChoice(text, STATUS_WORDS));
  const approvedBy = reader.optional('approved_by', '', (text) => readTitle(text, MAX_APPROVER_LENGTH));
  if (status === 'approved' && approvedBy === '') reader.fail({ code: 'APPROVER_MISSING' }, 'approved_by');
  return reader.reading<HoursRow>({ entryId, volunteerId, opportunityId, date, worked, status, approvedBy });
}

/** Reads either the hours or the start and end of a shift. */
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

/** The row reader of each kind. */
export const ROW_READERS: Readonly<
  Record<FileKind, (row: TableRow, headings: Headings, report: ReportCellProblem) => RowReading<object>>
> = { opportunities: readOpportunityRow, volunteers: readVolunteerRow, hours: readHoursRow };
