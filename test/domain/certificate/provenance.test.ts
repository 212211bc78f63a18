import { describe, expect, test } from '@jest/globals';
import { evidenceIn, frozenEvidence } from '../../../functions/domain/certificate/provenance.ts';
import { evidenceOf } from '../../../functions/domain/eligibility/decide-eligibility.ts';
import { decideHours, recordHours } from '../../../functions/domain/hours/record-hours.ts';
import { timesheetFromItem, timesheetItem } from '../../../functions/storage/dynamo/timesheet-item.ts';
import { APPROVAL, entryOf, RECORDED, timesheetOf } from '../../people.ts';

const days = (count: number) =>
  Array.from({ length: count }, (_, n) => entryOf({ date: `2025-07-0${n + 1}`, row: n + 2 }));

describe('the provenance of hours', () => {
  test('is frozen with each recording and approval once, and comes back with every entry', () => {
    const other = { ...APPROVAL, by: 'supervisor-2' };
    const evidence = evidenceOf([...days(3), entryOf({ date: '2025-07-09', approval: other })]);
    const frozen = frozenEvidence(evidence, false);
    expect(frozen.provenance).toEqual({
      recorded: [RECORDED],
      approvals: [APPROVAL, other],
      makerAndChecker: false,
    });
    expect(frozen.evidence.map(({ row, recorded, approval }) => [row, recorded, approval])).toEqual([
      [2, 0, 0],
      [3, 0, 0],
      [4, 0, 0],
      [2, 0, 1],
    ]);
    expect(evidenceIn(frozen)).toEqual(evidence);
  });

  test('is stored once for all entries of a file, and read as it was', () => {
    const timesheet = timesheetOf([
      ...days(4),
      entryOf({ date: '2025-07-08', history: [{ ...entryOf(), by: 'x', at: 'y' }] }),
    ]);
    const item = timesheetItem(timesheet);
    expect(item.recorded?.L).toHaveLength(1);
    expect(JSON.stringify(item).match(/recorder-1/g)).toHaveLength(1);
    expect(timesheetFromItem(item)).toEqual(timesheet);
  });

  test('stays in the history when a later file corrects the hours', () => {
    const file = { importId: 'IMPORT-2', sha256: 'ef'.repeat(32) };
    const reported = {
      ...{ entryId: 'E-2025-07-01', date: '2025-07-01', minutes: 200, status: 'pending' as const },
      position: { worksheet: 'July', row: 9 },
    };
    const recorder = { at: '2025-07-30T08:00:00.000Z', by: 'recorder-2', file };
    const { timesheet } = recordHours(timesheetOf([entryOf()]), timesheetOf([]), [reported], recorder);
    expect(timesheet?.entries[0]).toEqual({
      ...{ entryId: 'E-2025-07-01', date: '2025-07-01', minutes: 200, status: 'pending', row: 9 },
      recorded: {
        at: recorder.at,
        by: 'recorder-2',
        source: { kind: 'file', ...file, worksheet: 'July' },
      },
      history: [
        {
          ...{ at: recorder.at, by: 'recorder-2', date: '2025-07-01', minutes: 360, status: 'approved' },
          ...{ recorded: RECORDED, row: 2, approval: APPROVAL },
        },
      ],
    });
  });

  test('names no approver for hours that were rejected after their approval', () => {
    const rejection = { ...APPROVAL, by: 'supervisor-2', status: 'rejected' as const, separatesPeople: true };
    const [entry] = decideHours(timesheetOf([entryOf()]), ['E-2025-07-01'], rejection).timesheet.entries;
    expect(entry).toMatchObject({ status: 'rejected', rejection: { by: 'supervisor-2' } });
    expect(entry?.approval).toBeUndefined();
    expect(entry?.history?.[0]?.approval).toEqual(APPROVAL);
  });
});
