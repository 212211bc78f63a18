import { describe, expect, test } from '@jest/globals';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { certificateSentence } from '../../functions/rendering/certificate/certificate-wording.ts';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { compileElement } from '../../functions/rendering/design/compile-element.ts';
import { type DesignSource, readDesignSource } from '../../functions/rendering/design/design-source.ts';
import { designFolders } from '../../functions/rendering/design/publish.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { HARD_ISSUERS, HARD_NAMES } from '../../functions/rendering/preview/gallery.ts';
import { previewSnapshots } from '../../functions/rendering/preview/preview.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { fitPlacement } from '../../functions/rendering/text/text-placement.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { pdfiumLines } from './extraction.ts';

const library = openFontLibrary(templatesDirectory());
const renderer = loadRenderer(templatesDirectory(), { library });
const designs = designFolders(templatesDirectory()).map((folder) =>
  readDesignSource(templatesDirectory(), folder),
);

/** A line of a text as it is drawn: its characters from left to right. */
interface SeenLine {
  readonly id: string;
  readonly seen: string;
  /** In the order of reading. */
  readonly read: string;
  readonly size: number;
  /** Whether another line of the same text follows. */
  readonly broken: boolean;
}

/** Returns the lines of the texts of a certificate. */
function linesOf(source: DesignSource, snapshot: CertificateSnapshot): SeenLine[] {
  return source.layout.elements.flatMap((written) => {
    const element = compileElement(written, source);
    if (element.kind !== 'text' || written.kind !== 'text') return [];
    const text = certificateSentence(element.wording, snapshot, element.language);
    if (text === null) return [];
    const { lines, size } = fitPlacement(library, element.placement, text);
    return lines.map((line, index) => ({
      id: written.id,
      seen: line.words.flatMap(({ atoms }) => atoms.map(({ unicode }) => unicode)).join(''),
      read: line.text.replace(/[\u200B\u2066-\u2069]/g, ''),
      size,
      broken: index < lines.length - 1,
    }));
  });
}

const EXAMPLE = (design: string) => exampleSnapshot(design, { partners: design.startsWith('joint') ? 1 : 0 });

describe.each(designs.map((source) => [source.design, source] as const))('%s', (design, source) => {
  test.each([
    ['جرعات 1.5-2.5', '1.5-2.5'],
    ['دوام 08:30-16:00', '08:30-16:00'],
    ['أيام 25/09/2025-30/09/2025', '25/09/2025-30/09/2025'],
    ['خطوات 1,000-2,000', '1,000-2,000'],
    ['فصل 2025/2026-1', '2025/2026-1'],
    ['CPR للمسعفين', 'نيفعسملل CPR'],
    ['COVID-19: حملة التطعيم', ':COVID-19'],
    ['جرعات ١٫٥-٢٫٥', '٢٫٥-١٫٥'],
    ['دوام ٠٨:٣٠-١٦:٠٠', '١٦:٠٠-٠٨:٣٠'],
  ])('prints %s in its order', (titleAr, seen) => {
    const lines = linesOf(source, { ...EXAMPLE(design), titleAr });
    const statement = lines.filter(({ id }) => id === 'statement.ar').map((line) => line.seen);
    expect(statement.some((line) => line.includes(seen))).toBe(true);
  });

  test('gives the ID and the address of the verification page in Arabic as well', () => {
    const snapshot = EXAMPLE(design);
    const arabic = linesOf(source, snapshot)
      .filter(({ id }) => id.endsWith('.ar'))
      .map(({ read }) => read)
      .join(' ');
    expect(arabic).toContain(displayId(snapshot.certificateId));
    expect(arabic).toContain(`${new URL(snapshot.baseUrl).host}/verify`);
  });

  test('ends no line between a number and its unit, within a date, or after «بن»', () => {
    for (const { snapshot } of previewSnapshots(design))
      for (const minutes of [30, 101 * 60, 1890, 6_045])
        for (const { read, broken } of linesOf(source, { ...snapshot, minutes })) {
          if (!broken) continue;
          expect(read).not.toMatch(/(?<= )(?:بن|بنت|ابن|آل|عبد|أبو|أم)$/);
          expect(read).not.toMatch(/(?:^| )و?[0-9٠-٩]+$/);
        }
  });

  test('sets body text in at least 9 points, whoever issues', () => {
    for (const { shows, snapshot } of previewSnapshots(design))
      for (const { id, size } of linesOf(source, snapshot))
        if (/^(?:certifies|statement|hours|period|issued)\./.test(id) && size < 9)
          expect({ shows, id, size }).toEqual({ shows, id, size: 9 });
  });

  test('sets a name of nine parts on one line, and a name with vowel marks as large as without', () => {
    const nameLines = (id: string) => {
      const name = HARD_NAMES.find((one) => one.id === id);
      const base = EXAMPLE(design);
      const holder = { ...base.holder, nameAr: name?.nameAr ?? '', nameEn: name?.nameEn ?? '' };
      return linesOf(source, { ...base, holder }).filter((line) => line.id === 'name.ar');
    };
    const [plain] = nameLines('plain');
    for (const id of ['full-tashkeel', 'lam-alef-marks', 'allah'])
      expect({ id, size: nameLines(id)[0]?.size }).toEqual({ id, size: plain?.size });
    expect(nameLines('nine-parts')).toHaveLength(1);
    expect(nameLines('nine-parts')[0]?.size).toBeGreaterThanOrEqual(20);
  });
});

