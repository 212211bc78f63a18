import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideEligibility } from '../../../functions/domain/eligibility/decide-eligibility.ts';
import type { EntryStatus, Timesheet } from '../../../functions/domain/hours/hours.ts';
import {
  decideHours,
  type ReportedEntry,
  recordHours,
} from '../../../functions/domain/hours/record-hours.ts';
import { volunteersOfMonths } from '../../../functions/domain/report/report.ts';
import { volunteerDeltas } from '../../../functions/domain/report/report-contribution.ts';
import type { VolunteersOfMonth } from '../../../functions/domain/report/report-delta.ts';
import { APPROVAL, opportunityOf, RECORDED, timesheetOf, volunteerOf } from '../../people.ts';

const key = { volunteerId: 'V-0001', opportunityId: 'OPP-1', issuerId: 'rawabi-health-cluster' };
const opportunity = opportunityOf({ requiredMinutes: 1200 });
const issuer = { timeZone: 'Asia/Riyadh', dailyCapMinutes: 1440 };

type Action =
  | { readonly kind: 'import'; readonly entries: readonly ReportedEntry[] }
  | {
      readonly kind: 'decide';
      readonly entryIds: readonly string[];
      readonly status: 'approved' | 'rejected';
    };

const entryId = fc.constantFrom('E1', 'E2', 'E3', 'E4', 'E5', 'E6');
const status = fc.constantFrom<EntryStatus>('pending', 'approved', 'rejected');
const reported: fc.Arbitrary<ReportedEntry> = fc
  .record({
    entryId,
    // The opportunity runs from 1 June to 15 July, so the first and the last date are outside it.
    date: fc.constantFrom('2025-05-31', '2025-06-01', '2025-06-20', '2025-07-15', '2025-07-16'),
    minutes: fc.integer({ min: 1, max: 900 }),
    status,
  })
  .map((entry) => (entry.status === 'pending' ? entry : { ...entry, remark: 'Dr Amal' }));
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('import' as const), entries: fc.array(reported, { maxLength: 5 }) }),
  fc.record({
    kind: fc.constant('decide' as const),
    entryIds: fc.array(entryId, { maxLength: 4 }),
    status: fc.constantFrom('approved' as const, 'rejected' as const),
  }),
);

/** The timesheet after some actions, recorded by the product. */
function afterActions(actions: readonly Action[]): Timesheet | undefined {
  let timesheet: Timesheet | undefined;
  for (const [index, one] of actions.entries()) {
    const attribution = {
      at: `2025-07-20T08:00:${String(index % 60).padStart(2, '0')}.000Z`,
      by: 'coordinator',
    };
    if (one.kind === 'import') timesheet = recordHours(timesheet, key, one.entries, attribution).timesheet;
    else if (timesheet)
      timesheet = decideHours(timesheet, one.entryIds, {
        ...attribution,
        kind: 'entry',
        separatesPeople: false,
        status: one.status,
      }).timesheet;
  }
  return timesheet;
}

/**
 * The model: each entry has the content and status that were reported last. `pending` never undoes a decision, and
 * `approved` waits for one. */
function modelOf(
  actions: readonly Action[],
): Map<string, { date: string; minutes: number; status: EntryStatus }> {
  const model = new Map<string, { date: string; minutes: number; status: EntryStatus }>();
  for (const one of actions)
    if (one.kind === 'import')
      for (const { entryId: id, date, minutes, status: reportedStatus } of one.entries) {
        const known = model.get(id);
        const same = known?.date === date && known.minutes === minutes;
        model.set(id, {
          date,
          minutes,
          status:
            same && (reportedStatus === 'pending' || reportedStatus === known.status)
              ? known.status
              : reportedStatus === 'approved'
                ? 'pending'
                : reportedStatus,
        });
      }
    else
      for (const id of one.entryIds) {
        const known = model.get(id);
        if (known) model.set(id, { ...known, status: one.status });
      }
  return model;
}

