import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

const CERTIFICATE = 'B1P90CH35ABARTZ768';
const VOLUNTEERS = 'volunteer_id,name_ar,name_en,gender,birth_date,email';
const HOURS = 'volunteer_id,opportunity_id,date,hours,status,approved_by';
const OPPORTUNITIES = 'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours';

const csv = (...lines: string[]) => Buffer.from(lines.join('\n').concat('\n'));

describe('an import says', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let imports: ReturnType<typeof ledgerImports>;
  const importCsv = async (...lines: string[]) => {
    const { state, problems } = await imports.importBytes('file.csv', csv(...lines));
    return { state, problems: problems.map(({ code, row, facts }) => ({ code, row, facts })) };
  };

  beforeAll(async () => {
    table = await startTable();
    imports = ledgerImports(table.dynamo, table.tableName, {
      now: () => '2026-11-28T09:00:00.000Z',
      issuerIds: ['rawabi-health-cluster'],
    });
    await importCsv(
      OPPORTUNITIES,
      'OPP-1,rawabi-health-cluster,حملة القلب,Heart Campaign,support,2025-01-01,2025-12-31,2',
    );
    await importCsv(VOLUNTEERS, 'V-1,سعد الحربي,Saad Alharbi,male,,', '0012345,هند علي,Hind Ali,female,,');
    await importCsv(HOURS, 'V-1,OPP-1,2025-03-01,2,approved,Noura');
    // Both volunteers hold a certificate of the first timesheet from here on.
    const { ledger } = imports.deps;
    const timesheets = ledger.timesheets.bind(ledger);
    const volunteerRecord = ledger.volunteerRecord.bind(ledger);
    ledger.timesheets = async (keys) =>
      (await timesheets(keys)).map((timesheet) => ({ ...timesheet, certificateId: CERTIFICATE }));
    ledger.volunteerRecord = async (issuerId, volunteerId) => {
      const record = await volunteerRecord(issuerId, volunteerId);
      const recognitions = [{ slot: 'annual#2025', certificateId: CERTIFICATE }];
      return record && { ...record, recognitions };
    };
  });
  afterAll(() => table.stop());

  test('which certificate stays in the former name of its holder', async () => {
    expect(await importCsv(VOLUNTEERS, 'V-1,سعد الحربي الجديد,Saad Alharbi,male,,')).toEqual({
      state: 'imported',
      problems: [
        { code: 'NAME_AWAITS_RELEASE', row: 2, facts: { known: 'سعد الحربي' } },
        { code: 'HOLDER_RENAMED', row: 2, facts: { certificateIds: CERTIFICATE } },
      ],
    });
  });

  test('which letter of a name has no form in the font, by its position', async () => {
    expect(await importCsv(VOLUNTEERS, 'V-9,نورة ࡰب,Norah Ali,female,,')).toEqual({
      state: 'refused',
      problems: [{ code: 'NAME_NOT_PRINTABLE', row: 2, facts: { codePoint: 'U+0870', position: 6 } }],
    });
  });

  test('nothing about another email address of a holder', async () => {
    expect(await importCsv(VOLUNTEERS, 'V-1,سعد الحربي,Saad Alharbi,male,,new@example.org')).toMatchObject({
      problems: [],
    });
  });

  test('which certificate does not count hours that come after it, and that the day has hours already', async () => {
    expect(
      await importCsv(
        HOURS,
        'V-1,OPP-1,2025-03-01,3,approved,Noura',
        'V-1,OPP-1,2025-03-02,3,rejected,Noura',
      ),
    ).toMatchObject({
      state: 'imported',
      problems: [
        { code: 'ENTRY_IDS_MADE', row: 2 },
        { code: 'HOURS_AFTER_CERTIFICATE', row: 2, facts: { certificateId: CERTIFICATE } },
        { code: 'ENTRY_SAME_DAY', row: 2 },
      ],
    });
  });

  test.each([
    ['v-1', 'سعد', 'Saad', 'ID_CASE', 'refused'],
    ['12345', 'هند علي', 'Hind Ali', 'SAME_PERSON', 'imported'],
  ])('that %s is likely recorded under another identifier', async (id, nameAr, nameEn, code, state) => {
    const report = await importCsv(VOLUNTEERS, `${id},${nameAr},${nameEn},female,,`);
    expect(report).toMatchObject({ state, problems: [{ code, row: 2 }] });
  });

  test('which rows of a file are likely one person', async () => {
    const report = await importCsv(
      VOLUNTEERS,
      'P-1,ريم علي,Reem Ali,female,2001-02-03,reem@example.org',
      'P-2,ريم علي,Reem Ali,female,2001-02-03,',
      'P-3,ريم سعد,Reem Saad,female,,REEM@example.org',
      'P-4,ريم علي,Reem Ali,female,,',
      'p-4,ريم علي,Reem Ali,female,,',
    );
    expect(report).toEqual({
      state: 'refused',
      problems: [
        { code: 'ID_CASE', row: 6, facts: { row: 5 } },
        { code: 'SAME_PERSON', row: 3, facts: { evidence: 'names', row: 2 } },
        { code: 'SAME_PERSON', row: 4, facts: { evidence: 'email', row: 2 } },
      ],
    });
  });
});
