import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { OpportunityKey } from '../../functions/domain/hours/opportunity.ts';
import type { HoursLedger, VolunteerRecord } from '../../functions/domain/ports/hours-ledger.ts';
import type { Page, PageRequest } from '../../functions/domain/ports/page.ts';
import { copied, type MemoryRecords, timesheetName } from './memory-records.ts';

/** The part of the hours ledger that issuing reads, in memory, and a write of timesheets for tests. */
export class MemoryHoursLedger
  implements Pick<HoursLedger, 'volunteerRecord' | 'volunteerRecords' | 'volunteersOf'>
{
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async volunteerRecord(issuerId: string, volunteerId: string): Promise<VolunteerRecord | undefined> {
    const volunteer = this.#records.volunteers.get(volunteerId);
    if (volunteer?.issuerId !== issuerId) return undefined;
    const timesheets = [...this.#records.opportunities.keys()].flatMap(
      (opportunityId) => this.#records.timesheets.get(timesheetName(volunteerId, opportunityId)) ?? [],
    );
    return copied({ volunteer, timesheets, recognitions: [] });
  }

  async volunteerRecords(volunteerId: string): Promise<VolunteerRecord[]> {
    const { issuerId = '' } = this.#records.volunteers.get(volunteerId) ?? {};
    const record = await this.volunteerRecord(issuerId, volunteerId);
    return record === undefined ? [] : [record];
  }

  async volunteersOf({ issuerId, opportunityId }: OpportunityKey, page: PageRequest): Promise<Page<string>> {
    const found = [...this.#records.timesheets.values()]
      .filter((one) => one.issuerId === issuerId && one.opportunityId === opportunityId)
      .map(({ volunteerId }) => volunteerId)
      .filter((volunteerId) => page.cursor === undefined || volunteerId > page.cursor)
      .sort();
    const items = found.slice(0, page.limit);
    return { items, cursor: found.length > page.limit ? (items.at(-1) ?? null) : null };
  }

  /** Writes a timesheet, if its revision is one more than the stored one. */
  async writeTimesheet(timesheet: Timesheet): Promise<'written' | 'changed'> {
    const key = timesheetName(timesheet.volunteerId, timesheet.opportunityId);
    if (this.#records.timesheets.get(key)?.revision !== timesheet.revision - 1) return 'changed';
    this.#records.timesheets.set(key, copied(timesheet));
    return 'written';
  }
}
