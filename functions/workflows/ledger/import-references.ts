import { chunksOf } from '../../domain/chunks-of.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { VolunteerKind } from '../../domain/hours/volunteer.ts';
import type { FileKind } from '../../domain/import/import-record.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';

/** Keys of one read. Longer lists are read in chunks at the same time; 100 is DynamoDB's quota of a request. */
export const KEYS_PER_READ = 100;
/** Cached records of each kind. Rows are mostly sorted, so a small cache suffices. */
const MAX_CACHED = 20_000;

/** The kinds of records that rows of hours refer to. */
export type ReferencedKind = Extract<FileKind, 'opportunities' | 'volunteers'>;

/**
 * The opportunities and volunteers that the rows of a file refer to: those of the ledger, looked up and cached, and
 * those in other worksheets of the same workbook.
 */
export class ImportReferences {
  /** Kinds of worksheets of the same workbook that can't be read. */
  unreadableKinds: readonly FileKind[] = [];
  readonly #ledger: Pick<HoursLedger, 'volunteers'>;
  readonly #catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  /** From the ledger; undefined if the ledger doesn't have it. */
  readonly #opportunities = new Map<string, Opportunity | undefined>();
  /** From the ledger; undefined if the ledger doesn't have it. */
  readonly #volunteerKinds = new Map<string, VolunteerKind | undefined>();
  readonly #inFile = {
    opportunities: new Map<string, Opportunity>(),
    volunteers: new Map<string, VolunteerKind>(),
  };
  readonly #faultyInFile = { opportunities: new Set<string>(), volunteers: new Set<string>() };

  constructor(ledger: Pick<HoursLedger, 'volunteers'>, catalogue: Pick<OpportunityCatalogue, 'findMany'>) {
    this.#ledger = ledger;
    this.#catalogue = catalogue;
  }

  /** Adds an opportunity of the file. */
  addOpportunity(opportunity: Opportunity): void {
    this.#inFile.opportunities.set(opportunity.opportunityId, opportunity);
  }

  /** Adds a volunteer of the file. */
  addVolunteer(volunteerId: string, kind: VolunteerKind): void {
    this.#inFile.volunteers.set(volunteerId, kind);
  }

  /** Adds the ID of a row with problems. Rows that refer to it are not reported too. */
  addFaulty(kind: ReferencedKind, id: string): void {
    this.#faultyInFile[kind].add(id);
  }

  /** Returns whether the file has the record in a row with problems, or may have it in an unreadable worksheet. */
  mayBeInFile(kind: ReferencedKind, id: string): boolean {
    return this.unreadableKinds.includes(kind) || this.#faultyInFile[kind].has(id);
  }

  /** Looks up the opportunities and volunteers that are neither cached nor in the file. */
  async lookUp(opportunityIds: Iterable<string>, volunteerIds: Iterable<string>): Promise<void> {
    if (this.#opportunities.size > MAX_CACHED) this.#opportunities.clear();
    if (this.#volunteerKinds.size > MAX_CACHED) this.#volunteerKinds.clear();
    const opportunities = missing(opportunityIds, this.#opportunities, this.#inFile.opportunities);
    const volunteers = missing(volunteerIds, this.#volunteerKinds, this.#inFile.volunteers);
    await Promise.all([
      ...chunksOf(opportunities, KEYS_PER_READ).map(async (ids) => {
        for (const id of ids) this.#opportunities.set(id, undefined);
        for (const found of await this.#catalogue.findMany(ids))
          this.#opportunities.set(found.opportunityId, found);
      }),
      ...chunksOf(volunteers, KEYS_PER_READ).map(async (ids) => {
        for (const id of ids) this.#volunteerKinds.set(id, undefined);
        for (const found of await this.#ledger.volunteers(ids))
          this.#volunteerKinds.set(found.volunteerId, found.kind);
      }),
    ]);
  }

  opportunity(opportunityId: string): Opportunity | undefined {
    return this.#inFile.opportunities.get(opportunityId) ?? this.#opportunities.get(opportunityId);
  }

  volunteerKind(volunteerId: string): VolunteerKind | undefined {
    return this.#inFile.volunteers.get(volunteerId) ?? this.#volunteerKinds.get(volunteerId);
  }
}

const missing = (ids: Iterable<string>, ...known: ReadonlyMap<string, unknown>[]) =>
  [...new Set(ids)].filter((id) => !known.some((map) => map.has(id)));
