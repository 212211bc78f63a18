import type { HoursSheet } from '../../functions/domain/hours/hours.ts';
import type { HoursLedger, VolunteerRecord } from '../../functions/domain/ports/hours-ledger.ts';
import type { Page, PageRequest } from '../../functions/domain/ports/page.ts';
import { copied, type MemoryRecords, sheetPlace } from './memory-records.ts';

/** What issuing reads of the ledger, in memory, and the one write a coordinator makes under it. */
export class MemoryHoursLedger implements Pick<HoursLedger, 'volunteerRecord' | 'volunteersOf'> {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async volunteerRecord(volunteerId: string): Promise<VolunteerRecord | undefined> {
    const volunteer = this.#records.volunteers.get(volunteerId);
    if (volunteer === undefined) return undefined;
    const sheets = [...this.#records.opportunities.keys()].flatMap(
      (opportunityId) => this.#records.sheets.get(sheetPlace(volunteerId, opportunityId)) ?? [],
    );
    return copied({ volunteer, sheets, recognitions: [] });
  }

  async volunteersOf(opportunityId: string, page: PageRequest): Promise<Page<string>> {
    const found = [...this.#records.sheets.values()]
      .filter((sheet) => sheet.opportunityId === opportunityId)
      .map(({ volunteerId }) => volunteerId)
      .filter((volunteerId) => page.cursor === undefined || volunteerId > page.cursor)
      .sort();
    const items = found.slice(0, page.limit);
    return { items, cursor: found.length > page.limit ? (items.at(-1) ?? null) : null };
  }

  /** Writes a sheet as the ledger does: only on the revision it was decided on. */
  async writeSheet(sheet: HoursSheet): Promise<'written' | 'changed'> {
    const place = sheetPlace(sheet.volunteerId, sheet.opportunityId);
    if (this.#records.sheets.get(place)?.revision !== sheet.revision - 1) return 'changed';
    this.#records.sheets.set(place, copied(sheet));
    return 'written';
  }
}
