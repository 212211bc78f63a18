import { describe, expect, test } from '@jest/globals';
import { CHECKS } from '../../../functions/proof/examination.ts';
import { examineDocument } from '../../../functions/proof/examine-document.ts';
import { NODE_TOOLS } from '../../../functions/proof/reading/node-tools.ts';
import { readFile, unread } from '../../../functions/proof/reading/read-file.ts';
import { readInWorker } from '../../../infra/tools/cli/files/read-in-worker.ts';
import { idOf } from '../../certificates.ts';
import { createSigningFixture } from '../sealed-certificate.ts';
import { BOMBS } from './bombs.ts';

const GIGABYTE = 1024 ** 3;
/** What Node, the test and a file take beside PDFium. */
const BESIDE = 400 * 1024 ** 2;

describe('a file of some kilobytes that unpacks to gigabytes', () => {
  test.each(BOMBS)('could not be checked: $name', async ({ make }) => {
    const bytes = await make();
    expect(bytes.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    const reading = await readFile(bytes, NODE_TOOLS);
    expect(reading).toEqual(unread('document', 'too_costly'));
    expect(process.memoryUsage().rss - before).toBeLessThan(GIGABYTE + BESIDE);
    const { verdict, rows } = await examineDocument(bytes, reading, { now: '2026-01-01T00:00:00.000Z' });
    expect([verdict, rows]).toEqual([
      'unproven',
      CHECKS.map((check) => ({ check, outcome: 'not_possible', reason: 'too_costly' })),
    ]);
    // What reads files is started anew for the next one.
    const genuine = await (await createSigningFixture()).document();
    expect(await readFile(genuine, NODE_TOOLS)).toMatchObject({ unreadable: null, namedIds: [idOf(1)] });
  });

  test('is given up in the thread that reads it, once it takes too long', async () => {
    const bytes = await BOMBS[0].make();
    const begun = performance.now();
    expect(await readInWorker(bytes, 500)).toEqual(unread('document', 'too_slow'));
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
