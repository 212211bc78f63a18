import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ProblemLog, UnreadableFile } from '../../functions/domain/import/import-problem.ts';
import { readIdList, readIdText } from '../../functions/importing/id-list/read-id-list.ts';
import { readImportFile } from '../../functions/importing/read-import-file.ts';
import { changedBytes, harmless, hostileFiles, nastyText } from '../hostile-input.ts';

const AWKWARD = path.join(import.meta.dirname, '../files/awkward');
/** Small files: a change of a large one hits the same letter again and again. */
const originals = [
  ...readdirSync(AWKWARD)
    .filter((name) => /\.(csv|xlsx)$/.test(name))
    .map((name) => readFileSync(path.join(AWKWARD, name))),
  ...hostileFiles('csv', 'xlsx').map(([, bytes]) => bytes),
].filter(({ length }) => length < 20_000);

/** Returns how many records and problems a file has, or the code for which it can't be read. */
async function understood(bytes: Buffer, headings?: Readonly<Record<string, string | null>>) {
  const problems = new ProblemLog('a', 100);
  const source = { fileName: 'a', bytes: bytes.length, open: async () => Readable.from([bytes]) };
  let records = 0;
  try {
    for await (const chunk of readImportFile(source, problems, undefined, headings && { headings }))
      records += chunk.records.length;
    return { records, problems: problems.kept.length };
  } catch (error) {
    if (error instanceof UnreadableFile) return { code: error.problem.code };
    throw error;
  }
}

/** Returns how many IDs are asked for, or the code for which the file can't be read. */
async function asked(bytes: Buffer) {
  try {
    return (await readIdList(bytes, '')).asked.length;
  } catch (error) {
    if (error instanceof UnreadableFile) return error.problem.code;
    throw error;
  }
}

describe('a file that was made to break its reader', () => {
  test.each(hostileFiles('csv', 'xlsx'))('is read, or refused with a code: %s', async (_, bytes) => {
    const outcome = await harmless(() => understood(bytes));
    // Each is refused, or has problems that name what is wrong.
    expect('code' in outcome || outcome.problems > 0 || outcome.records > 0).toBe(true);
    await harmless(() => asked(bytes));
  });

  test('is read, or refused with a code, whatever is changed in it', async () => {
    await fc.assert(
      fc.asyncProperty(changedBytes(originals), async (bytes) => {
        await harmless(() => understood(bytes));
        await harmless(() => asked(bytes));
      }),
      { numRuns: 150 },
    );
  });
});

test('whatever a mapping of headings says, the file is read or refused with a code', async () => {
  // The API takes no longer ones.
  const heading = fc.oneof(
    nastyText().map((text) => text.slice(0, 200)),
    fc.constantFrom('Log', 'date', 'hours', 'entry_id'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(heading, fc.option(heading), { maxKeys: 6 }),
      fc.array(heading, { minLength: 1, maxLength: 6 }),
      async (headings, row) => {
        const cells = row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
        await harmless(() => understood(Buffer.from(`${cells}\n${cells}\n`), headings));
      },
    ),
    { numRuns: 100 },
  );
});

describe('a pasted list of IDs', () => {
  test.each(hostileFiles('txt'))('is read in bounded time: %s', async (_, bytes) => {
    await harmless(() => readIdText(bytes.toString('utf8')));
  });

  test('is read whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(nastyText(), async (text) => {
        for (const one of await harmless(() => readIdText(text))) expect(typeof one.text).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});
