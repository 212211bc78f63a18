import { chunksOf } from '../../domain/chunks-of.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { VolunteerKind } from '../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';

const KEYS_AT_ONCE = 100;
const KEPT = 20_000;

/**
 * What rows of a file refer to: opportunities and volunteers of the ledger, and those that the same workbook brings.
 * Keeps what it has looked up, up to a bound, because files are mostly in some order.
 */
export class ImportReferences {
  readonly #ledger: Pick<HoursLedger, 'volunteers'>;
  readonly #catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly #opportunities = new Map<string, Opportunity | undefined>();
  readonly #volunteerKinds = new Map<string, VolunteerKind | undefined>();
  readonly #brought = {
    opportunities: new Map<string, Opportunity>(),
    volunteers: new Map<string, VolunteerKind>(),
  };
  readonly #faulty = { opportunities: new Set<string>(), volunteers: new Set<string>() };

  constructor(ledger: Pick<HoursLedger, 'volunteers'>, catalogue: Pick<OpportunityCatalogue, 'findMany'>) {
    this.#ledger = ledger;
    this.#catalogue = catalogue;
  }

  bringOpportunity(opportunity: Opportunity): void {
    this.#brought.opportunities.set(opportunity.opportunityId, opportunity);
  }

  bringVolunteer(volunteerId: string, kind: VolunteerKind): void {
    this.#brought.volunteers.set(volunteerId, kind);
  }

  /** The same workbook brings it, though with a problem of its own: whoever names it is not wrong. */
  bringFaulty(kind: 'opportunities' | 'volunteers', id: string): void {
    this.#faulty[kind].add(id);
  }

  isFaulty(kind: 'opportunities' | 'volunteers', id: string): boolean {
    return this.#faulty[kind].has(id);
  }

  /** Looks up what is not known yet of the opportunities and volunteers that some rows name. */
  async prepare(opportunityIds: Iterable<string>, volunteerIds: Iterable<string>): Promise<void> {
    if (this.#opportunities.size > KEPT) this.#opportunities.clear();
    if (this.#volunteerKinds.size > KEPT) this.#volunteerKinds.clear();
    const opportunities = unknown(opportunityIds, this.#opportunities, this.#brought.opportunities);
    const volunteers = unknown(volunteerIds, this.#volunteerKinds, this.#brought.volunteers);
    await Promise.all([
      ...chunksOf(opportunities, KEYS_AT_ONCE).map(async (ids) => {
        for (const id of ids) this.#opportunities.set(id, undefined);
        for (const found of await this.#catalogue.findMany(ids))
          this.#opportunities.set(found.opportunityId, found);
      }),
      ...chunksOf(volunteers, KEYS_AT_ONCE).map(async (ids) => {
        for (const id of ids) this.#volunteerKinds.set(id, undefined);
        for (const found of await this.#ledger.volunteers(ids))
          this.#volunteerKinds.set(found.volunteerId, found.kind);
      }),
    ]);
  }

  opportunity(opportunityId: string): Opportunity | undefined {
    return this.#brought.opportunities.get(opportunityId) ?? this.#opportunities.get(opportunityId);
  }

  volunteerKind(volunteerId: string): VolunteerKind | undefined {
    return this.#brought.volunteers.get(volunteerId) ?? this.#volunteerKinds.get(volunteerId);
  }
}

const unknown = (ids: Iterable<string>, ...known: ReadonlyMap<string, unknown>[]) =>
  [...new Set(ids)].filter((id) => !known.some((map) => map.has(id)));
