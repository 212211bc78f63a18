import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import {
  evidenceIn,
  frozenEvidence,
  provenanceOf,
} from '../../../functions/domain/certificate/provenance.ts';
import { evidenceOf } from '../../../functions/domain/eligibility/decide-eligibility.ts';
import type { Approval } from '../../../functions/domain/hours/hours.ts';
import { decideHours, recordHours } from '../../../functions/domain/hours/record-hours.ts';
import {
  provenanceInArabic,
  provenanceInEnglish,
} from '../../../functions/domain/wording/provenance-in-words.ts';
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

  test('names nobody as the approver of what they recorded, unless the policy allows it', () => {
    const pending = timesheetOf([{ ...entryOf(), status: 'pending' }]);
    const own = { ...APPROVAL, by: RECORDED.by, status: 'approved' as const };
    expect(decideHours(pending, ['E-2025-07-01'], { ...own, separatesPeople: true })).toEqual({
      timesheet: pending,
      decisions: ['own'],
    });
    const allowed = decideHours(pending, ['E-2025-07-01'], { ...own, separatesPeople: false });
    expect(allowed.timesheet.entries[0]).toMatchObject({ status: 'approved', approval: { by: RECORDED.by } });
  });

  test('names no approver for hours that were rejected after their approval', () => {
    const rejection = { ...APPROVAL, by: 'supervisor-2', status: 'rejected' as const, separatesPeople: true };
    const [entry] = decideHours(timesheetOf([entryOf()]), ['E-2025-07-01'], rejection).timesheet.entries;
    expect(entry).toMatchObject({ status: 'rejected', rejection: { by: 'supervisor-2' } });
    expect(entry?.approval).toBeUndefined();
    expect(entry?.history?.[0]?.approval).toEqual(APPROVAL);
  });
});

/** What stands behind some entries on consecutive days, recorded some days after each, with these approvals. */
function behind(approvals: readonly Approval[], daysAfter = 1, makerAndChecker = true) {
  const evidence = approvals.map((approval, n) => {
    const date = `2025-0${4 + Math.floor(n / 25)}-${String((n % 25) + 1).padStart(2, '0')}`;
    const at = new Date(Date.parse(`${date}T09:00:00.000Z`) + daysAfter * DAY_MS).toISOString();
    return { entryId: `E${n}`, date, minutes: 60, recorded: { ...RECORDED, at }, approval };
  });
  const provenance = provenanceOf({ ...frozenEvidence(evidence, makerAndChecker), timeZone: 'Asia/Riyadh' });
  return { provenance, en: provenanceInEnglish(provenance), ar: provenanceInArabic(provenance, 'latn') };
}

const by = (person: string, kind: Approval['kind'] = 'entry'): Approval => ({
  ...APPROVAL,
  by: person,
  kind,
});
const times = (count: number, approval: Approval) => Array.from({ length: count }, () => approval);

