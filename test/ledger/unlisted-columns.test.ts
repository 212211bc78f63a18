import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

const ISSUER = 'rawabi-health-cluster';

let table: Awaited<ReturnType<typeof startTable>>;
let imports: ReturnType<typeof ledgerImports>;
beforeAll(async () => {
  table = await startTable();
  imports = ledgerImports(table.dynamo, table.tableName, { issuerIds: [ISSUER, 'rawabi-municipality'] });
});
afterAll(() => table.stop());

const importText = (fileName: string, lines: readonly string[]) =>
  imports.importBytes(fileName, Buffer.from(lines.join('\n')));
const profileOf = async (volunteerId: string) =>
  (await imports.deps.ledger.volunteers([{ issuerId: ISSUER, volunteerId }]))[0];
const opportunityOf = async (opportunityId: string) =>
  (await imports.deps.catalogue.findMany([{ issuerId: ISSUER, opportunityId }]))[0];

const FULL = 'volunteer_id,issuer_id,name_ar,name_en,gender,kind,birth_date,guardian_consent,email';
const SHORT = 'volunteer_id,issuer_id,name_ar,name_en,gender';

test('a list of volunteers without a column leaves what that column said before', async () => {
  const rows = [
    `M-1,${ISSUER},سعد علي القحطاني,Saad Ali Alqahtani,male,individual,2012-05-01,no,saad@example.org`,
    `M-2,${ISSUER},فريق العطاء,Giving Team,unspecified,institution,,,`,
  ];
  await importText('volunteers.csv', [FULL, ...rows]);
  const before = [await profileOf('M-1'), await profileOf('M-2')];
  expect(before).toMatchObject([
    { birthDate: '2012-05-01', guardianConsent: false },
    { kind: 'institution' },
  ]);
  const shorter = rows.map((row) => row.split(',').slice(0, 5).join(','));
  const again = await importText('volunteers.csv', [SHORT, ...shorter]);
  expect(again).toMatchObject({ state: 'imported', counts: { changed: 0, unchanged: 2 }, problems: [] });
  expect([await profileOf('M-1'), await profileOf('M-2')]).toEqual(before);
});

test('another value of a recorded volunteer is a note with both', async () => {
  await importText('volunteers.csv', [
    FULL,
    `M-3,${ISSUER},سعد علي القحطاني,Saad Ali Alqahtani,male,individual,2012-05-01,no,`,
  ]);
  const changed = await importText('volunteers.csv', [
    FULL,
    `M-3,${ISSUER},سعد علي القحطاني,Saad Ali Alqahtani,male,individual,2002-05-01,,`,
  ]);
  expect(changed.problems).toMatchObject([
    { code: 'VALUE_CHANGED', column: 'birth_date', value: '2002-05-01', facts: { known: '2012-05-01' } },
    { code: 'VALUE_CHANGED', column: 'guardian_consent', value: '–', facts: { known: 'no' } },
  ]);
  expect(await profileOf('M-3')).toMatchObject({ birthDate: '2002-05-01' });
});

const OPPORTUNITY =
  'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries,partner_ids,kind';

test('a list of opportunities does the same', async () => {
  const row = `O-1,${ISSUER},دورة الإسعاف,First aid,preventive,2025-01-01,2025-02-01,20,300,rawabi-municipality,course`;
  await importText('opportunities.csv', [OPPORTUNITY, row]);
  const before = await opportunityOf('O-1');
  expect(before).toMatchObject({ beneficiaries: 300, partnerIds: ['rawabi-municipality'], kind: 'course' });
  const [headings, shorter] = [OPPORTUNITY, row].map((line) => line.split(',').slice(0, 8).join(','));
  const again = await importText('opportunities.csv', [headings ?? '', shorter?.replace(/20$/, '25') ?? '']);
  expect(again.problems).toMatchObject([
    { code: 'VALUE_CHANGED', column: 'required_hours', value: '25', facts: { known: '20' } },
  ]);
  expect(await opportunityOf('O-1')).toEqual({ ...before, requiredMinutes: 1500 });
});
