import type { Signatory } from '../../domain/issuer.ts';
import { orderedText } from '../../domain/wording/directional-text.ts';
import { cleanText } from '../text/clean-text.ts';
import type { TextPlacement } from '../text/text-placement.ts';
import type { CompiledElement } from './compiled-design.ts';

/** A text with its placement. */
interface PlacedText {
  readonly placement: TextPlacement;
  readonly text: string;
}

/** The column of one signatory: a line to sign on, name and title. */
export interface SignatoryColumn {
  readonly name: PlacedText;
  readonly title: PlacedText;
  /** Ends of the line: x, y, x, y. */
  readonly rule: readonly [number, number, number, number];
}

/** Width in points above which a column looks too wide. */
const MAX_COLUMN_WIDTH = 190;

type SignatoriesElement = Extract<CompiledElement, { kind: 'signatories' }>;

/**
 * Returns one column for each signatory, side by side and centred. The first is on the right in both languages, so that
 * both names of a person are in one column.
 */
export function signatoryColumns(
  element: SignatoriesElement,
  people: readonly Signatory[],
): SignatoryColumn[] {
  const { x, gap, language } = element;
  const count = people.length;
  const available = (element.width - gap * (count - 1)) / Math.max(1, count);
  const width = Math.min(MAX_COLUMN_WIDTH, available);
  const total = width * count + gap * (count - 1);
  const left = x + (element.width - total) / 2;
  const ruleY = element.name.y + element.name.size * 1.35;
  return people.map((person, index) => {
    const start = left + (count - 1 - index) * (width + gap);
    const inColumn = (placement: TextPlacement, ar: string, en: string): PlacedText => ({
      placement: { ...placement, x: start + width / 2, width },
      text: orderedText(cleanText(language === 'ar' ? ar : en), language),
    });
    return {
      name: inColumn(element.name, person.nameAr, person.nameEn),
      title: inColumn(element.title, person.titleAr, person.titleEn),
      rule: [start + width * 0.12, ruleY, start + width * 0.88, ruleY],
    };
  });
}
