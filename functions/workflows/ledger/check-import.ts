import type { Instant } from '../../domain/calendar-date.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { ImportCounts } from '../../domain/import/import.ts';
import type { ProblemLog } from '../../domain/import/import-problem.ts';
import type { FaultyRecord, ImportRecord, RecordChunk } from '../../domain/import/import-record.ts';
import { sameContent } from '../../domain/import/same-content.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { EntryKey, HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { HoursCheck } from './check-hours.ts';
import { ReferenceCheck } from './check-references.ts';
import { ImportFindings } from './import-findings.ts';
import { ImportReferences, KEYS_PER_READ } from './import-references.ts';

export interface CheckDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers' | 'volunteerRecord' | 'entryClaims' | 'timesheets'>;
  readonly imports: Pick<ImportRegister, 'find'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
}

type RecordOf<K extends ImportRecord['kind']> = Extract<ImportRecord, { kind: K }>;
type FaultyOf<K extends FaultyRecord['kind']> = Extract<FaultyRecord, { kind: K }>;

/**
 * Checks the records of a file against each other and against the ledger, chunk by chunk. Adds the problems to a log
 * and counts what recording the rows would do. Writes nothing.
 */
export class ImportCheck {
  readonly #deps: CheckDeps;
  readonly #issuerIds: ReadonlySet<string>;
  readonly #findings: ImportFindings;
  readonly #references: ImportReferences;
  readonly #referenceCheck: ReferenceCheck;
  readonly #hoursCheck: HoursCheck;

  /** `scope.issuerIds`: the issuers whose ledgers the import may write. */
  constructor(
    scope: { readonly issuerIds: readonly string[]; readonly now: Instant },
    problems: ProblemLog,
    deps: CheckDeps,
  ) {
    const { ledger, catalogue, issuers, imports } = deps;
    const issuerIds = new Set(scope.issuerIds);
    const findings = new ImportFindings(problems);
    const references = new ImportReferences(ledger, catalogue);
    const referenceCheck = new ReferenceCheck(references, issuers, issuerIds, findings);
    this.#deps = deps;
    this.#issuerIds = issuerIds;
    this.#findings = findings;
    this.#references = references;
    this.#referenceCheck = referenceCheck;
    this.#hoursCheck = new HoursCheck({
      ledger,
      imports,
      references,
      referenceCheck,
      findings,
      now: scope.now,
    });
  }

  /** Rows checked so far, by the effect of recording them. */
  get counts(): ImportCounts {
    return this.#findings.counts;
  }

  /** The entries that the import adds to the ledger. */
  get newEntries(): readonly EntryKey[] {
    return this.#hoursCheck.newEntries;
  }

  /** Checks what only the whole file shows, after its last chunk. */
  finish(): Promise<void> {
    return this.#hoursCheck.finish();
  }

  async check(chunk: RecordChunk): Promise<void> {
    const { kind, records, faulty } = chunk;
    this.#findings.startChunk(chunk);
    this.#references.unreadableKinds = chunk.unreadableKinds;
    if (kind === 'opportunities') {
      this.#checkFaultyOpportunities(faulty as FaultyOf<'opportunities'>[]);
      await this.#checkOpportunities(records as RecordOf<'opportunities'>[]);
    } else if (kind === 'volunteers') {
      this.#addFaultyVolunteers(faulty as FaultyOf<'volunteers'>[]);
      await this.#checkVolunteers(records as RecordOf<'volunteers'>[]);
    } else await this.#hoursCheck.check(records as RecordOf<'hours'>[], faulty as FaultyOf<'hours'>[]);
  }

  async #checkOpportunities(records: readonly RecordOf<'opportunities'>[]): Promise<void> {
    const recorded = await this.#deps.catalogue.findMany(records.map(({ value }) => value.opportunityId));
    const byId = new Map(recorded.map((opportunity) => [opportunity.opportunityId, opportunity]));
    for (const record of records) {
      const { value } = record;
      const before = byId.get(value.opportunityId);
      this.#referenceCheck.checkIssuers(record, value);
      if (before && before.issuerId !== value.issuerId) {
        const facts = { issuerId: before.issuerId };
        this.#findings.addProblem(record, { code: 'ISSUER_FIXED', facts }, 'issuer_id', value.issuerId);
      }
      const repeated = this.#findings.isRepeated(record, 'opportunity_id', value.opportunityId);
      this.#references.addOpportunity(value);
      this.#findings.count(repeated || sameContent(before, value) ? 'unchanged' : before ? 'changed' : 'new');
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

  async #checkVolunteers(records: readonly RecordOf<'volunteers'>[]): Promise<void> {
    const recorded = await this.#volunteers(records.map(({ value }) => value.volunteerId));
    const byId = new Map(recorded.map((volunteer) => [volunteer.volunteerId, volunteer]));
    for (const record of records) {
      const { value, worksheet } = record;
      const before = byId.get(value.volunteerId);
      const repeated = this.#findings.isRepeated(record, 'volunteer_id', value.volunteerId);
      // Only another worksheet of the same workbook can refer to the volunteer before the import has written it.
      if (worksheet !== null) this.#references.addVolunteer(value.volunteerId, value.kind);
      const unchanged = repeated || sameContent(before, value);
      if (before && !unchanged) await this.#checkNoForeignHours(record);
      this.#findings.count(unchanged ? 'unchanged' : before ? 'changed' : 'new');
    }
  }

  #addFaultyVolunteers(faulty: readonly FaultyOf<'volunteers'>[]): void {
    for (const { worksheet, value } of faulty)
      if (worksheet !== null && value.volunteerId !== undefined)
        this.#references.addFaulty('volunteers', value.volunteerId);
  }

  /** Refuses a change of a volunteer with hours of another issuer, whose certificates carry the volunteer's name. */
  async #checkNoForeignHours(record: RecordOf<'volunteers'>): Promise<void> {
    const { volunteerId } = record.value;
    const timesheets = (await this.#deps.ledger.volunteerRecord(volunteerId))?.timesheets ?? [];
    const foreign = timesheets.find(({ issuerId }) => !this.#issuerIds.has(issuerId));
    if (foreign === undefined) return;
    const facts = { issuerId: foreign.issuerId };
    this.#findings.addProblem(record, { code: 'VOLUNTEER_ELSEWHERE', facts }, 'volunteer_id', volunteerId);
  }

  async #volunteers(volunteerIds: readonly string[]): Promise<Volunteer[]> {
    const reads = chunksOf(volunteerIds, KEYS_PER_READ).map((ids) => this.#deps.ledger.volunteers(ids));
    return (await Promise.all(reads)).flat();
  }
}
