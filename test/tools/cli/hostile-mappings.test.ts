import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMapping } from '../../../infra/tools/cli/files/mapping-file.ts';
import { WrongUsage } from '../../../infra/tools/cli/session/exit-codes.ts';
import { MESSAGES_EN } from '../../../infra/tools/cli/wording/messages-en.ts';
import { changedBytes, harmless, hostileFiles } from '../../hostile-input.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mappings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const FILES = hostileFiles('json', 'csv');

/** Returns a mapping, or undefined where the file is refused with what to do. */
async function mappingOf(bytes: Uint8Array) {
  const file = path.join(folder, 'mapping');
  writeFileSync(file, bytes);
  try {
    return await harmless(() => readMapping(file, MESSAGES_EN));
  } catch (error) {
    if (error instanceof WrongUsage) return undefined;
    throw error;
  }
}

test.each(FILES)('a mapping file is refused with what to do: %s', async (_, bytes) => {
  expect(await mappingOf(bytes)).toBeUndefined();
});

test('a mapping file is read or refused, whatever is changed in it', async () => {
  const good = [
    Buffer.from('Log;entry_id\nMember;رقم المتطوع\n'),
    Buffer.from('{"Log":"entry_id","Remarks":null}'),
  ];
  await fc.assert(
    fc.asyncProperty(changedBytes([...good, ...FILES.map(([, bytes]) => bytes)]), async (bytes) => {
      const mapping = await mappingOf(bytes);
      for (const target of Object.values(mapping ?? {}))
        expect(target === null || typeof target === 'string').toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a heading that is called __proto__ is in the mapping, and is not lost', async () => {
  const mapping = await mappingOf(Buffer.from('__proto__,entry_id\n'));
  expect(Object.entries(mapping ?? {})).toEqual([['__proto__', 'entry_id']]);
});
