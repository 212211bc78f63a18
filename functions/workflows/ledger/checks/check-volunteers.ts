import type { Instant } from '../../../domain/calendar-date.ts';
import { chunksOf } from '../../../domain/chunks-of.ts';
import type { FindUnprintable } from '../../../domain/eligibility/decide-eligibility.ts';
import { isNamed } from '../../../domain/hours/name-review.ts';
import { hasAddressOf, withReportedPerson } from '../../../domain/hours/renaming.ts';
import {
  sameProfile,
  type Volunteer,
  type VolunteerKey,
  volunteerName,
} from '../../../domain/hours/volunteer.ts';
import {
  type FaultyRecord,
  type ImportRecord,
  profileOfRow,
  type RecordChunk,
} from '../../../domain/import/import-record.ts';
import type { AwaitedSum } from '../../../domain/import/release.ts';
import { SeenIds } from '../../../domain/import/seen-ids.ts';
import { changedOfProfile, withUnlistedOfProfile } from '../../../domain/import/unlisted-fields.ts';
import type { HoursLedger, VolunteerRecord } from '../../../domain/ports/hours-ledger.ts';
import { type ImportReferences, KEYS_PER_READ } from '../import-references.ts';
import { recordsWith } from '../registry.ts';
import type { PersonCheck } from './check-persons.ts';
import type { ReferenceCheck } from './check-references.ts';
import { idsLike } from './ids-like.ts';
import type { ImportFindings } from './import-findings.ts';

type RowOfVolunteer = Extract<ImportRecord, { kind: 'volunteers' }>;
/** A row whose issuer is known. */
type KnownRow = RowOfVolunteer & { readonly value: Volunteer };
type FaultyVolunteer = Extract<FaultyRecord, { kind: 'volunteers' }>;

/** What the check of volunteers shares with the checks of the other kinds. */
export interface VolunteerCheckDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers' | 'volunteerRecord' | 'volunteerRecords'>;
  readonly references: ImportReferences;
  readonly referenceCheck: ReferenceCheck;
  readonly findings: ImportFindings;
  readonly personCheck: PersonCheck;
  /** Who keeps the profile of a row that names no issuer; null where each row must name one. */
  readonly profilesOf: string | null;
  /** The issuers whose ledgers the import may write. */
  readonly issuerIds: ReadonlySet<string>;
  readonly findUnprintable: FindUnprintable;
  readonly importId: string;
  readonly now: Instant;
  /** Sums up what waits for the release of the import. */
  readonly awaited: AwaitedSum;
}

/** Years of age. What makes another is a typing error, or stands for a date that is missing. */
const LEAST_AGE = 5;
const MOST_AGE = 110;
/** Certificates of one volunteer that a note names. */
const CERTIFICATES_NAMED = 5;

/** Checks the rows of volunteers of a file against each other and against the ledger. */
export class VolunteerCheck {
  readonly #deps: VolunteerCheckDeps;
  /** The IDs of the file without regard to case. */
  readonly #foldedIds = new SeenIds();
  /** The IDs of the file without leading zeros and signs, with their names. */
  readonly #bareIds = new SeenIds();
  /** Whether it was reported that the file doesn't say whose volunteers these are. */
  #isIssuerMissing = false;

  constructor(deps: VolunteerCheckDeps) {
    this.#deps = deps;
  }

