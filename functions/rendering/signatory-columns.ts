import type { Signatory } from '../domain/issuer.ts';
import { cleanText } from './clean-text.ts';
import type { CompiledElement } from './compiled-design.ts';
import type { TextPlacement } from './place-text.ts';

export interface SignatoryColumn {
  readonly name: { readonly placement: TextPlacement; readonly text: string };
  readonly title: { readonly placement: TextPlacement; readonly text: string };
  /** The line to sign on: x, y, x, y. */
  readonly rule: readonly [number, number, number, number];
}

/** Columns wider than this look lost. */
const WIDEST_COLUMN = 190;

type Element = Extract<CompiledElement, { kind: 'signatories' }>;

/** One column for each signatory, side by side and centred; the first stands where the language begins. */
export function signatoryColumns(element: Element, people: readonly Signatory[]): SignatoryColumn[] {
  const { language, x, gap } = element;
  const room = (element.width - gap * (people.length - 1)) / Math.max(1, people.length);
  const width = Math.min(WIDEST_COLUMN, room);
  const total = width * people.length + gap * (people.length - 1);
  const left = x + (element.width - total) / 2;
  return people.map((person, index) => {
    // Both languages of one person stand in one column; the first is on the right.
    const start = left + (people.length - 1 - index) * (width + gap);
    const at = (placement: TextPlacement): TextPlacement => ({ ...placement, x: start + width / 2, width });
    const ruleY = element.name.y + element.name.size * 1.35;
    return {
      name: {
        placement: at(element.name),
        text: cleanText(language === 'ar' ? person.nameAr : person.nameEn),
      },
      title: {
        placement: at(element.title),
        text: cleanText(language === 'ar' ? person.titleAr : person.titleEn),
      },
      rule: [start + width * 0.12, ruleY, start + width * 0.88, ruleY],
    };
  });
}
