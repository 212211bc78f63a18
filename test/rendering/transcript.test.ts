import { beforeAll, describe, expect, test } from '@jest/globals';
import { TRACKS } from '../../functions/domain/hours/opportunity.ts';
import { composeTranscript, type TranscriptSnapshot } from '../../functions/domain/hours/transcript.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import type { TranscriptRenderContext } from '../../functions/rendering/transcript/draw-transcript.ts';
import {
  openTranscriptContext,
  renderTranscript,
} from '../../functions/rendering/transcript/render-transcript.ts';
import { wordingTexts } from '../../functions/rendering/wording.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { idOf } from '../certificates.ts';
import { volunteerOf } from '../people.ts';
import { type Activity, sourcesOf } from '../transcripts.ts';
import { documentProblems } from './document-rules.ts';
import { fileOf, run, testWith } from './tools.ts';

let context: TranscriptRenderContext;
beforeAll(() => {
  const templates = templatesDirectory();
  context = openTranscriptContext(templates, openFontLibrary(templates));
});

const LONG_TITLE = {
  titleAr: 'عيادة الأسنان المتنقلة في مدارس القرى والهجر البعيدة عن المستشفيات (المرحلة الثانية ٢٠٢٥)',
  titleEn: 'The mobile dental clinic in the schools of villages far from hospitals (second phase, 2025)',
};
const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
const activities = (count: number, issuers = ['rawabi-health-cluster']): Activity[] =>
  Array.from({ length: count }, (_, i) => ({
    issuerId: issuers[i % issuers.length] ?? '',
    titleAr: `حملة القلب السليم ${i + 1}`,
    titleEn: `Healthy Heart Campaign ${i + 1}`,
    track: TRACKS[i % TRACKS.length] ?? 'support',
    ...(i % 5 === 3 ? LONG_TITLE : {}),
    entries: [
      { date: day(i % 150), minutes: 120 + (i % 7) * 15, ...(i % 2 ? {} : { certificateId: idOf(i) }) },
      { date: day((i % 150) + (i % 30)), minutes: 60 },
    ],
  }));
const certificatesInForce = new Set(Array.from({ length: 200 }, (_, i) => idOf(i)));
const transcriptOf = (some: readonly Activity[], change = {}) =>
  composeTranscript(sourcesOf(some, { certificatesInForce, ...change }));

/** Transcripts of one row, of three issuers in two countries, and of two hundred rows. */
const transcripts: Record<string, () => TranscriptSnapshot> = {
  'one row': () => transcriptOf(activities(1)),
  'three issuers': () =>
    transcriptOf(activities(14, ['rawabi-health-cluster', 'shifa-initiative', 'rawabi-municipality'])),
  'two hundred rows': () => transcriptOf(activities(200)),
};

/** Returns the text of each page as poppler extracts it, with every run of spaces replaced by one space. */
async function pagesOf(transcript: TranscriptSnapshot): Promise<string[]> {
  const text = run('pdftotext', [fileOf(await renderTranscript(transcript, context)), '-']).toString();
  const pages = text.split('\f').slice(0, -1);
  return pages.map((page) => page.split('\n').map(inLogicalOrder).join(' ').replace(/\s+/g, ' '));
}

/**
 * Returns a line in logical order. On a page with more Latin than Arabic characters, poppler writes an Arabic line with
 * numbers from left to right, with direction marks around each Arabic part; such a line is reversed part by part.
 */
function inLogicalOrder(line: string): string {
  const parts = line.split(/[\u202a-\u202e]/);
  const isReversed = line.includes('\u202b') && !/[a-z]/.test(line);
  return (isReversed ? parts.reverse() : parts).join(' ');
}

