import { chunksOf } from '../../domain/chunks-of.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import { REGISTRY, type Volunteer, type VolunteerKey, volunteerName } from '../../domain/hours/volunteer.ts';
import type { Import } from '../../domain/import/import.ts';
import type { FileKind } from '../../domain/import/import-record.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { opportunitiesOf } from '../find-opportunity.ts';

/** Keys of one read. Longer lists are read in chunks at the same time; 100 is DynamoDB's quota of a request. */
export const KEYS_PER_READ = 100;
/** Cached records of each kind. Rows are mostly sorted, so a small cache suffices. */
const MAX_CACHED = 20_000;

/** The kinds of records that rows of hours refer to. */
export type ReferencedKind = Extract<FileKind, 'opportunities' | 'volunteers'>;

/** What rows of hours need to know about a volunteer. */
export type ReferencedVolunteer = Pick<Volunteer, 'kind' | 'nameAr' | 'nameEn' | 'renaming'>;

/** Whose records the rows of a file may refer to. */
export type ReferenceScope = Pick<Import, 'issuerIds' | 'mayUseRegistry'>;

export interface ReferenceDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
}

/**
 * The opportunities and volunteers that the rows of a file refer to: those of the import's issuers in the ledger, looked
 * up and cached, and those in other worksheets of the same workbook. Records of other issuers don't exist for it.
 */
export class ImportReferences {
  /** Kinds of worksheets of the same workbook that can't be read. */
  unreadableKinds: readonly FileKind[] = [];
  readonly #scope: ReferenceScope;
  readonly #deps: ReferenceDeps;
  /** From the ledger, by ID: one for each issuer that has it. */
  readonly #opportunities = new Map<string, readonly Opportunity[]>();
  /** From the ledger; undefined if the ledger doesn't have it. */
  readonly #volunteers = new Map<string, Volunteer | undefined>();
  readonly #inFile = {
    opportunities: new Map<string, Map<string, Opportunity>>(),
    volunteers: new Map<string, ReferencedVolunteer>(),
  };
  readonly #faultyInFile = { opportunities: new Set<string>(), volunteers: new Set<string>() };

  constructor(scope: ReferenceScope, deps: ReferenceDeps) {
    this.#scope = scope;
    this.#deps = deps;
  }

  /** Adds an opportunity of the file. */
  addOpportunity(opportunity: Opportunity): void {
    const { opportunityId, issuerId } = opportunity;
    const same = this.#inFile.opportunities.get(opportunityId) ?? new Map<string, Opportunity>();
    this.#inFile.opportunities.set(opportunityId, same.set(issuerId, opportunity));
  }

  /** Adds a volunteer of the file. */
  addVolunteer(volunteer: Volunteer): void {
    const { kind, nameAr, nameEn, renaming } = volunteer;
    const names = { kind, nameAr, nameEn, ...(renaming === undefined ? {} : { renaming }) };
    this.#inFile.volunteers.set(volunteerName(volunteer), names);
  }

  /** Adds the ID of a row with problems. Rows that refer to it are not reported too. */
  addFaulty(kind: ReferencedKind, id: string): void {
    this.#faultyInFile[kind].add(id);
  }

  /** Returns whether the file has the record in a row with problems, or may have it in an unreadable worksheet. */
  mayBeInFile(kind: ReferencedKind, id: string): boolean {
    return this.unreadableKinds.includes(kind) || this.#faultyInFile[kind].has(id);
  }

  /** Looks up the opportunities with some IDs that are not cached. */
  async lookUpOpportunities(opportunityIds: Iterable<string>): Promise<void> {
    if (this.#opportunities.size > MAX_CACHED) this.#opportunities.clear();
    const { catalogue } = this.#deps;
    const missing = [...new Set(opportunityIds)].filter((id) => !this.#opportunities.has(id));
    await Promise.all(
      chunksOf(missing, KEYS_PER_READ).map(async (ids) => {
        const found = await opportunitiesOf(this.#scope.issuerIds, ids, catalogue);
        const byId = Map.groupBy(found, ({ opportunityId }) => opportunityId);
        for (const id of ids) this.#opportunities.set(id, byId.get(id) ?? []);
      }),
    );
  }

  /** Looks up the volunteers that are neither cached nor in the file, in the registry too if the import may use it. */
  async lookUpVolunteers(keys: readonly VolunteerKey[]): Promise<void> {
    if (this.#volunteers.size > MAX_CACHED) this.#volunteers.clear();
    await this.#read(keys);
    if (!this.#scope.mayUseRegistry) return;
    const unknown = keys.filter((key) => this.#volunteers.get(volunteerName(key)) === undefined);
    await this.#read(unknown.map(registryKey));
  }

  async #read(keys: readonly VolunteerKey[]): Promise<void> {
    const missing = new Map(keys.map((key) => [volunteerName(key), key]));
    for (const name of missing.keys())
      if (this.#volunteers.has(name) || this.#inFile.volunteers.has(name)) missing.delete(name);
    await Promise.all(
      chunksOf([...missing], KEYS_PER_READ).map(async (some) => {
        for (const [name] of some) this.#volunteers.set(name, undefined);
        for (const found of await this.#deps.ledger.volunteers(some.map(([, key]) => key)))
          this.#volunteers.set(volunteerName(found), found);
      }),
    );
  }

  /** Returns the opportunities with an ID, of which each issuer has at most one; those of the file before the ledger's. */
  opportunities(opportunityId: string): Opportunity[] {
    const recorded = this.#opportunities.get(opportunityId) ?? [];
    const byIssuer = new Map(recorded.map((opportunity) => [opportunity.issuerId, opportunity]));
    for (const [issuerId, opportunity] of this.#inFile.opportunities.get(opportunityId) ?? [])
      byIssuer.set(issuerId, opportunity);
    return [...byIssuer.values()];
  }

  /** Returns a volunteer whom an issuer knows, or the registry where the import may use it. */
  volunteer(key: VolunteerKey): ReferencedVolunteer | undefined {
    const { volunteers } = this.#inFile;
    const own = this.#volunteers.get(volunteerName(key));
    const shared = this.#scope.mayUseRegistry ? volunteerName(registryKey(key)) : undefined;
    // A copy follows the registry, which another worksheet of the workbook may change.
    const ofIssuer = volunteers.get(volunteerName(key)) ?? (own?.fromRegistry ? undefined : own);
    const ofRegistry = shared === undefined ? undefined : volunteers.get(shared);
    const recorded = shared === undefined ? undefined : this.#volunteers.get(shared);
    return ofIssuer ?? ofRegistry ?? own ?? recorded;
  }
}

const registryKey = ({ volunteerId }: VolunteerKey): VolunteerKey => ({ issuerId: REGISTRY, volunteerId });
