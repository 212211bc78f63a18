import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

const ISSUER = 'rawabi-health-cluster';
const HEADINGS = 'volunteer_id,name_ar,name_en,gender,kind,email';
const NOURA = ['نورة سالم الحربي', 'Noura Salem Alharbi'] as const;
const OTHER = ['فيصل منصور العتيبي', 'Faisal Mansour Alotaibi'] as const;

let table: Awaited<ReturnType<typeof startTable>>;
let imports: ReturnType<typeof ledgerImports>;
beforeAll(async () => {
  table = await startTable();
  imports = ledgerImports(table.dynamo, table.tableName, { issuerIds: [ISSUER] });
});
afterAll(() => table.stop());

const importPerson = (id: string, [nameAr, nameEn]: readonly [string, string], email: string) =>
  imports.importBytes(
    'volunteers.csv',
    Buffer.from(`${HEADINGS}\n${id},${nameAr},${nameEn},female,individual,${email}\n`),
  );
const importName = (id: string, name: readonly [string, string]) => importPerson(id, name, '');
const profileOf = async (volunteerId: string) =>
  (await imports.deps.ledger.volunteers([{ issuerId: ISSUER, volunteerId }]))[0];
const nameOf = async (volunteerId: string) => {
  const volunteer = await profileOf(volunteerId);
  return [volunteer?.nameAr, volunteer?.nameEn];
};
const addressOf = async (volunteerId: string) => (await profileOf(volunteerId))?.email;

test('another name of a volunteer waits for the release of its import, which says so', async () => {
  await importName('N-1', NOURA);
  const { importId, awaiting, problems } = await importName('N-1', OTHER);
  expect(awaiting).toMatchObject({ issuerIds: [ISSUER], entries: 0, names: 1, from: null, to: null });
  expect(problems).toMatchObject([{ code: 'NAME_AWAITS_RELEASE', row: 2, facts: { known: NOURA[0] } }]);
  expect(await nameOf('N-1')).toEqual(NOURA);
  // The same file again changes nothing, and names the import that waits.
  const again = await importName('N-1', OTHER);
  expect([again.counts.changed, again.awaitingEarlier]).toEqual([0, [importId]]);
  expect((await imports.release(importId)).state).toBe('released');
  expect(await nameOf('N-1')).toEqual(OTHER);
});

test('another spelling of the same letters, and a name that was missing, count at once', async () => {
  await importName('N-2', ['نوره سالم الحربي', 'Noura Salem Al-Harbi']);
  const { awaiting } = await importName('N-2', NOURA);
  expect([awaiting, await nameOf('N-2')]).toEqual([undefined, NOURA]);
  await importName('N-3', ['', NOURA[1]]);
  await importName('N-3', NOURA);
  expect(await nameOf('N-3')).toEqual(NOURA);
});

test('a release that is taken back gives the former name back, which waits again', async () => {
  await importName('N-4', NOURA);
  const { importId } = await importName('N-4', OTHER);
  await imports.release(importId);
  expect((await imports.takeBack(importId)).state).toBe('imported');
  expect(await nameOf('N-4')).toEqual(NOURA);
  await imports.release(importId);
  expect(await nameOf('N-4')).toEqual(OTHER);
});

test('a withdrawn import leaves the former name, released or not', async () => {
  for (const id of ['N-5', 'N-6']) {
    await importName(id, NOURA);
    const { importId } = await importName(id, OTHER);
    if (id === 'N-6') await imports.release(importId);
    expect((await imports.withdraw(importId)).state).toBe('withdrawn');
    expect(await nameOf(id)).toEqual(NOURA);
  }
  // Nothing is left that a later release would bring back.
  expect((await profileOf('N-5'))?.renaming).toBeUndefined();
});

test('another email address waits for the release of its import, which says so; the first counts at once', async () => {
  await importName('A-1', NOURA);
  const first = await importPerson('A-1', NOURA, 'noura@example.org');
  expect([first.awaiting, await addressOf('A-1')]).toEqual([undefined, 'noura@example.org']);
  const { importId, awaiting, problems } = await importPerson('A-1', NOURA, 'other@example.org');
  expect(awaiting).toMatchObject({ issuerIds: [ISSUER], entries: 0, names: 0, addresses: 1 });
  expect(problems).toMatchObject([
    { code: 'ADDRESS_AWAITS_RELEASE', row: 2, column: 'email', facts: { known: 'noura@example.org' } },
  ]);
  expect(await addressOf('A-1')).toBe('noura@example.org');
  const again = await importPerson('A-1', NOURA, 'other@example.org');
  expect([again.counts.changed, again.awaitingEarlier]).toEqual([0, [importId]]);
  expect((await imports.release(importId)).state).toBe('released');
  expect(await addressOf('A-1')).toBe('other@example.org');
  expect((await imports.takeBack(importId)).state).toBe('imported');
  expect(await addressOf('A-1')).toBe('noura@example.org');
  expect((await imports.withdraw(importId)).state).toBe('withdrawn');
  expect((await profileOf('A-1'))?.renaming).toBeUndefined();
});

test('an address does not change in two imports either, of which the first leaves it out', async () => {
  await importPerson('A-2', NOURA, 'noura@example.org');
  const { importId, awaiting } = await importName('A-2', NOURA);
  expect([awaiting?.addresses, await addressOf('A-2')]).toEqual([1, 'noura@example.org']);
  await imports.release(importId);
  expect(await addressOf('A-2')).toBeUndefined();
  await importPerson('A-3', NOURA, 'noura@example.org');
  await importName('A-3', NOURA);
  await importPerson('A-3', NOURA, 'other@example.org');
  expect(await addressOf('A-3')).toBe('noura@example.org');
  // The last file wins: the recorded address again, however it is written, ends the waiting.
  await importPerson('A-3', NOURA, 'Noura@example.org');
  expect(await profileOf('A-3')).toMatchObject({ email: 'Noura@example.org' });
  expect((await profileOf('A-3'))?.renaming).toBeUndefined();
});

test('another name and another address wait together, and count together', async () => {
  await importPerson('A-4', NOURA, 'noura@example.org');
  const { importId, awaiting } = await importPerson('A-4', OTHER, 'faisal@example.org');
  expect(awaiting).toMatchObject({ names: 1, addresses: 1 });
  expect([await nameOf('A-4'), await addressOf('A-4')]).toEqual([NOURA, 'noura@example.org']);
  await imports.release(importId);
  expect([await nameOf('A-4'), await addressOf('A-4')]).toEqual([OTHER, 'faisal@example.org']);
});