describe('what stands behind a certificate', () => {
  test('is said in both languages, with numbers of people and days', () => {
    const three = ['s1', 's2', 's3'].flatMap((person) => times(15, by(person)));
    const { provenance, en, ar } = behind([...three, ...times(5, by('s4', 'release'))]);
    expect(provenance).toEqual({
      ...{ grade: 'released', shifts: 50, averageDaysToRecord: 1, approvers: 3, releasers: 1, files: 1 },
      approversByLink: 0,
      ...{ recordedSome: 0, approversRecordedSome: 0, releasersRecordedSome: 0, makerAndChecker: true },
    });
    expect(en).toBe(
      '50 shifts, recorded one day after on average, approved by 3 people who recorded none of them; released as a file by one person.',
    );
    expect(ar).toBe(
      '50 فترة تطوع؛ التسجيل بعد يوم واحد في المتوسط؛ الاعتماد من 3 أشخاص لم يسجّلوا شيئًا منها؛ اعتماد الملف من شخص واحد.',
    );
  });

  test('is a release alone where a file was released as a whole', () => {
    const { provenance, en, ar } = behind(times(2, by('s1', 'release')), 0);
    expect(provenance.grade).toBe('released');
    expect(en).toBe(
      '2 shifts, recorded on the day itself on average, released as a file by one person who recorded none of them.',
    );
    expect(ar).toBe(
      'فترتا تطوع؛ التسجيل في اليوم نفسه في المتوسط؛ اعتماد الملف من شخص واحد لم يسجّل شيئًا منها.',
    );
  });

  test.each([
    [
      [by('s1'), by(RECORDED.by, 'release')],
      'approved by one person who recorded none of them; released as a file by one person who also recorded some of them.',
      'الاعتماد من شخص واحد لم يسجّل شيئًا منها؛ اعتماد الملف من شخص واحد، وقد سجّل بعضها بنفسه.',
    ],
    [
      [by(RECORDED.by), by('s1', 'release')],
      'approved by one person who also recorded some of them; released as a file by one person.',
      'الاعتماد من شخص واحد، وقد سجّل بعضها بنفسه؛ اعتماد الملف من شخص واحد.',
    ],
    [
      [by(RECORDED.by), by('s1'), by(RECORDED.by, 'release'), by('s2', 'release'), by('s3', 'release')],
      'approved by 2 people, of whom one person recorded some of them; released as a file by 3 people, of whom one person recorded some of them.',
      'الاعتماد من شخصين، وقد سجّل أحدهما بعضها بنفسه؛ اعتماد الملف من 3 أشخاص، ومنهم من سجّل بعضها بنفسه.',
    ],
  ])('says of approvers and releasers apart whether they recorded (%#)', (approvals, inEnglish, inArabic) => {
    const { provenance, en, ar } = behind(approvals);
    expect(provenance.recordedSome).toBe(1);
    expect([en.slice(-inEnglish.length), ar.slice(-inArabic.length)]).toEqual([inEnglish, inArabic]);
  });

  test('says that the issuer asks for no second person, and that nobody else approved', () => {
    const { provenance, en, ar } = behind(times(3, by(RECORDED.by, 'release')), 12, false);
    expect(provenance).toMatchObject({ grade: 'single_person', recordedSome: 1, makerAndChecker: false });
    expect(en).toBe(
      '3 shifts, recorded 12 days after on average, released as a file by one person who also recorded some of them. The issuer does not ask for a second person.',
    );
    expect(ar).toBe(
      '3 فترات تطوع؛ التسجيل بعد 12 يومًا في المتوسط؛ اعتماد الملف من شخص واحد، وقد سجّل بعضها بنفسه؛ لا تشترط الجهة أن يعتمد الساعات غيرُ من سجّلها.',
    );
  });

  test.each([
    [
      [by('p1', 'link')],
      'approved by one person who recorded none of them, by a link to a registered address.',
      'الاعتماد من شخص واحد لم يسجّل شيئًا منها، برابط أُرسل إلى عنوان مسجَّل لدى الجهة.',
    ],
    [
      [by('p1', 'link'), by('s1')],
      'approved by 2 people who recorded none of them, one person of them by a link to a registered address.',
      'الاعتماد من شخصين لم يسجّلا شيئًا منها، أحدهما برابط أُرسل إلى عنوان مسجَّل لدى الجهة.',
    ],
    [
      [by('p1', 'link'), by('p2', 'link'), by('p3', 'link'), by('s1')],
      'approved by 4 people who recorded none of them, 3 people of them by links to registered addresses.',
      'الاعتماد من 4 أشخاص لم يسجّلوا شيئًا منها، منهم 3 أشخاص بروابط أُرسلت إلى عناوين مسجَّلة لدى الجهة.',
    ],
    [
      [by('p1', 'link'), by('p2', 'link'), by('p3', 'link')],
      'approved by 3 people who recorded none of them, all by links to registered addresses.',
      'الاعتماد من 3 أشخاص لم يسجّلوا شيئًا منها، جميعهم بروابط أُرسلت إلى عناوين مسجَّلة لدى الجهة.',
    ],
  ])('says how many approved by a link (%#)', (approvals, inEnglish, inArabic) => {
    const { provenance, en, ar } = behind(approvals);
    expect(provenance.grade).toBe('confirmed');
    expect([en.slice(-inEnglish.length), ar.slice(-inArabic.length)]).toEqual([inEnglish, inArabic]);
  });

  test.each([
    ['confirmed', times(4, by('s1')), 30],
    ['late', times(4, by('s1')), 31],
    ['released', [by('s1'), by('s2', 'opportunity')], 0],
    ['released', [by('s1'), by('s2', 'release')], 30],
    ['late', times(4, by('s1', 'release')), 400],
    ['single_person', [...times(9, by('s1')), by(RECORDED.by)], 400],
  ] as const)('is graded %s', (grade, approvals, days) => {
    expect(behind(approvals, days).provenance.grade).toBe(grade);
  });
});
