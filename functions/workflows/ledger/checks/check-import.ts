import type { Instant } from '../../../domain/calendar-date.ts';
import type { FindUnprintable } from '../../../domain/eligibility/decide-eligibility.ts';
import { opportunityName } from '../../../domain/hours/opportunity.ts';
import type { Import, ImportCounts } from '../../../domain/import/import.ts';
import type { ProblemLog } from '../../../domain/import/import-problem.ts';
import type { FaultyRecord, ImportRecord, RecordChunk } from '../../../domain/import/import-record.ts';
import { type Awaited, AwaitedSum } from '../../../domain/import/release.ts';
import { sameContent } from '../../../domain/import/same-content.ts';
import { changedOfOpportunity, withUnlistedOfOpportunity } from '../../../domain/import/unlisted-fields.ts';
import type { Issuer } from '../../../domain/issuer.ts';
import type { EntryKey, HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { ImportRegister } from '../../../domain/ports/import-register.ts';
import type { OpportunityCatalogue } from '../../../domain/ports/opportunity-catalogue.ts';
import type { PersonIndex } from '../../../domain/ports/volunteers/person-index.ts';
import type { FindUnprinted } from '../../../domain/wording/printed-text.ts';
import type { ChangeLog } from '../change-log.ts';
import { ImportReferences } from '../import-references.ts';
import { HoursCheck } from './check-hours.ts';
import { PersonCheck } from './check-persons.ts';
import { ReferenceCheck } from './check-references.ts';
import { VolunteerCheck } from './check-volunteers.ts';
import { idsLike } from './ids-like.ts';
import { ImportFindings } from './import-findings.ts';

export interface CheckDeps {
  readonly ledger: Pick<
    HoursLedger,
    'volunteers' | 'volunteerRecord' | 'volunteerRecords' | 'entryClaims' | 'timesheets'
  >;
  readonly persons: Pick<PersonIndex, 'fingerprintOf' | 'bucketOf' | 'inBucket'>;
  readonly imports: Pick<ImportRegister, 'find'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly findUnprintable: FindUnprintable;
  readonly findUnprinted: FindUnprinted;
}

/** Whose ledgers an import may write, and whose profiles it records. */
export type ImportScope = Pick<Import, 'issuerIds' | 'profilesOf' | 'mayUseRegistry'>;

type RecordOf<K extends ImportRecord['kind']> = Extract<ImportRecord, { kind: K }>;
type FaultyOf<K extends FaultyRecord['kind']> = Extract<FaultyRecord, { kind: K }>;

/**
 * Checks the records of a file against each other and against the ledger, chunk by chunk. Adds the problems to a log
 * and counts what recording the rows would do. Writes nothing.
 */
export class ImportCheck {
  readonly #scope: ImportScope;
  readonly #deps: CheckDeps;
  readonly #findings: ImportFindings;
  readonly #references: ImportReferences;
  readonly #referenceCheck: ReferenceCheck;
  readonly #volunteerCheck: VolunteerCheck;
  readonly #personCheck: PersonCheck;
  readonly #hoursCheck: HoursCheck;
  readonly #awaited = new AwaitedSum();

  /** `scope` says whose ledgers the import may write. `changes` collects what it would change. */
  constructor(
    scope: ImportScope & { readonly now: Instant; readonly importId: string },
    problems: ProblemLog,
    changes: ChangeLog,
    deps: CheckDeps,
  ) {
    const { ledger, issuers, imports } = deps;
    const issuerIds = new Set(scope.issuerIds);
    const { profilesOf } = scope;
    const findings = new ImportFindings(problems, changes);
    const references = new ImportReferences(scope, deps);
    const referenceCheck = new ReferenceCheck(references, issuers, issuerIds, findings);
    this.#scope = scope;
    this.#deps = deps;
    this.#findings = findings;
    this.#references = references;
    this.#referenceCheck = referenceCheck;
    const { findUnprintable, persons } = deps;
    this.#personCheck = new PersonCheck({ ledger, persons, findings });
    this.#volunteerCheck = new VolunteerCheck({
      ledger,
      references,
      referenceCheck,
      findings,
      personCheck: this.#personCheck,
      profilesOf,
      issuerIds,
      findUnprintable,
      importId: scope.importId,
      now: scope.now,
      awaited: this.#awaited,
    });
    this.#hoursCheck = new HoursCheck({
      ledger,
      imports,
      references,
      referenceCheck,
      findings,
      now: scope.now,
      awaited: this.#awaited,
    });
  }

  /** Rows checked so far, by the effect of recording them. */
  get counts(): ImportCounts {
    return this.#findings.counts;
  }

  /** What the file reports as approved, and which names it changes: they wait for a release. */
  get awaited(): Awaited {
    return this.#awaited.sum;
  }

  /** The entries that the import adds to the ledger. */
  get newEntries(): readonly EntryKey[] {
    return this.#hoursCheck.newEntries;
  }

  /** Checks what only the whole file shows, after its last chunk. */
  async finish(): Promise<void> {
    await this.#hoursCheck.finish();
    await this.#personCheck.finish();
  }

  async check(chunk: RecordChunk): Promise<void> {
    const { kind, records, faulty, headings } = chunk;
    this.#findings.startChunk(chunk);
    this.#references.unreadableKinds = chunk.unreadableKinds;
    if (kind === 'opportunities') {
      this.#checkFaultyOpportunities(faulty as FaultyOf<'opportunities'>[]);
      await this.#checkOpportunities(records as RecordOf<'opportunities'>[], headings);
    } else if (kind === 'volunteers') {
      const faultyVolunteers = faulty as FaultyOf<'volunteers'>[];
      await this.#volunteerCheck.check(records as RecordOf<'volunteers'>[], faultyVolunteers, headings);
    } else await this.#hoursCheck.check(records as RecordOf<'hours'>[], faulty as FaultyOf<'hours'>[]);
  }

  async #checkOpportunities(
    records: readonly RecordOf<'opportunities'>[],
    headings: RecordChunk['headings'],
  ): Promise<void> {
    const own = records.filter(({ value }) => this.#scope.issuerIds.includes(value.issuerId));
    const recorded = await this.#deps.catalogue.findMany(
      own.flatMap(({ value: { issuerId, opportunityId } }) =>
        [opportunityId, ...idsLike(opportunityId)].map((id) => ({ issuerId, opportunityId: id })),
      ),
    );
    const byName = new Map(recorded.map((opportunity) => [opportunityName(opportunity), opportunity]));
    for (const record of records) {
      const { issuerId } = record.value;
      const before = byName.get(opportunityName(record.value));
      const value = withUnlistedOfOpportunity(before, record.value, headings);
      this.#referenceCheck.checkIssuers(record, value);
      this.#checkTitles(record);
      const known = before
        ? undefined
        : idsLike(value.opportunityId).find((id) =>
            byName.has(opportunityName({ issuerId, opportunityId: id })),
          );
      if (known?.toLowerCase() === value.opportunityId.toLowerCase()) {
        const problem = { code: 'ID_CASE', facts: { known } } as const;
        this.#findings.addProblem(record, problem, 'opportunity_id', value.opportunityId);
      }
      const repeated = this.#findings.isRepeated(record, 'opportunity_id', value.opportunityId, issuerId);
      if (own.includes(record)) this.#references.addOpportunity(value);
      else this.#references.addFaulty('opportunities', value.opportunityId);
      const unchanged = repeated || sameContent(before, value);
      if (!unchanged) this.#findings.changes.addOpportunity({ before: before ?? null, after: value });
      for (const { column, known, value: after } of !unchanged && before
        ? changedOfOpportunity(before, value)
        : [])
        this.#findings.addProblem(record, { code: 'VALUE_CHANGED', facts: { known } }, column, after);
      this.#findings.count(unchanged ? 'unchanged' : before ? 'changed' : 'new');
    }
  }

  /** Adds a problem for a title with a character that a document can't show. */
  #checkTitles(record: RecordOf<'opportunities'>): void {
    for (const [column, title] of [
      ['title_ar', record.value.titleAr],
      ['title_en', record.value.titleEn],
    ] as const) {
      const unprinted = this.#deps.findUnprinted(title);
      if (unprinted === undefined) continue;
      const facts = { codePoint: unprinted.codePoint, position: unprinted.position };
      this.#findings.addProblem(record, { code: 'TEXT_NOT_PRINTABLE', facts }, column, title);
    }
  }

  #checkFaultyOpportunities(faulty: readonly FaultyOf<'opportunities'>[]): void {
    for (const record of faulty) {
      const { worksheet, value } = record;
      this.#referenceCheck.checkIssuers(record, value);
      if (worksheet !== null && value.opportunityId !== undefined)
        this.#references.addFaulty('opportunities', value.opportunityId);
    }
  }
}