describe('a joint certificate', () => {
  test.each([2, 3, 4])('names %i issuers and all who sign', async (count) => {
    const base = exampleSnapshot('joint@1', { partners: 1 });
    const issuers = HARD_ISSUERS.slice(0, count).map((names, index) => ({
      ...base.issuers[0],
      ...names,
      signatories: [
        {
          nameAr: `موقّع ${'أبجد'[index]}`,
          nameEn: `Signer ${'ABCD'[index]}`,
          titleAr: 'مدير',
          titleEn: 'Head',
        },
      ],
    })) as unknown as CertificateSnapshot['issuers'];
    const bytes = await renderer.render({ ...base, issuers });
    const text = (await pdfiumLines(bytes)).join(' ').replaceAll('’', "'");
    for (const { nameEn, signatories } of issuers) {
      // The lines of names side by side are extracted one below the other.
      for (const word of nameEn.split(' ')) expect(text).toContain(word);
      expect(text).toContain(signatories[0]?.nameEn ?? '-');
    }
  });
});

describe('the document', () => {
  test('names its kind, holder and opportunity, its issuers and its ID to programs', async () => {
    const snapshot = exampleSnapshot('joint@1', { partners: 1 });
    const metadata = Buffer.from(await renderer.render(snapshot)).toString();
    const { holder, titleAr, titleEn, issuers, certificateId } = snapshot;
    expect(metadata).toContain(
      `شهادة تطوع وخبرة: ${holder.nameAr}، ${titleAr} — ` +
        `Certificate of Volunteering and Experience: ${holder.nameEn}, ${titleEn}</rdf:li></rdf:Alt></dc:title>`,
    );
    const names = issuers.map(({ nameEn }) => `<rdf:li>${nameEn}</rdf:li>`).join('');
    expect(metadata).toContain(`<dc:creator><rdf:Seq>${names}</rdf:Seq></dc:creator>`);
    expect(metadata).toContain(`<dc:identifier>${displayId(certificateId)}</dc:identifier>`);
  });

  test.each(['plex', 'plex-semibold'])(
    'draws the Arabic zero of %s at least a third as high as the one',
    (name) => {
      const face = library.face(name);
      const heightOf = (digit: string) => {
        const { glyph } = face.shape(digit, true, 'Arab', 'ar');
        const [part] = face.single(glyph[0] ?? 0, digit.charCodeAt(0)).parts;
        const [, bottom = 0, , top = 0] = (part && face.boxOf(part)) ?? [];
        return top - bottom;
      };
      expect(heightOf('٠')).toBeGreaterThan(heightOf('١') / 3);
    },
  );
});

describe('the words', () => {
  const words = (change: Partial<CertificateSnapshot>) =>
    linesOf(designs.find(({ design }) => design === 'participation@1') as DesignSource, {
      ...EXAMPLE('participation@1'),
      ...change,
    })
      .map(({ read }) => read)
      .join(' ');
  const award = { kind: 'annual', issuerId: 'rawabi-health-cluster', year: 2025 } as const;

  test.each([
    ['individual', 'male', 'لعطائه', 'this'],
    ['individual', 'female', 'لعطائها', 'this'],
    ['individual', 'unspecified', 'لهذا العطاء', 'this'],
    ['institution', 'unspecified', 'لعطائهم', 'their'],
  ] as const)('of a recognition thank the holder: %s, %s', (kind, gender, thanks, whose) => {
    const holder = { ...EXAMPLE('participation@1').holder, kind, gender };
    const milestone = { kind: 'milestone', issuerId: 'rawabi-health-cluster', hours: 100 } as const;
    for (const recognition of [award, milestone]) {
      const text = words({ award: recognition, holder, track: null, opportunityKind: null });
      expect(text).toContain('شهادة شكر وتقدير');
      expect(text).toContain(`وتُمنح هذه الشهادة تقديرًا ${thanks} المتواصل.`);
      expect(text).toContain('Certificate of Thanks and Appreciation');
      expect(text).toContain(`is awarded in recognition of ${whose} continuous giving.`);
    }
  });

  test('claim experience only where the certificate says so', () => {
    expect(words({ experience: true })).toMatch(/شهادة تطوع وخبرة.*خبرة عملية.*practical experience/);
    expect(words({ experience: false, minutes: 15 })).not.toMatch(/خبرة|xperience/);
  });

  test('are no smaller for a long address in a title', () => {
    const sizeOf = (titleAr: string) =>
      linesOf(designs[0] as DesignSource, { ...EXAMPLE(designs[0]?.design ?? ''), titleAr })
        .filter(({ id }) => id === 'statement.ar')
        .map(({ size }) => size)[0];
    const address = `https://rawabi-health.example/${'register/'.repeat(10)}?id=5`;
    expect(sizeOf(`رابط ${address} للتسجيل`)).toBe(sizeOf(`رابط ${address.replace(/[/=?.]/g, ' ')} للتسجيل`));
  });

  test('have other quotation marks within those of a title', () => {
    const text = words({ titleAr: 'برنامج «نبض» للقلب', titleEn: '“Pulse” for the Heart' });
    expect(text).toContain('«برنامج “نبض” للقلب»');
    expect(text).toContain('“‘Pulse’ for the Heart”');
  });

  test('give the period as one range with its equivalent in brackets', () => {
    expect(words({ period: { from: '2025-04-29', to: '2025-06-10' } })).toContain(
      'من ١ ذي القعدة إلى ١٤ ذي الحجة ١٤٤٦ هـ (من ٢٩ أبريل إلى ١٠ يونيو ٢٠٢٥ م)',
    );
  });

  test('give the end of validity in both calendars', () => {
    expect(words({ validUntil: '2027-08-20' })).toContain(
      'صالحة حتى ١٨ ربيع الأول ١٤٤٩ هـ الموافق ٢٠ أغسطس ٢٠٢٧ م',
    );
  });
});