describe('the hours of a timesheet', () => {
  test('have the same verdict as a simple model after any imports, corrections and approvals', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        const timesheet = afterActions(actions);
        const verdict = decideEligibility({
          volunteer: volunteerOf(),
          timesheets: timesheet ? [timesheet] : [],
          opportunity,
          issuer,
          now: '2025-08-01T09:00:00.000Z',
          findUnprintable: () => undefined,
        });
        const counted = [...modelOf(actions).values()].filter(
          ({ date }) => date >= opportunity.startsOn && date <= opportunity.endsOn,
        );
        const minutesWith = (wanted: EntryStatus) =>
          counted.filter((entry) => entry.status === wanted).reduce((sum, entry) => sum + entry.minutes, 0);
        const [approved, pending] = [minutesWith('approved'), minutesWith('pending')];
        const days = Map.groupBy(
          counted.filter((entry) => entry.status === 'approved'),
          ({ date }) => date,
        );
        const conflict = [...days.values()].some(
          (day) => day.reduce((sum, entry) => sum + entry.minutes, 0) > 1440,
        );
        const expected = conflict
          ? 'HOURS_CONFLICT'
          : approved >= 1200
            ? 'ELIGIBLE'
            : approved + pending >= 1200
              ? 'HOURS_PENDING'
              : 'HOURS_INSUFFICIENT';
        expect([verdict.reason, verdict.approvedMinutes, verdict.pendingMinutes]).toEqual([
          expected,
          approved,
          pending,
        ]);
        if (verdict.reason === 'ELIGIBLE')
          expect(verdict.evidence.reduce((sum, entry) => sum + entry.minutes, 0)).toBe(approved);
      }),
      { numRuns: 500 },
    );
  });

  test('don’t depend on the order in which different entries are imported', () => {
    const distinct = fc.uniqueArray(reported, { selector: (entry) => entry.entryId, maxLength: 6 });
    fc.assert(
      fc.property(distinct, fc.integer(), (entries, seed) => {
        const other = [...entries].sort(
          (a, b) => (Math.imul(a.minutes, seed | 1) - Math.imul(b.minutes, seed | 1)) | 0,
        );
        const byId = (timesheet: Timesheet | undefined) =>
          [...(timesheet?.entries ?? [])]
            .sort((a, b) => (a.entryId < b.entryId ? -1 : 1))
            .map(({ entryId: id, date, minutes, status: decided }) => [id, date, minutes, decided]);
        const oneByOne = (list: readonly ReportedEntry[]) =>
          byId(afterActions(list.map((entry) => ({ kind: 'import', entries: [entry] }))));
        expect(oneByOne(other)).toEqual(byId(afterActions([{ kind: 'import', entries }])));
      }),
    );
  });

  test('are unchanged, with the same revision, after the same import again', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(reported, { selector: (entry) => entry.entryId, maxLength: 6 }),
        (entries) => {
          const attribution = { at: '2025-07-20T08:00:00.000Z', by: 'coordinator' };
          const first = recordHours(undefined, key, entries, attribution).timesheet;
          const again = recordHours(first, key, entries, attribution);
          expect(again.timesheet).toBe(first);
          expect(again.recordings.every((recording) => recording === 'unchanged')).toBe(true);
        },
      ),
    );
  });

  test('add up to the sum of the report deltas of every change', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        let reportedMinutes = 0;
        const counters = new Map<string, VolunteersOfMonth & { count: number }>();
        let before: Timesheet | undefined;
        for (let count = 1; count <= actions.length; count += 1) {
          const after = afterActions(actions.slice(0, count));
          if (after === before || after === undefined) continue;
          const contribution = (timesheet: Timesheet | undefined) => ({
            gender: 'female' as const,
            timesheets: timesheet ? [timesheet] : [],
          });
          for (const delta of volunteerDeltas(contribution(before), contribution(after))) {
            if ('day' in delta) reportedMinutes += delta.by;
            else {
              const { issuerId: _, by, ...counter } = delta;
              const name = JSON.stringify(counter);
              counters.set(name, { ...counter, count: (counters.get(name)?.count ?? 0) + by });
            }
          }
          before = after;
        }
        const approved = (before?.entries ?? []).filter((entry) => entry.status === 'approved');
        expect(reportedMinutes).toBe(approved.reduce((sum, { minutes }) => sum + minutes, 0));
        const months = ['2025-05', '2025-06', '2025-07'];
        for (const first of months)
          for (const last of months.filter((month) => month >= first)) {
            const { female } = volunteersOfMonths([...counters.values()], { first, last });
            const present = approved.some(({ date }) => date >= first && date < `${last}-99`);
            expect(female).toBe(present ? 1 : 0);
          }
      }),
    );
  });

  test('never change in a certified entry, whatever is imported or decided', () => {
    const attribution = { at: '2025-07-20T08:00:00.000Z', by: 'coordinator' };
    const certified = timesheetOf([
      {
        entryId: 'E1',
        date: '2025-06-20',
        minutes: 300,
        status: 'approved',
        recorded: RECORDED,
        approval: APPROVAL,
        certificateId: 'B1P90CH35ABARTZ768',
      },
    ]);
    fc.assert(
      fc.property(fc.array(action, { maxLength: 8 }), (actions) => {
        let timesheet: Timesheet = certified;
        for (const one of actions)
          timesheet =
            one.kind === 'import'
              ? (recordHours(timesheet, key, one.entries, attribution).timesheet ?? timesheet)
              : decideHours(timesheet, one.entryIds, {
                  ...attribution,
                  kind: 'entry',
                  separatesPeople: false,
                  status: one.status,
                }).timesheet;
        expect(timesheet.entries.find(({ entryId: id }) => id === 'E1')).toEqual(certified.entries[0]);
      }),
    );
  });

  test('keep their former state, and who changed it, after a correction', () => {
    const [first, second] = ['2025-07-20T08:00:00.000Z', '2025-07-21T08:00:00.000Z'];
    const entry = { entryId: 'E1', date: '2025-06-20', minutes: 360, status: 'pending' as const };
    const { timesheet } = recordHours(undefined, key, [entry], { at: first, by: 'one' });
    const corrected = recordHours(timesheet, key, [{ ...entry, minutes: 320 }], {
      at: second,
      by: 'two',
    }).timesheet;
    expect(corrected?.entries[0]).toMatchObject({
      minutes: 320,
      history: [{ at: second, by: 'two', date: '2025-06-20', minutes: 360, status: 'pending' }],
    });
    expect(corrected?.revision).toBe(2);
  });
});
