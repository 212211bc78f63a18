import { chunksOf } from '../../domain/chunks-of.ts';
import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { FaultyRecord, ImportRecord } from '../../domain/import/import-record.ts';
import { sameContent } from '../../domain/import/same-content.ts';
import { SeenIds } from '../../domain/import/seen-ids.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import { idsLike } from './ids-like.ts';
import type { ImportFindings } from './import-findings.ts';
import { type ImportReferences, KEYS_PER_READ } from './import-references.ts';

type VolunteerRow = Extract<ImportRecord, { kind: 'volunteers' }>;
type FaultyVolunteer = Extract<FaultyRecord, { kind: 'volunteers' }>;

/** What the check of volunteers shares with the checks of the other kinds. */
export interface VolunteerCheckDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers' | 'volunteerRecord'>;
  readonly references: ImportReferences;
  readonly findings: ImportFindings;
  /** The issuers whose ledgers the import may write. */
  readonly issuerIds: ReadonlySet<string>;
  readonly findUnprintable: FindUnprintable;
}

/** Certificates of one volunteer that a note names. */
const CERTIFICATES_NAMED = 5;

/** Checks the rows of volunteers of a file against each other and against the ledger. */
export class VolunteerCheck {
  readonly #deps: VolunteerCheckDeps;
  /** The IDs of the file without regard to case. */
  readonly #foldedIds = new SeenIds();
  /** What tells that two rows are likely one person. */
  readonly #persons = new SeenIds();

  constructor(deps: VolunteerCheckDeps) {
    this.#deps = deps;
  }

