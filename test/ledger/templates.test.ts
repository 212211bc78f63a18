import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { REGISTRY } from '../../functions/domain/hours/volunteer.ts';
import { FILE_KINDS, type FileKind } from '../../functions/domain/import/import-record.ts';
import { LANGUAGES, type Language } from '../../functions/domain/wording/language.ts';
import { COLUMNS } from '../../functions/importing/file-kind.ts';
import { templateWorkbook } from '../../infra/tools/cli/files/template-workbook.ts';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

/** The issuer of the example row of opportunities. */
const ISSUER = 'rawabi-health-cluster';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

async function worksheetOf(kind: FileKind, language: Language) {
  const { sheets } = await readXlsx(await templateWorkbook(kind, language));
  const [worksheet, ...others] = sheets;
  if (worksheet === undefined || others.length > 0) throw new Error('A template has one worksheet');
  const [headings = [], example = []] = worksheet.rows;
  return { worksheet, headings: headings.map(String), example };
}

/** A template with one more row: the values of the example, and some others by column. */
async function filled(kind: FileKind, language: Language, values: Readonly<Record<string, string>>) {
  const { worksheet, headings, example } = await worksheetOf(kind, language);
  const names = Object.keys(COLUMNS[kind]);
  const row = example.map((cell, index) => values[names[index] ?? ''] ?? cell);
  const bytes = await writeXlsx({ sheets: [{ name: worksheet.name, rows: [headings, example, row] }] });
  return Buffer.from(bytes);
}

describe.each(LANGUAGES)('the templates in %s', (language) => {
  test.each(FILE_KINDS)(
    'of %s has the headings of an import, frozen, and lists of its choices',
    async (kind) => {
      const { worksheet, headings } = await worksheetOf(kind, language);
      const expected = Object.entries(COLUMNS[kind])
        .filter(([, column]) => !('other' in column))
        .map(([name, { arabic }]) => (language === 'ar' ? arabic[0] : name));
      expect(headings).toEqual(expected);
      expect(worksheet.freezePane).toMatchObject({ rows: 1 });
      expect(worksheet.view?.rightToLeft ?? false).toBe(language === 'ar');
      const lists = (worksheet.dataValidations ?? []).map(({ type, values }) => [type, values?.length]);
      expect(lists).toEqual(
        {
          opportunities: [
            ['list', 4],
            ['list', 2],
          ],
          volunteers: [
            ['list', 3],
            ['list', 2],
            ['list', 2],
          ],
          hours: [['list', 3]],
        }[kind],
      );
    },
  );

  test('import as they are filled in, without their example', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const id = `T-${language}`;
    const email = `noura.${language}@example.org`;
    const birthDate = { ar: '1999-05-16', en: '1999-05-18' }[language];
    const files = [
      ['opportunities', { opportunity_id: `${id}-OP` }],
      // A person of their own: the same one under two numbers would have a note.
      ['volunteers', { volunteer_id: `${id}-V`, email, birth_date: birthDate }],
      ['hours', { entry_id: `${id}-H`, volunteer_id: `${id}-V`, opportunity_id: `${id}-OP` }],
    ] as const;
    for (const [kind, values] of files) {
      const record = await imports.importBytes(`${kind}.xlsx`, await filled(kind, language, values));
      expect({ kind, problems: record.problems.map(({ code, row }) => [code, row]) }).toEqual({
        kind,
        problems: [['EXAMPLE_ROW_SKIPPED', 2]],
      });
      expect(record).toMatchObject({ state: 'imported', kinds: [kind], counts: { rows: 1, new: 1 } });
    }
    const [ofRegistry, record] = await imports.deps.ledger.volunteerRecords(`${id}-V`);
    expect(record?.volunteer).toEqual({ ...ofRegistry?.volunteer, issuerId: ISSUER, fromRegistry: true });
    expect(ofRegistry?.volunteer).toEqual({
      issuerId: REGISTRY,
      volunteerId: `${id}-V`,
      kind: 'individual',
      nameAr: 'نورة سعد الحربي',
      nameEn: 'Noura Saad Alharbi',
      gender: 'female',
      birthDate,
      email,
    });
    expect(record?.timesheets[0]?.entries).toMatchObject([
      {
        ...{ entryId: `${id}-H`, date: '2025-03-15', minutes: 450, status: 'pending', row: 3 },
        recorded: {
          by: 'coordinator',
          source: { kind: 'file', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
      },
    ]);
    expect(await imports.deps.catalogue.findMany([{ issuerId: ISSUER, opportunityId: `${id}-OP` }])).toEqual([
      expect.objectContaining({
        track: 'preventive',
        startsOn: '2025-03-01',
        endsOn: '2025-03-31',
        requiredMinutes: 1800,
        beneficiaries: 1200,
      }),
    ]);
  });

  test('each choice of a list is read as its own value', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { worksheet, headings, example } = await worksheetOf('volunteers', language);
    const [genders] = (worksheet.dataValidations ?? []).map(({ values }) => values ?? []);
    const rows = (genders ?? []).map((gender, index) =>
      example.map((cell, column) =>
        column === 0
          ? `C-${language}-${index}`
          : column === headings.indexOf(language === 'ar' ? 'الجنس' : 'gender')
            ? gender
            : column === Object.keys(COLUMNS.volunteers).indexOf('email')
              ? null
              : cell,
      ),
    );
    const bytes = await writeXlsx({ sheets: [{ name: worksheet.name, rows: [headings, ...rows] }] });
    await imports.importBytes('volunteers.xlsx', Buffer.from(bytes));
    const recorded = await imports.deps.ledger.volunteers(
      [0, 1, 2].map((index) => ({ issuerId: REGISTRY, volunteerId: `C-${language}-${index}` })),
    );
    expect(recorded.map(({ volunteerId, gender }) => `${volunteerId} ${gender}`).sort()).toEqual(
      ['male', 'female', 'unspecified'].map((gender, index) => `C-${language}-${index} ${gender}`),
    );
  });

  test.each(FILE_KINDS)('of %s record nothing before they are filled in', async (kind) => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const bytes = Buffer.from(await templateWorkbook(kind, language));
    const { state, problems } = await imports.importBytes(`${kind}.xlsx`, bytes);
    expect([state, problems.map(({ code }) => code)]).toEqual([
      'refused',
      ['FILE_EMPTY', 'EXAMPLE_ROW_SKIPPED'],
    ]);
  });
});
