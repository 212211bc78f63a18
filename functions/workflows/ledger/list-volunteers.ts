import * as z from 'zod/mini';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface DirectoryDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord' | 'volunteersOf'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany' | 'list'>;
}

/** The catalogue's cursor before the current opportunity, and the cursor among its volunteers. */
const cursorSchema = z.tuple([z.nullable(z.string()), z.nullable(z.string())]);
type Cursor = z.infer<typeof cursorSchema>;

/**
 * Returns a page of the volunteers with hours for some issuers, each once. Walks through the issuers' opportunities
 * and lists a volunteer only under the first, by ID, of the opportunities that the volunteer has hours for. Reads as
 * many volunteer records as it examines.
 *
 * @throws Refusal QUERY_INVALID when the cursor is invalid.
 */
export async function listVolunteers(
  issuerIds: readonly string[],
  page: PageRequest,
  { ledger, catalogue }: DirectoryDeps,
): Promise<Page<Volunteer>> {
  const firstOpportunities = new FirstOpportunities(issuerIds, catalogue);
  let [before, after] = readCursor(page.cursor);
  const items: Volunteer[] = [];
  for (;;) {
    const opportunities = await catalogue.list({ issuerIds }, { limit: 1, cursor: before ?? undefined });
    const opportunityId = opportunities.items[0]?.opportunityId;
    if (opportunityId === undefined) return { items, cursor: null };
    do {
      const request = { limit: page.limit - items.length, cursor: after ?? undefined };
      const volunteers = await ledger.volunteersOf(opportunityId, request);
      const found = await Promise.all(volunteers.items.map((id) => ledger.volunteerRecord(id)));
      const records = found.filter((record) => record !== undefined);
      const firstIds = await firstOpportunities.of(records);
      for (const [index, { volunteer }] of records.entries())
        if (firstIds[index] === opportunityId) items.push(volunteer);
      after = volunteers.cursor;
      if (items.length === page.limit && after !== null)
        return { items, cursor: writeCursor([before, after]) };
    } while (after !== null);
    if (opportunities.cursor === null) return { items, cursor: null };
    before = opportunities.cursor;
    if (items.length === page.limit) return { items, cursor: writeCursor([before, null]) };
  }
}

/** Finds the first opportunity, by ID, of some issuers for which a volunteer has hours. Caches the opportunities. */
class FirstOpportunities {
  readonly #issuerIds: ReadonlySet<string>;
  readonly #catalogue: DirectoryDeps['catalogue'];
  readonly #cache = new Map<string, Opportunity | undefined>();

  constructor(issuerIds: readonly string[], catalogue: DirectoryDeps['catalogue']) {
    this.#issuerIds = new Set(issuerIds);
    this.#catalogue = catalogue;
  }

  /** Returns the opportunity ID for each record. */
  async of(records: readonly VolunteerRecord[]): Promise<(string | undefined)[]> {
    const idsOfRecords = records.map(({ timesheets }) =>
      timesheets.map(({ opportunityId }) => opportunityId),
    );
    await this.#lookUp(idsOfRecords.flat());
    return idsOfRecords.map(
      (ids) => ids.filter((id) => this.#issuerIds.has(this.#cache.get(id)?.issuerId ?? '')).sort()[0],
    );
  }

  async #lookUp(opportunityIds: readonly string[]): Promise<void> {
    const missing = [...new Set(opportunityIds)].filter((id) => !this.#cache.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#cache.set(id, undefined);
    for (const opportunity of await this.#catalogue.findMany(missing))
      this.#cache.set(opportunity.opportunityId, opportunity);
  }
}

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function readCursor(cursor: string | undefined): Cursor {
  if (cursor === undefined) return [null, null];
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Refusal('QUERY_INVALID', 'The cursor is not one that this list has returned.');
  }
}