  /** Checks the records of one chunk. Of faulty rows only the IDs are kept, for rows that refer to them. */
  async check(records: readonly VolunteerRow[], faulty: readonly FaultyVolunteer[]): Promise<void> {
    const { findings, references } = this.#deps;
    for (const { worksheet, value } of faulty)
      if (worksheet !== null && value.volunteerId !== undefined)
        references.addFaulty('volunteers', value.volunteerId);
    const recorded = await this.#volunteers(records.map(({ value }) => value.volunteerId));
    const isNew = ({ value }: VolunteerRow) => !recorded.has(value.volunteerId);
    const likeNew = await this.#volunteers(
      records.filter(isNew).flatMap(({ value }) => idsLike(value.volunteerId)),
    );
    for (const record of records) {
      const { value, worksheet } = record;
      const before = recorded.get(value.volunteerId);
      const repeated = findings.isRepeated(record, 'volunteer_id', value.volunteerId);
      // Only another worksheet of the same workbook can refer to the volunteer before the import has written it.
      if (worksheet !== null) references.addVolunteer(value.volunteerId, value.kind);
      const unchanged = repeated || sameContent(before, value);
      this.#checkPrintable(record);
      if (!repeated) this.#checkSamePerson(record);
      if (before === undefined) this.#checkLikeIds(record, likeNew);
      else if (!unchanged) await this.#checkChange(record, before);
      if (!unchanged) findings.changes.addVolunteer({ before: before ?? null, after: value });
      findings.count(unchanged ? 'unchanged' : before ? 'changed' : 'new');
    }
  }

  /** Adds a problem for a name that the certificates' font can't print. */
  #checkPrintable(record: VolunteerRow): void {
    for (const [field, column] of [
      ['nameAr', 'name_ar'],
      ['nameEn', 'name_en'],
    ] as const) {
      const codePoint = this.#deps.findUnprintable(field, record.value[field]);
      if (codePoint === undefined) continue;
      const letter = String.fromCodePoint(Number.parseInt(codePoint.slice(2), 16));
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '');
      const suggestion = /^[A-Za-z]$/.test(plain) && plain !== letter ? { suggestion: plain } : {};
      const facts = { codePoint, ...suggestion };
      this.#deps.findings.addProblem(
        record,
        { code: 'NAME_NOT_PRINTABLE', facts },
        column,
        record.value[field],
      );
    }
  }

  /** Adds a note for a row that is likely the same person as an earlier row with another ID. */
  #checkSamePerson(record: VolunteerRow): void {
    const { volunteerId, kind, nameAr, nameEn, birthDate, email } = record.value;
    if (kind !== 'individual') return;
    const evidence = [
      ...(email === undefined ? [] : [['email', email.toLowerCase()] as const]),
      ...(birthDate && nameAr && nameEn
        ? [['names', `${nameAr}|${nameEn.toLowerCase()}|${birthDate}`] as const]
        : []),
    ];
    for (const [name, text] of evidence) {
      const earlier = this.#persons.add(`${name}#${text}`, volunteerId, record);
      if (earlier === undefined || earlier.same) continue;
      const facts = { evidence: name, row: earlier.row };
      this.#deps.findings.addProblem(record, { code: 'SAME_PERSON', facts }, 'volunteer_id', volunteerId);
      return;
    }
  }

  /** Checks a new ID against those of the file and the ledger that it may be mistaken for. */
  #checkLikeIds(record: VolunteerRow, likeNew: ReadonlyMap<string, Volunteer>): void {
    const { findings } = this.#deps;
    const { volunteerId, nameAr, nameEn } = record.value;
    const inFile = this.#foldedIds.add(volunteerId.toLowerCase(), volunteerId, record);
    if (inFile !== undefined && !inFile.same) {
      const facts = { row: inFile.row };
      findings.addProblem(record, { code: 'ID_CASE', facts }, 'volunteer_id', volunteerId);
      return;
    }
    for (const known of idsLike(volunteerId)) {
      const volunteer = likeNew.get(known);
      if (volunteer === undefined) continue;
      if (known.toLowerCase() === volunteerId.toLowerCase())
        findings.addProblem(record, { code: 'ID_CASE', facts: { known } }, 'volunteer_id', volunteerId);
      else if (volunteer.nameAr === nameAr && volunteer.nameEn === nameEn) {
        const facts = { evidence: 'number', known };
        findings.addProblem(record, { code: 'SAME_PERSON', facts }, 'volunteer_id', volunteerId);
      }
      return;
    }
  }

  /**
   * Refuses a change of a volunteer with hours of another issuer, whose certificates carry the volunteer's name. Adds a
   * note for another name of a volunteer who holds certificates.
   */
  async #checkChange(record: VolunteerRow, before: Volunteer): Promise<void> {
    const { ledger, issuerIds, findings } = this.#deps;
    const { volunteerId, nameAr, nameEn } = record.value;
    const known = await ledger.volunteerRecord(volunteerId);
    const foreign = known?.timesheets.find(({ issuerId }) => !issuerIds.has(issuerId));
    if (foreign !== undefined) {
      const facts = { issuerId: foreign.issuerId };
      findings.addProblem(record, { code: 'VOLUNTEER_ELSEWHERE', facts }, 'volunteer_id', volunteerId);
    }
    const renamed = before.nameAr !== nameAr || before.nameEn !== nameEn;
    const certificateIds = renamed && known ? certificatesOf(known) : [];
    if (certificateIds.length === 0) return;
    const facts = { certificateIds: certificateIds.slice(0, CERTIFICATES_NAMED).join(', ') };
    const column = before.nameAr === nameAr ? 'name_en' : 'name_ar';
    const value = column === 'name_en' ? nameEn : nameAr;
    findings.addProblem(record, { code: 'HOLDER_RENAMED', facts }, column, value);
  }

  async #volunteers(volunteerIds: readonly string[]): Promise<Map<string, Volunteer>> {
    const reads = chunksOf([...new Set(volunteerIds)], KEYS_PER_READ).map((ids) =>
      this.#deps.ledger.volunteers(ids),
    );
    const volunteers = (await Promise.all(reads)).flat();
    return new Map(volunteers.map((volunteer) => [volunteer.volunteerId, volunteer]));
  }
}

/** Returns the live certificates of a volunteer. */
const certificatesOf = ({ timesheets, recognitions }: VolunteerRecord): string[] => [
  ...new Set([...timesheets, ...recognitions].flatMap(({ certificateId }) => certificateId ?? [])),
];
