import type { Approval, HoursEntry, Recorded, Timesheet } from '../functions/domain/hours/hours.ts';
import type { Opportunity } from '../functions/domain/hours/opportunity.ts';
import type { Volunteer } from '../functions/domain/hours/volunteer.ts';

/** Returns an invented volunteer, with the given changes. */
export const volunteerOf = (change: Partial<Volunteer> = {}): Volunteer => ({
  issuerId: 'rawabi-health-cluster',
  volunteerId: 'V-0001',
  kind: 'individual',
  nameAr: 'نورة عبدالله البيشي',
  nameEn: 'Noura Abdullah Al-Bishi',
  gender: 'female',
  ...change,
});

/** Returns an invented opportunity, with the given changes. */
export const opportunityOf = (change: Partial<Opportunity> = {}): Opportunity => ({
  opportunityId: 'OPP-1',
  issuerId: 'rawabi-health-cluster',
  titleAr: 'حملة القلب السليم',
  titleEn: 'Healthy Heart Campaign',
  track: 'preventive',
  kind: 'volunteering',
  startsOn: '2025-06-01',
  endsOn: '2025-07-15',
  requiredMinutes: 1800,
  beneficiaries: 1000,
  partnerIds: [],
  ...change,
});

/** An import that recorded hours. */
export const RECORDED: Recorded = {
  at: '2025-07-18T08:00:00.000Z',
  by: 'recorder-1',
  source: { kind: 'file', importId: 'IMPORT-1', sha256: 'cd'.repeat(32), worksheet: null },
};

/** The approval of an entry by a person who recorded none. */
export const APPROVAL: Approval = { at: '2025-07-20T08:00:00.000Z', by: 'supervisor-1', kind: 'entry' };

/** Returns an approved entry of 6 hours, with the given changes; its ID is made of its date. */
export const entryOf = (change: Partial<HoursEntry> = {}): HoursEntry => ({
  entryId: `E-${change.date ?? '2025-07-01'}`,
  date: '2025-07-01',
  minutes: 360,
  status: 'approved',
  recorded: RECORDED,
  row: 2,
  approval: APPROVAL,
  ...change,
});

/** Returns a timesheet with these entries, at revision 1, with the given changes. */
export const timesheetOf = (entries: readonly HoursEntry[], change: Partial<Timesheet> = {}): Timesheet => ({
  volunteerId: 'V-0001',
  opportunityId: 'OPP-1',
  issuerId: 'rawabi-health-cluster',
  revision: 1,
  entries,
  certificateIds: [],
  ...change,
});
