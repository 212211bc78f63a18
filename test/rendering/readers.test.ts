import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import {
  dateInEnglish,
  gregorianInArabic,
  hijriInArabic,
  periodInArabic,
} from '../../functions/domain/wording/dates-in-words.ts';
import { hoursInArabic, hoursInEnglish } from '../../functions/domain/wording/hours-in-words.ts';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { previewSnapshots } from '../../functions/rendering/preview/preview.ts';
import { cleanText } from '../../functions/rendering/text/clean-text.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { mupdfLines, pdfiumLines, pdfjsLines, popplerLines } from './extraction.ts';
import { fileOf, run, testWith } from './tools.ts';

const TABLE = fileURLToPath(new URL('../../docs/reading-with-other-tools.md', import.meta.url));
const CASES = [
  'example',
  'iraq',
  'full-tashkeel',
  'lam-alef',
  'allah',
  'persian-zwnj',
  'urdu',
  'sorani',
  'fi-ligature',
  'longest',
  'dates-and-ranges',
  'decimal-range',
  'latin-first',
  'signs-in-arabic-digits',
];

type Read = (bytes: Uint8Array) => string[] | Promise<string[]>;

const TOOLS: Readonly<Record<string, Read>> = {
  'poppler (pdftotext)': popplerLines,
  'pdfium (Chrome)': pdfiumLines,
  'pdf.js (Firefox)': pdfjsLines,
  MuPDF: mupdfLines,
  'poppler, after Ghostscript': (bytes) => popplerLines(rewritten(bytes)),
  'pdfium, after Ghostscript': (bytes) => pdfiumLines(rewritten(bytes)),
};

/** Returns a document as Ghostscript writes it again. */
function rewritten(bytes: Uint8Array): Uint8Array {
  const path = fileOf(bytes);
  const out = join(dirname(path), 'rewritten.pdf');
  run('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', `-sOutputFile=${out}`, path]);
  return readFileSync(out);
}

/** Returns the dates of a certificate by calendar, each of which stands on a line, or in a column, of its own. */
function arabicDates({ issuedOn, period, country }: CertificateSnapshot): string[] {
  const spans = periodInArabic(period, country, '\n').replace(/[()]/g, '').split('\n');
  return [...spans, hijriInArabic(issuedOn, country) ?? '', gregorianInArabic(issuedOn, country)];
}

testWith('pdftotext', 'gs')(
  'tools of other people read what the table in docs says (UPDATE_GOLDEN=1 writes it)',
  async () => {
    const renderer = loadRenderer(templatesDirectory());
    const cases = previewSnapshots('participation@1').filter(({ shows }) => CASES.includes(shows));
    const rows: string[] = [];
    for (const { shows, snapshot } of cases) {
      const bytes = await renderer.render(snapshot);
      const facts = {
        'Arabic name': cleanText(snapshot.holder.nameAr),
        'English name': cleanText(snapshot.holder.nameEn),
        'Arabic hours': hoursInArabic(snapshot.minutes, { case: 'nominative', digits: 'arab' }),
        'English hours': hoursInEnglish(snapshot.minutes),
        'Arabic dates': arabicDates(snapshot),
        'English dates': dateInEnglish(snapshot.issuedOn),
        'Arabic title': cleanText(snapshot.titleAr),
        'English title': cleanText(snapshot.titleEn),
        'sign of comparison': /[≤≥]\S+/.exec(snapshot.titleAr)?.[0] ?? '',
        ID: displayId(snapshot.certificateId),
      };
      const cells: string[] = [];
      for (const read of Object.values(TOOLS)) {
        const text = (await read(bytes)).join(' ').replace(/\s+/g, ' ');
        const missed = Object.entries(facts).filter(
          ([, fact]) => ![fact].flat().every((part) => text.includes(part.normalize('NFC'))),
        );
        cells.push(missed.length === 0 ? 'all' : `not: ${missed.map(([name]) => name).join(', ')}`);
      }
      rows.push(`| ${shows} | ${cells.join(' | ')} |`);
    }
    const page = [
      '# What other people’s tools read',
      '',
      'A test (`test/rendering/readers.test.ts`) renders certificates, extracts their text with each tool and looks for names,',
      'hours, dates in both calendars, titles, signs of comparison and ID in logical order. `UPDATE_GOLDEN=1` writes this page.',
      'The cases are those of `npx tawtheeq preview`.',
      '',
      `| case | ${Object.keys(TOOLS).join(' | ')} |`,
      `|---|${Object.keys(TOOLS)
        .map(() => '---|')
        .join('')}`,
      ...rows,
      '',
      'The misses: poppler writes an Arabic line with numbers from left to right on a page with more Latin than Arabic',
      'letters, each Arabic part between direction marks, so that hours, dates and titles come in parts. MuPDF reverses the digits',
      'of Arabic-Indic numbers. pdf.js splits a name where a mark begins it. A title that two lines share is found by tools',
      'that keep the lines in order. A sign of comparison is mirrored by tools that don’t turn it with its line.',
      '',
      '`pdfinfo -struct-text` reads the elements in order with their words apart, but Arabic letters in the order of drawing.',
      '`/ReversedChars` doesn’t change that, and poppler then drops every line after the first of a text, so we don’t use it.',
      '',
      'Chromium has no column of its own for printing: it draws the pages that it prints with pdfium, and what it writes when',
      'a program prints its viewer (`page.pdf`) is a picture of the window with its tool bar, without the text of the file.',
      '',
    ].join('\n');
    if (process.env.UPDATE_GOLDEN) writeFileSync(TABLE, page);
    expect(page).toBe(readFileSync(TABLE, 'utf8'));
  },
);
