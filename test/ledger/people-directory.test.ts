import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { findPeople } from '../../functions/domain/directory/find-people.ts';
import { foldDirectories, peopleOf } from '../../functions/workflows/ledger/people-directory.ts';
import { startTable } from '../dynamo-table.ts';
import { MemoryPeopleDirectories } from '../fakes/memory-people-directories.ts';
import { ledgerImports } from './ledger-import.ts';

const ISSUER = 'rawabi-health-cluster';
const HEADINGS = 'volunteer_id,kind,name_ar,name_en,gender,birth_date,email';

let table: Awaited<ReturnType<typeof startTable>>;
let imports: ReturnType<typeof ledgerImports>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());
beforeEach(() => {
  imports = ledgerImports(table.dynamo, table.tableName, { issuerIds: [ISSUER] });
});

const volunteers = (...rows: string[]) => Buffer.from([HEADINGS, ...rows].join('\n'));
const noted = () => imports.deps.directoryChanges.noted(ISSUER);
const namesOf = async (text: string) =>
  findPeople(await peopleOf(ISSUER, imports.deps), text).map(
    ({ volunteerId, nameEn }) => `${volunteerId} ${nameEn}`,
  );

test('an import puts its people into the directory, and another one changes their names there', async () => {
  await imports.importBytes(
    'v.csv',
    volunteers(
      'D-1,individual,سلوى ناصر العمري,Salwa Nasser Alamri,female,,',
      'D-2,individual,هيا فهد السبيعي,Haya Fahad Alsubaie,female,,',
    ),
  );
  expect(await noted()).toEqual([]);
  expect(await namesOf('سلوي')).toEqual(['D-1 Salwa Nasser Alamri']);
  await imports.importReleased(
    'v.csv',
    volunteers('D-1,individual,نجوى ناصر العمري,Najwa Nasser Alamri,female,,'),
  );
  expect(await namesOf('سلوى')).toEqual([]);
  expect(await namesOf('نجوي عمري')).toEqual(['D-1 Najwa Nasser Alamri']);
});

test('a withdrawal takes the people of its import out again', async () => {
  const imported = await imports.importBytes(
    'v.csv',
    volunteers('D-9,individual,لطيفة حمد,Latifah Hamad,female,,'),
  );
  expect(await namesOf('latifah')).toEqual(['D-9 Latifah Hamad']);
  expect(await imports.withdraw(imported.importId)).toMatchObject({ state: 'withdrawn' });
  expect(await namesOf('latifah')).toEqual([]);
});

test('a run that dies before it stores the directory loses nobody', async () => {
  const directories = new MemoryPeopleDirectories();
  const dead = ledgerImports(table.dynamo, table.tableName, { issuerIds: [ISSUER] });
  dead.deps.directories.replace = () => Promise.reject(new Error('killed'));
  await expect(
    dead.importBytes('v.csv', volunteers('D-20,individual,ريم صالح,Reem Saleh,female,,')),
  ).rejects.toThrow('killed');
  const deps = { ...dead.deps, directories };
  // The person is found before the directory is stored, and after.
  expect(findPeople(await peopleOf(ISSUER, deps), 'reem')).toHaveLength(1);
  await foldDirectories([ISSUER], deps);
  expect(await noted()).toEqual([]);
  expect(findPeople(await peopleOf(ISSUER, deps), 'reem')).toHaveLength(1);
});

test('two runs that store one directory at the same time lose nobody', async () => {
  const dead = ledgerImports(table.dynamo, table.tableName, { issuerIds: [ISSUER] });
  dead.deps.directories.replace = () => Promise.reject(new Error('killed'));
  for (const n of [31, 32, 33])
    await expect(
      dead.importBytes('v.csv', volunteers(`D-${n},individual,غادة عمر,Ghada Omar,female,,`)),
    ).rejects.toThrow('killed');
  const deps = { ...dead.deps, directories: new MemoryPeopleDirectories() };
  await Promise.all([1, 2, 3].map(() => foldDirectories([ISSUER], deps)));
  expect(findPeople(await peopleOf(ISSUER, deps), 'غاده')).toHaveLength(3);
  expect(await noted()).toEqual([]);
});
