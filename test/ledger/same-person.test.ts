import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

const ISSUER = 'rawabi-health-cluster';
const OTHER = 'rawabi-municipality';
const VOLUNTEERS = 'volunteer_id,name_ar,name_en,gender,kind,birth_date,email';
const csv = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);

describe('a person who is recorded under another identifier already', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let imports: ReturnType<typeof ledgerImports>;
  beforeAll(async () => {
    table = await startTable();
    imports = ledgerImports(table.dynamo, table.tableName, { issuerIds: [ISSUER] });
    await notesOn(
      'A-1,سارة أحمد العتيبي,Sarah Alotaibi,female,individual,1999-05-04,sarah@example.org',
      'A-2,فهد علي الحربي,Fahad Alharbi,male,individual,2000-01-02,',
      'A-3,,Reem Saad,female,individual,2001-02-03,',
      'A-4,مها أحمد الحربي,Maha Alharbi,female,individual,1998-07-06,maha@example.org',
      'TEAM-1,فريق العطاء,Giving Team,unspecified,institution,,team@example.org',
    );
  });
  afterAll(() => table.stop());

  /** Imports volunteers, and returns the notes as row, identifier, the known one and what is the same. */
  async function notesOn(...lines: string[]) {
    const { state, problems } = await imports.importBytes('volunteers.csv', csv(VOLUNTEERS, ...lines));
    expect(state).toBe('imported');
    return problems
      .filter(({ code }) => code === 'SAME_PERSON')
      .map(({ row, value, facts }) => [row, value, facts.known, facts.evidence]);
  }

  test.each([
    [
      'by the email address, in whatever case',
      'B-1,سارة العتيبي,Sara,female,individual,,SARAH@example.org',
      'A-1',
      'email',
    ],
    [
      'by the Arabic name and the birth date, however the English one is spelt',
      'B-2,فهد علي الحربى,Fahd Al-Harbi,male,individual,2000-01-02,',
      'A-2',
      'names',
    ],
    [
      'by the English name where there is no Arabic one',
      'B-3,,REEM SAAD,female,individual,2001-02-03,',
      'A-3',
      'names',
    ],
  ])('is found %s, and again with the same file', async (_, line, known, evidence) => {
    const [id] = line.split(',');
    expect(await notesOn(line)).toEqual([[2, id, known, evidence]]);
    expect(await notesOn(line)).toEqual([[2, id, known, evidence]]);
  });

  test('is named once, though address, name and birth date are the same', async () => {
    expect(await notesOn('B-4,مها احمد الحربى,Maha,female,individual,1998-07-06,maha@example.org')).toEqual([
      [2, 'B-4', 'A-4', 'email'],
    ]);
  });

  test.each([
    ['a namesake born on another day', 'C-1,فهد علي الحربي,Fahad Alharbi,male,individual,2000-01-03,'],
    ['a namesake without a birth date', 'C-2,فهد علي الحربي,Fahad Alharbi,male,individual,,'],
    [
      'one letter more, which is another person',
      'C-3,فهيد علي الحربي,Fahad Alharbi,male,individual,2000-01-02,',
    ],
    [
      'a team, whose members share an address',
      'C-4,فريق آخر,Other Team,unspecified,institution,,sarah@example.org',
    ],
    ['a member with the address of a team', 'C-5,نوال سعد,Nawal Saad,female,individual,,team@example.org'],
  ])('is not seen in %s', async (_, line) => {
    expect(await notesOn(line)).toEqual([]);
  });

  test('is not seen where the other one has another address now, or is gone', async () => {
    await notesOn('D-1,خالد سعد,Khalid Saad,male,individual,,khalid@example.org');
    const moved = await imports.importBytes(
      'volunteers.csv',
      csv(VOLUNTEERS, 'D-1,خالد سعد,Khalid Saad,male,individual,,khalid.saad@example.org'),
    );
    await imports.release(moved.importId);
    expect(await notesOn('D-2,ماجد سعد,Majed Saad,male,individual,,khalid@example.org')).toEqual([]);
    const { importId } = await imports.importBytes(
      'volunteers.csv',
      csv(VOLUNTEERS, 'D-3,ياسر سعد,Yasser Saad,male,individual,,yasser@example.org'),
    );
    expect(await imports.withdraw(importId)).toMatchObject({ state: 'withdrawn' });
    expect(await notesOn('D-4,ياسر سعد,Yasser Saad,male,individual,,yasser@example.org')).toEqual([]);
  });

  test('is compared as the file says where the file has both', async () => {
    await notesOn('E-1,بندر سعد,Bandar Saad,male,individual,,bandar@example.org');
    expect(
      await notesOn(
        'E-2,تركي سعد,Turki Saad,male,individual,,bandar@example.org',
        'E-1,بندر سعد,Bandar Saad,male,individual,,bandar.saad@example.org',
      ),
    ).toEqual([]);
  });

  test('is named once where a whole school shares an address', async () => {
    const pupils = Array.from(
      { length: 150 },
      (_, n) => `S-${n},طالب مجتهد,Pupil,male,individual,,school@example.org`,
    );
    await notesOn(...pupils);
    expect(await notesOn('S-999,طالب آخر,Pupil,male,individual,,school@example.org')).toHaveLength(1);
  });

  test('is nothing to another issuer', async () => {
    const others = ledgerImports(table.dynamo, table.tableName, { issuerIds: [OTHER] });
    const { problems } = await others.importBytes(
      'volunteers.csv',
      csv(VOLUNTEERS, 'M-1,سارة أحمد العتيبي,Sarah Alotaibi,female,individual,1999-05-04,sarah@example.org'),
    );
    expect(problems).toEqual([]);
  });

  test('is found among the profiles that the issuer has from the registry, and only there', async () => {
    const everywhere = ledgerImports(table.dynamo, table.tableName);
    const line = (id: string) => `${id},هند سعد,Hind Saad,female,individual,,hind@example.org`;
    await everywhere.importBytes('volunteers.csv', csv(VOLUNTEERS, line('R-1')));
    expect(await notesOn(line('R-2'))).toEqual([]);
    await everywhere.importBytes(
      'opportunities.csv',
      csv(
        'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours',
        `OPP-1,${ISSUER},حملة القلب,Heart Campaign,support,2025-01-01,2025-12-31,2`,
      ),
    );
    await everywhere.importBytes(
      'hours.csv',
      csv('volunteer_id,opportunity_id,date,hours,status', 'R-1,OPP-1,2025-03-01,2,approved'),
    );
    expect(await notesOn(line('R-3'))).toEqual(
      expect.arrayContaining([[2, 'R-3', expect.stringMatching(/^R-[12]$/), 'email']]),
    );
  });

  test('leaves neither name nor address in the index', async () => {
    const { Items = [] } = await table.dynamo.send(new ScanCommand({ TableName: table.tableName }));
    const index = Items.filter(({ pk }) => pk?.S?.startsWith('PERSONS#'));
    expect(index.length).toBeGreaterThan(10);
    expect(JSON.stringify(index)).not.toMatch(/sarah|example|سارة|1999-?05-?04/i);
  });
});
