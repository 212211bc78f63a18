import { describe, expect, test } from '@jest/globals';
import { authoredEntries } from '../../functions/domain/hours/authored-entries.ts';
import type { HoursEntry } from '../../functions/domain/hours/hours.ts';
import { APPROVAL, entryOf, opportunityOf, RECORDED, timesheetOf } from '../people.ts';

const shown = (entry: HoursEntry) => authoredEntries(timesheetOf([entry]), opportunityOf(), '2025-08-01')[0];

describe('an hours entry as its issuer’s people see it', () => {
  test('names who recorded and who approved it', () => {
    const { by, at, source } = RECORDED;
    expect(shown(entryOf({ approval: { ...APPROVAL, requestId: 'R-1' } }))).toEqual({
      entryId: 'E-2025-07-01',
      date: '2025-07-01',
      minutes: 360,
      standing: 'counted',
      certificateId: null,
      recorded: { at, by, importId: source.kind === 'file' ? source.importId : null },
      approval: { at: APPROVAL.at, by: APPROVAL.by, kind: APPROVAL.kind },
      rejection: null,
    });
  });

  test('names who rejected it', () => {
    const { approval: _approval, ...entry } = entryOf();
    const rejection = { at: APPROVAL.at, by: 'S-2' };
    expect(shown({ ...entry, status: 'rejected', rejection })).toMatchObject({
      standing: 'rejected',
      approval: null,
      rejection,
    });
  });
});
