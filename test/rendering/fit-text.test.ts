import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { signatoryColumns } from '../../functions/rendering/certificate/signatory-columns.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { HARD_NAMES } from '../../functions/rendering/preview/gallery.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { fitText, type Room } from '../../functions/rendering/text/fit-text.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { placedItems } from './extraction.ts';

const library = openFontLibrary(templatesDirectory());
const { shaper } = library;
const arabic = { shaper, direction: 'rtl', faces: [library.face('amiri')], language: 'ar' } as const;
const english = { shaper, direction: 'ltr', faces: [library.face('amiri')], language: 'en' } as const;
const room: Room = { width: 600, size: 33, minimumSize: 24, lines: 2, prefer: 'shrink' };

const arabicWord = fc.string({
  unit: fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإئةى'),
  minLength: 1,
  maxLength: 24,
});
const latinWord = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHWMéñşğ'),
  minLength: 1,
  maxLength: 24,
});
const nameOf = (word: fc.Arbitrary<string>) =>
  fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ').slice(0, 120).trim());

describe('fitText', () => {
  test.each([
    ['Arabic', arabic, nameOf(arabicWord)],
    ['English', english, nameOf(latinWord)],
  ] as const)('fits any name into its room, in %s', (_, style, names) => {
    fc.assert(
      fc.property(names, (name) => {
        const { lines, size } = fitText(name, style, room);
        for (const line of lines) expect((line.width * size) / 1000).toBeLessThanOrEqual(room.width + 0.01);
        expect(lines.map((line) => line.text).join(' ')).toBe(name);
        expect(lines.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 300 },
    );
  });

  test('takes a spare line only for a sentence that would be smaller than its minimum', () => {
    const sentence = (words: number) => Array.from({ length: words }, () => 'volunteering').join(' ');
    const narrow: Room = { width: 200, size: 12, minimumSize: 9, lines: 2, prefer: 'break' };
    const spare: Room = { ...narrow, spareLine: { leading: 1.15, band: [0, 40] } };
    for (const words of [2, 4, 6])
      expect(fitText(sentence(words), english, spare)).toEqual(fitText(sentence(words), english, narrow));
    expect(fitText(sentence(10), english, narrow).size).toBeLessThan(9);
    const { lines, size } = fitText(sentence(10), english, spare);
    expect(lines).toHaveLength(3);
    expect(size).toBeGreaterThanOrEqual(9);
  });

  test('keeps a short name at full size and shrinks a long one before it breaks it', () => {
    expect(fitText('مي', arabic, room)).toMatchObject({ size: 33, lines: [{ text: 'مي' }] });
    const nine = HARD_NAMES.find(({ id }) => id === 'nine-parts');
    const shrunk = fitText(nine?.nameAr ?? '', arabic, room);
    expect(shrunk.lines).toHaveLength(1);
    expect(shrunk.size).toBeLessThan(33);
    const longest = HARD_NAMES.find(({ id }) => id === 'longest');
    const broken = fitText(longest?.nameAr ?? '', arabic, room);
    const [first, second] = broken.lines.map((line) => line.width);
    expect(broken.lines).toHaveLength(2);
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeLessThan(0.35 * Math.max(first ?? 0, second ?? 0));
  });
});

describe('on the page', () => {
  const renderer = loadRenderer(templatesDirectory());

  test('two names of 120 characters stay between their neighbours in every design', async () => {
    const longest = HARD_NAMES.find(({ id }) => id === 'longest');
    for (const design of renderer.designs) {
      const base = exampleSnapshot(design, { partners: 1 });
      const holder = { ...base.holder, nameAr: longest?.nameAr ?? '', nameEn: longest?.nameEn ?? '' };
      const items = await placedItems(await renderer.render({ ...base, holder }));
      const heights = (part: string) => items.filter(({ text }) => text.includes(part)).map(({ y }) => y);
      const [certifies] = heights('certif');
      const names = [...heights('Wilhelmina'), ...heights('Wagner')];
      const [hours] = heights('has ');
      expect(names).toHaveLength(2);
      for (const y of names) {
        expect(y).toBeLessThan(certifies ?? 0);
        expect(y).toBeGreaterThan(hours ?? Number.POSITIVE_INFINITY);
      }
      for (const { x, width } of items) {
        expect(x).toBeGreaterThan(10);
        expect(x + width).toBeLessThan(design.startsWith('team') ? 585 : 832);
      }
    }
  });

  test('six signatories with long titles do not touch', () => {
    const column = {
      x: 0,
      y: 100,
      width: 520,
      align: 'centre',
      lines: 2,
      leading: 1.3,
      prefer: 'break',
      grow: 'down',
    } as const;
    const style = {
      language: 'en',
      face: 'plex',
      size: 9,
      minimumSize: 6,
      colour: '0 0 0',
      ...column,
    } as const;
    const element = {
      kind: 'signatories',
      language: 'en',
      issuer: 'all',
      name: style,
      title: style,
      x: 160,
      width: 520,
      gap: 18,
      rule: null,
    } as const;
    const person = {
      nameAr: 'عبدالرحمن بن عبدالعزيز آل عبداللطيف',
      nameEn: 'Abdulrahman Abdulaziz Al Abdullatif Montgomery-Featherstonehaugh',
      titleAr: 'مدير عام الإدارة العامة للتطوع الصحي والمشاركة المجتمعية',
      titleEn: 'Director General of Health Volunteering and Community Participation',
    };
    const columns = signatoryColumns(
      element,
      Array.from({ length: 6 }, () => person),
      library,
    );
    const edges = columns.map(({ name: { placement, text } }) => {
      const { lines, size } = fitText(text, english, placement);
      const width = Math.max(...lines.map((line) => (line.width * size) / 1000));
      return [placement.x - width / 2, placement.x + width / 2] as const;
    });
    const ordered = edges.toSorted((a, b) => a[0] - b[0]);
    for (const [i, [left]] of ordered.entries()) {
      expect(left).toBeGreaterThan(i ? (ordered[i - 1]?.[1] ?? 0) : 159);
    }
  });
});
