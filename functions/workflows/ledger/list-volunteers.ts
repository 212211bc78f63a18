import * as z from 'zod/mini';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface DirectoryDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord' | 'volunteersOf'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany' | 'list'>;
}

/** Where a page ended: the catalogue's cursor before the opportunity under way, and the place among its volunteers. */
const cursorShape = z.tuple([z.nullable(z.string()), z.nullable(z.string())]);

/**
 * The volunteers with hours for the issuers given, each once: walks the issuers' opportunities and shows a
 * volunteer under the first, by ID, of their own among them. A page reads as many records as it looks at.
 */
export async function listVolunteers(
  issuerIds: readonly string[],
  page: PageRequest,
  { ledger, catalogue }: DirectoryDeps,
): Promise<Page<Volunteer>> {
  const known = new Map<string, Opportunity | undefined>();
  let [before, after] = readCursor(page.cursor);
  const items: Volunteer[] = [];
  for (;;) {
    const opportunities = await catalogue.list({ issuerIds }, { limit: 1, cursor: before ?? undefined });
    const [opportunity] = opportunities.items;
    if (opportunity === undefined) return { items, cursor: null };
    do {
      const limit = page.limit - items.length;
      const volunteers = await ledger.volunteersOf(opportunity.opportunityId, {
        limit,
        cursor: after ?? undefined,
      });
      const records = await Promise.all(
        volunteers.items.map((volunteerId) => ledger.volunteerRecord(volunteerId)),
      );
      const ids = records
        .flatMap((record) => record?.timesheets ?? [])
        .map(({ opportunityId }) => opportunityId);
      await learn(ids, known, catalogue);
      for (const record of records) {
        const own = (record?.timesheets ?? [])
          .map(({ opportunityId }) => opportunityId)
          .filter(isIn(issuerIds, known));
        if (record !== undefined && own.sort()[0] === opportunity.opportunityId) items.push(record.volunteer);
      }
      after = volunteers.cursor;
      if (items.length === page.limit && after !== null)
        return { items, cursor: writeCursor([before, after]) };
    } while (after !== null);
    if (opportunities.cursor === null) return { items, cursor: null };
    before = opportunities.cursor;
    if (items.length === page.limit) return { items, cursor: writeCursor([before, null]) };
  }
}

async function learn(
  opportunityIds: readonly string[],
  known: Map<string, Opportunity | undefined>,
  catalogue: DirectoryDeps['catalogue'],
): Promise<void> {
  const missing = [...new Set(opportunityIds)].filter((id) => !known.has(id));
  if (missing.length === 0) return;
  for (const id of missing) known.set(id, undefined);
  for (const opportunity of await catalogue.findMany(missing))
    known.set(opportunity.opportunityId, opportunity);
}

const isIn =
  (issuerIds: readonly string[], known: ReadonlyMap<string, Opportunity | undefined>) => (id: string) =>
    issuerIds.includes(known.get(id)?.issuerId ?? '');

const writeCursor = (place: z.infer<typeof cursorShape>) =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

function readCursor(cursor: string | undefined): z.infer<typeof cursorShape> {
  if (cursor === undefined) return [null, null];
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Refusal('QUERY_INVALID', 'The cursor is not one that this list has given out.');
  }
}
