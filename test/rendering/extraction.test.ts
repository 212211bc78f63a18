import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { hoursInArabic, hoursInEnglish } from '../../functions/domain/wording/hours-in-words.ts';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { previewSnapshots } from '../../functions/rendering/preview/preview.ts';
import { cleanText } from '../../functions/rendering/text/clean-text.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { type PlacedItem, pdfiumLines, placedItems, popplerLines } from './extraction.ts';
import { fileOf, run, testWith } from './tools.ts';

/**
 * Names that poppler extracts in the wrong order. Where a line mixes directions, or has a number, hyphen or bracket
 * between Arabic words, poppler writes the parts from left to right, each part in logical order. pdfium extracts all of
 * them correctly.
 */
const POPPLER_EXCEPTIONS = [
  'hyphens, Arabic',
  'institution-number, Arabic',
  'institution-brackets, Arabic',
  'latin-in-arabic, Arabic',
  'latin-in-arabic, English',
  'digits-of-three-kinds, Arabic',
];

interface Case {
  readonly shows: string;
  readonly snapshot: CertificateSnapshot;
  readonly bytes: Uint8Array;
}

const DESIGNS = ['participation@1'];

const casesOf = new Map<string, readonly Case[]>();
beforeAll(async () => {
  const renderer = loadRenderer(templatesDirectory());
  for (const design of DESIGNS) {
    const cases = previewSnapshots(design).map(async (one) => ({
      ...one,
      bytes: await renderer.render(one.snapshot),
    }));
    casesOf.set(design, await Promise.all(cases));
  }
});

/** Whether a name is one of the lines, or two consecutive ones. */
function holds(lines: readonly string[], name: string): boolean {
  const expected = cleanText(name).normalize('NFC');
  return lines.includes(expected) || lines.some((line, i) => `${line} ${lines[i + 1] ?? ''}` === expected);
}

describe.each(DESIGNS)('names and hours of %s are extracted in logical order', (design) => {
  test('by pdfium, in every case', async () => {
    for (const { shows, snapshot, bytes } of casesOf.get(design) ?? []) {
      const lines = await pdfiumLines(bytes);
      const { holder, minutes } = snapshot;
      expect({ shows, ar: holds(lines, holder.nameAr), en: holds(lines, holder.nameEn) }).toEqual({
        shows,
        ar: true,
        en: true,
      });
      const text = lines.join(' ');
      expect(text).toContain(hoursInArabic(minutes, { case: 'nominative', digits: 'arab' }));
      expect(text).toContain(hoursInEnglish(minutes));
      expect(text).toContain(displayId(snapshot.certificateId));
    }
  });

  test('by pdfium, with ≥ for ≥ from right to left', async () => {
    const signs = casesOf.get(design)?.find(({ shows }) => shows === 'signs-in-arabic-digits');
    expect((await pdfiumLines(signs?.bytes ?? new Uint8Array())).join(' ')).toContain('لعمر ≥١٨ سنة');
  });

  testWith('pdftotext')('by poppler, with known exceptions', () => {
    const missing: string[] = [];
    for (const { shows, snapshot, bytes } of casesOf.get(design) ?? []) {
      const lines = popplerLines(bytes);
      if (!holds(lines, snapshot.holder.nameAr)) missing.push(`${shows}, Arabic`);
      if (!holds(lines, snapshot.holder.nameEn)) missing.push(`${shows}, English`);
      expect(lines.join(' ')).toContain(hoursInEnglish(snapshot.minutes));
    }
    expect(missing).toEqual(POPPLER_EXCEPTIONS);
  });
});

describe('the structure tree', () => {
  testWith('pdfinfo')('reads in order, with the words of two lines apart', async () => {
    const one = casesOf.get('participation@1')?.find(({ shows }) => shows === 'example');
    const structure = run('pdfinfo', ['-struct-text', fileOf(one?.bytes ?? new Uint8Array())]).toString();
    const { titleAr = '', titleEn = '' } = one?.snapshot ?? {};
    // Arabic letters come in the order of drawing, each word whole and apart from the next.
    for (const word of titleAr.split(' '))
      expect(structure).toMatch(new RegExp(`(?<!\\p{L})${[...word].toReversed().join('')}(?!\\p{L})`, 'u'));
    expect(structure.replaceAll('Campaignin', 'RUN TOGETHER')).toContain(titleEn);
    const order = ['Certificate of', 'certifies that', 'Norah', 'has completed', 'Scan to verify'];
    const found = order.map((words) => structure.indexOf(words));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found).not.toContain(-1);
  });
});

const GOLDEN = fileURLToPath(new URL('../golden/rendering/', import.meta.url));

describe('every text item has its known position', () => {
  test.each(DESIGNS)('in the gallery of %s', async (design) => {
    const described: string[] = [];
    for (const { shows, bytes } of casesOf.get(design) ?? []) {
      described.push(`# ${shows}`, ...(await placedItems(bytes)).map(describeItem), '');
    }
    expectGolden(`${design}.txt`, described.join('\n'));
  });
});

function describeItem({ text, x, y, width }: PlacedItem): string {
  return `${x.toFixed(1)}\t${y.toFixed(1)}\t${width.toFixed(1)}\t${text}`;
}

/** Compares a text with a golden file. With `UPDATE_GOLDEN=1`, writes the file first. */
function expectGolden(name: string, text: string): void {
  const path = GOLDEN + name;
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}