  /** Checks the records of one chunk. Of faulty rows only the IDs are kept, for rows that refer to them. */
  async check(
    rows: readonly RowOfVolunteer[],
    faulty: readonly FaultyVolunteer[],
    headings: RecordChunk['headings'],
  ): Promise<void> {
    const { findings, references, importId, issuerIds } = this.#deps;
    const reported = rows.flatMap((row) => this.#known(row) ?? []);
    const known = new Set<RowOfVolunteer['row']>(reported.map(({ row }) => row));
    for (const { worksheet, value } of [...faulty, ...rows.filter(({ row }) => !known.has(row))])
      if (worksheet !== null && value.volunteerId !== undefined)
        references.addFaulty('volunteers', value.volunteerId);
    const recorded = await this.#volunteers(reported.map(({ value }) => value));
    const records = reported.map((record) => {
      const before = recorded.get(volunteerName(record.value));
      return { ...record, value: withUnlistedOfProfile(before, record.value, headings) };
    });
    const isNew = ({ value }: KnownRow) => !recorded.has(volunteerName(value));
    const likeNew = await this.#volunteers(records.filter(isNew).flatMap(({ value }) => keysLike(value)));
    for (const record of records) {
      const { worksheet } = record;
      const before = recorded.get(volunteerName(record.value));
      const value = withReportedPerson(before, record.value, importId);
      const repeated = findings.isRepeated(record, 'volunteer_id', value.volunteerId, value.issuerId);
      // Only another worksheet of the same workbook can refer to the volunteer before the import has written it.
      if (worksheet !== null) references.addVolunteer(value);
      const unchanged = repeated || (before !== undefined && sameProfile(before, value));
      this.#checkPrintable(record);
      this.#checkBirthDate(record);
      if (!repeated) await this.#deps.personCheck.checkRow(record);
      if (before === undefined) this.#checkLikeIds(record, likeNew);
      else if (!unchanged) await this.#checkChange(record, before, value);
      if (!repeated) this.#deps.awaited.addVolunteer(value, { importId, issuerIds: [...issuerIds] });
      if (!unchanged) findings.changes.addVolunteer({ before: before ?? null, after: value });
      findings.count(unchanged ? 'unchanged' : before ? 'changed' : 'new');
    }
  }

  /** Returns a row with its issuer; undefined, with a problem, where that is unknown or left open. */
  #known(row: RowOfVolunteer): KnownRow | undefined {
    const { profilesOf, issuerIds, referenceCheck, findings } = this.#deps;
    const { issuerId } = row.value;
    if (issuerId !== undefined && !referenceCheck.checkIssuer(row, issuerId)) return undefined;
    const value = profileOfRow(row.value, profilesOf);
    if (value !== undefined) return { ...row, value };
    // Once for the whole file: every row without an issuer has the same problem.
    if (!this.#isIssuerMissing) {
      const facts = { known: [...issuerIds].join(', ') };
      findings.addProblem(row, { code: 'ISSUER_MISSING', facts }, 'issuer_id', '');
    }
    this.#isIssuerMissing = true;
    return undefined;
  }

