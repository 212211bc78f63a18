import * as z from 'zod/mini';
import type { OpportunityKey } from '../../domain/hours/opportunity.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface DirectoryDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord' | 'volunteersOf'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'list'>;
}

/** The catalogue's cursor before the current opportunity, and the cursor among its volunteers. */
const cursorSchema = z.tuple([z.nullable(z.string()), z.nullable(z.string())]);
type Cursor = z.infer<typeof cursorSchema>;

/**
 * Returns a page of the volunteers with hours for some issuers, once for each issuer that knows them. Walks through the
 * issuers' opportunities and lists a volunteer only under the first, by ID, of those of the issuer that the volunteer
 * has hours for. Reads as many volunteer records as it examines.
 *
 * @throws Refusal QUERY_INVALID when the cursor is invalid.
 */
export async function listVolunteers(
  issuerIds: readonly string[],
  page: PageRequest,
  { ledger, catalogue }: DirectoryDeps,
): Promise<Page<Volunteer>> {
  let [before, after] = readCursor(page.cursor);
  const items: Volunteer[] = [];
  for (;;) {
    const opportunities = await catalogue.list({ issuerIds }, { limit: 1, cursor: before ?? undefined });
    const [opportunity] = opportunities.items;
    if (opportunity === undefined) return { items, cursor: null };
    do {
      const request = { limit: page.limit - items.length, cursor: after ?? undefined };
      const volunteers = await ledger.volunteersOf(opportunity, request);
      const found = await Promise.all(
        volunteers.items.map((id) => ledger.volunteerRecord(opportunity.issuerId, id)),
      );
      for (const record of found)
        if (record !== undefined && isFirst(opportunity, record)) items.push(record.volunteer);
      after = volunteers.cursor;
      if (items.length === page.limit && after !== null)
        return { items, cursor: writeCursor([before, after]) };
    } while (after !== null);
    if (opportunities.cursor === null) return { items, cursor: null };
    before = opportunities.cursor;
    if (items.length === page.limit) return { items, cursor: writeCursor([before, null]) };
  }
}

/** Whether an opportunity is the first, by ID, of those that an issuer has recorded hours of a volunteer for. */
const isFirst = ({ opportunityId }: OpportunityKey, { timesheets }: VolunteerRecord): boolean =>
  timesheets.every((timesheet) => timesheet.opportunityId >= opportunityId);

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function readCursor(cursor: string | undefined): Cursor {
  if (cursor === undefined) return [null, null];
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Refusal('QUERY_INVALID', 'The cursor is not one that this list has returned.');
  }
}
