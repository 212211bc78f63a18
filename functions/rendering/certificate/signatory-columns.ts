import type { Signatory } from '../../domain/issuer.ts';
import type { CompiledElement } from '../design/compiled-design.ts';
import { cleanText } from '../text/clean-text.ts';
import type { TextPlacement } from '../text/layout-text.ts';

export interface SignatoryColumn {
  readonly name: { readonly placement: TextPlacement; readonly text: string };
  readonly title: { readonly placement: TextPlacement; readonly text: string };
  /** The line to sign on: x, y, x, y. */
  readonly rule: readonly [number, number, number, number];
}

/** Columns wider than this look lost. */
const WIDEST_COLUMN = 190;

type Element = Extract<CompiledElement, { kind: 'signatories' }>;

/** Where the columns of a number of people are: the same objects each time, by which fitted texts are found. */
const placed = new WeakMap<Element, Map<number, readonly ColumnPosition[]>>();

interface ColumnPosition {
  readonly name: TextPlacement;
  readonly title: TextPlacement;
  readonly rule: SignatoryColumn['rule'];
}

/** One column for each signatory, side by side and centred; the first stands on the right. */
export function signatoryColumns(element: Element, people: readonly Signatory[]): SignatoryColumn[] {
  const { language } = element;
  return placesOf(element, people.length).map(({ name, title, rule }, index) => {
    const person = people[index];
    const said = (ar = '', en = '') => cleanText(language === 'ar' ? ar : en);
    return {
      name: { placement: name, text: said(person?.nameAr, person?.nameEn) },
      title: { placement: title, text: said(person?.titleAr, person?.titleEn) },
      rule,
    };
  });
}

function placesOf(element: Element, count: number): readonly ColumnPosition[] {
  let known = placed.get(element);
  if (!known) {
    known = new Map();
    placed.set(element, known);
  }
  let places = known.get(count);
  if (!places) {
    places = placeColumns(element, count);
    known.set(count, places);
  }
  return places;
}

function placeColumns(element: Element, count: number): ColumnPosition[] {
  const { x, gap } = element;
  const room = (element.width - gap * (count - 1)) / Math.max(1, count);
  const width = Math.min(WIDEST_COLUMN, room);
  const total = width * count + gap * (count - 1);
  const left = x + (element.width - total) / 2;
  const ruleY = element.name.y + element.name.size * 1.35;
  return Array.from({ length: count }, (_, index) => {
    // Both languages of one person stand in one column.
    const start = left + (count - 1 - index) * (width + gap);
    const at = (placement: TextPlacement): TextPlacement => ({ ...placement, x: start + width / 2, width });
    return {
      name: at(element.name),
      title: at(element.title),
      rule: [start + width * 0.12, ruleY, start + width * 0.88, ruleY],
    };
  });
}