describe('the transcript', () => {
  test.each(Object.keys(transcripts))('meets the rules of PDF/A-3a and PDF/UA-1 with %s', async (name) => {
    const transcript = transcripts[name]?.();
    expect(transcript && (await documentProblems(await renderTranscript(transcript, context)))).toEqual([]);
  });

  test('has the same bytes after any other documents', async () => {
    const transcript = transcriptOf(activities(14));
    const first = await renderTranscript(transcript, context);
    await renderTranscript(transcriptOf(activities(3, ['shifa-initiative'])), context);
    const templates = templatesDirectory();
    const elsewhere = openTranscriptContext(templates, openFontLibrary(templates));
    expect(Buffer.compare(await renderTranscript(transcript, context), first)).toBe(0);
    expect(Buffer.compare(await renderTranscript(transcript, elsewhere), first)).toBe(0);
  });

  testWith(
    'qpdf',
    'pdffonts',
    'pdfinfo',
  )('passes the checks of qpdf and poppler, is tagged and embeds every font', async () => {
    const path = fileOf(await renderTranscript(transcriptOf(activities(40)), context));
    expect(run('qpdf', ['--check', path]).toString()).toContain('No syntax or stream encoding errors');
    const fonts = run('pdffonts', [path]).toString().trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(2);
    for (const font of fonts) expect(font).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/);
    const structure = run('pdfinfo', ['-struct', path]).toString();
    expect(structure).toMatch(/Sect[\s\S]*Figure[\s\S]*H1[\s\S]*Table[\s\S]*THead[\s\S]*TH[\s\S]*TBody/);
    expect(structure.match(/THead/g)).toHaveLength(1);
    expect(structure.match(/^ *TR$/gm)).toHaveLength(1 + 40 + TRACKS.length + 1);
  });

  testWith('pdftotext')('shows names, titles, IDs and totals in both languages', async () => {
    const [page = ''] = await pagesOf(
      transcriptOf([
        {
          titleAr: 'حملة القلب السليم',
          titleEn: 'Healthy Heart Campaign',
          entries: [{ date: '2025-02-01', minutes: 189 * 60, certificateId: idOf(1) }],
        },
      ]),
    );
    for (const text of [
      'تجمع الروابي الصحي',
      'Rawabi Health Cluster',
      'نورة عبدالله البيشي',
      'Noura Abdullah Al-Bishi',
      'بأنّ المتطوعة',
      'قد أتمّت',
      '١٤ محرم ١٤٤٧ هـ الموافق ٩ يوليو ٢٠٢٥ م',
      'حملة القلب السليم',
      '١ فبراير ٢٠٢٥ م',
      '1 February 2025',
      '١٨٩ ساعة',
      '189 hours',
      'صفحة ١ من ١',
      'Page 1 of 1',
      'https://verify.example.org/verify',
    ])
      expect(page).toContain(text);
    expect(page).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-\d\d/);
  });

  testWith('pdftotext')('numbers its pages and repeats its headings over two hundred rows', async () => {
    const transcript = transcriptOf(activities(200));
    const pages = await pagesOf(transcript);
    expect(pages.length).toBeGreaterThan(5);
    pages.forEach((page, i) => {
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
      expect(page).toContain('الفرصة التطوعية');
    });
    const whole = pages.join(' ');
    for (let i = 0; i < 200; i++) {
      const title = i % 5 === 3 ? 'mobile dental clinic' : `Healthy Heart Campaign ${i + 1} `;
      expect(whole).toContain(title);
    }
    expect(transcript.minutes).toBe(transcript.parts[0].rows.reduce((sum, { minutes }) => sum + minutes, 0));
    expect(pages.at(-1)).toContain(`${Math.floor(transcript.minutes / 60)} hours`);
  });

  testWith('pdftotext')('has a letterhead and a total per issuer, and a grand total', async () => {
    const transcript = transcripts['three issuers']?.();
    if (!transcript) throw new Error('no transcript');
    const whole = (await pagesOf(transcript)).join(' ');
    for (const { issuer, minutes } of transcript.parts) {
      expect(whole).toContain(`Total approved at ${issuer.nameEn}`);
      expect(whole).toContain(`${Math.floor(minutes / 60)} hours`);
    }
    expect(whole).toContain('٩ تموز ٢٠٢٥');
    expect(whole).toContain('المجموع العام');
    expect(whole).toContain(`${Math.floor(transcript.minutes / 60)} hours`);
  });

  testWith('pdftotext')(
    'words its sentences for men, women, unspecified gender and institutions',
    async () => {
      const textFor = async (change: Parameters<typeof volunteerOf>[0]) =>
        (await pagesOf(transcriptOf(activities(1), { volunteers: [volunteerOf(change)] }))).join(' ');
      expect(await textFor({ gender: 'male' })).toMatch(/المتطوع .* قد أتمّ /);
      expect(await textFor({ gender: 'female' })).toMatch(/المتطوعة .* قد أتمّت /);
      expect(await textFor({ gender: 'unspecified' })).toContain('سُجّل باسم');
      expect(await textFor({ kind: 'institution', gender: 'unspecified' })).toMatch(
        /الجهة المتطوعة .* أعضاؤها /,
      );
    },
  );

  testWith('pdftotext')('says that it is no certificate when nothing is certified', async () => {
    const [page] = await pagesOf(transcriptOf(activities(1), { certificatesInForce: new Set() }));
    expect(page).toContain('it is not a certificate and has no number to verify');
    expect(page).not.toContain('its ID stands beside');
  });

  test('has the same keys in both languages, and no sentence with outer spaces', () => {
    expect(Object.keys(context.wording.ar)).toEqual(Object.keys(context.wording.en));
    for (const wording of Object.values(context.wording))
      for (const { text } of wordingTexts(wording)) expect(text.trim()).toBe(text);
  });
});