  /** Adds a problem for a date of birth that no volunteer has. */
  #checkBirthDate(record: KnownRow): void {
    const { birthDate } = record.value;
    if (birthDate === undefined) return;
    const today = this.#deps.now.slice(0, 10);
    const bornAt = (age: number) => `${Number(today.slice(0, 4)) - age}${today.slice(4)}`;
    if (birthDate <= bornAt(LEAST_AGE) && birthDate >= bornAt(MOST_AGE)) return;
    const facts = { least: LEAST_AGE, most: MOST_AGE };
    const problem = { code: 'BIRTH_DATE_UNLIKELY', facts } as const;
    this.#deps.findings.addProblem(record, problem, 'birth_date', birthDate);
  }

  /** Adds a problem for a name that the certificates' font can't print. */
  #checkPrintable(record: KnownRow): void {
    for (const [field, column] of [
      ['nameAr', 'name_ar'],
      ['nameEn', 'name_en'],
    ] as const) {
      const unprintable = this.#deps.findUnprintable(field, record.value[field]);
      if (unprintable === undefined) continue;
      const { codePoint, position } = unprintable;
      const letter = String.fromCodePoint(Number.parseInt(codePoint.slice(2), 16));
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '');
      const suggestion = /^[A-Za-z]$/.test(plain) && plain !== letter ? { suggestion: plain } : {};
      const facts = { codePoint, position, ...suggestion };
      this.#deps.findings.addProblem(
        record,
        { code: 'NAME_NOT_PRINTABLE', facts },
        column,
        record.value[field],
      );
    }
  }

  /** Checks a new ID against those of the file and the ledger that it may be mistaken for. */
  #checkLikeIds(record: KnownRow, likeNew: ReadonlyMap<string, Volunteer>): void {
    const { findings, personCheck } = this.#deps;
    const { issuerId, volunteerId, nameAr, nameEn } = record.value;
    const folded = volunteerName({ issuerId, volunteerId: volunteerId.toLowerCase() });
    const inFile = this.#foldedIds.add(folded, volunteerId, record);
    if (inFile !== undefined && !inFile.same) {
      const facts = { row: inFile.row };
      findings.addProblem(record, { code: 'ID_CASE', facts }, 'volunteer_id', volunteerId);
      return;
    }
    const bare = `${issuerId}#${bareId(volunteerId)}#${nameAr}#${nameEn}`;
    const like = this.#bareIds.add(bare, volunteerId, record);
    if (like !== undefined && !like.same) {
      const facts = { evidence: 'number', row: like.row };
      findings.addProblem(record, { code: 'SAME_PERSON', facts }, 'volunteer_id', volunteerId);
      return;
    }
    for (const key of keysLike(record.value)) {
      const known = key.volunteerId;
      const volunteer = likeNew.get(volunteerName(key));
      if (volunteer === undefined) continue;
      if (known.toLowerCase() === volunteerId.toLowerCase())
        findings.addProblem(record, { code: 'ID_CASE', facts: { known } }, 'volunteer_id', volunteerId);
      else if (volunteer.nameAr === nameAr && volunteer.nameEn === nameEn) {
        personCheck.note(record, volunteerId, known, 'number');
      }
      return;
    }
  }

  /** Adds notes for what a row changes; for another name or address: that it waits for the release; which certificates stay in the former name. */
  async #checkChange(record: KnownRow, before: Volunteer, after: Volunteer): Promise<void> {
    const { ledger, findings } = this.#deps;
    const { nameAr, nameEn, email = '' } = record.value;
    for (const { column, known, value } of changedOfProfile(before, after))
      findings.addProblem(record, { code: 'VALUE_CHANGED', facts: { known } }, column, value);
    if (after.renaming !== undefined && !hasAddressOf(before, after.renaming)) {
      const facts = { known: before.email ?? '' };
      findings.addProblem(record, { code: 'ADDRESS_AWAITS_RELEASE', facts }, 'email', email);
    }
    if (isNamed(before, record.value)) return;
    const column = before.nameAr === nameAr ? 'name_en' : 'name_ar';
    const value = column === 'name_en' ? nameEn : nameAr;
    if (after.renaming !== undefined) {
      const facts = { known: column === 'name_en' ? before.nameEn : before.nameAr };
      findings.addProblem(record, { code: 'NAME_AWAITS_RELEASE', facts }, column, value);
    }
    const certificateIds = certificatesOf(await recordsWith(record.value, ledger));
    if (certificateIds.length === 0) return;
    const facts = { certificateIds: certificateIds.slice(0, CERTIFICATES_NAMED).join(', ') };
    findings.addProblem(record, { code: 'HOLDER_RENAMED', facts }, column, value);
  }

  async #volunteers(keys: readonly VolunteerKey[]): Promise<Map<string, Volunteer>> {
    const distinct = new Map(keys.map((key) => [volunteerName(key), key]));
    const reads = chunksOf([...distinct.values()], KEYS_PER_READ).map((some) =>
      this.#deps.ledger.volunteers(some),
    );
    const volunteers = (await Promise.all(reads)).flat();
    return new Map(volunteers.map((volunteer) => [volunteerName(volunteer), volunteer]));
  }
}

/** Returns the live certificates of a volunteer. */
const certificatesOf = (records: readonly VolunteerRecord[]): string[] => [
  ...new Set(
    records
      .flatMap(({ timesheets, recognitions }) => [...timesheets, ...recognitions])
      .flatMap(({ certificateId }) => certificateId ?? []),
  ),
];

/** Returns the volunteers of the same issuer whose IDs an ID may be mistaken for. */
const keysLike = ({ issuerId, volunteerId }: VolunteerKey): VolunteerKey[] =>
  idsLike(volunteerId).map((like) => ({ issuerId, volunteerId: like }));

/** Returns an ID without what programs and people drop or add: leading zeros, and signs between its parts. */
const bareId = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[._:-]/g, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
