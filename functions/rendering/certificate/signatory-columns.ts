import type { Signatory } from '../../domain/issuer.ts';
import { orderedText } from '../../domain/wording/directional-text.ts';
import { keepTogether } from '../../domain/wording/keep-together.ts';
import { cleanText } from '../text/clean-text.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { fitPlacement, type TextPlacement } from '../text/text-placement.ts';
import { columnsFromRight } from './columns-from-right.ts';
import type { CompiledElement } from './compiled-design.ts';

/** A text with its placement. */
export interface PlacedText {
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
/** The room of a signature: 25 mm wide. It stands above the line, 12 mm high. */
export const SIGNATURE = { width: 71, height: 34 } as const;

/** Bottom and top edge of a text, in points above the baseline of a name on one line. */
type Edges = readonly [bottom: number, top: number];

/**
 * The rooms of name and title, so that nothing touches the line to sign on, the other language or the foot of the page:
 * in the upper language below the line, in the lower one below the title of the upper one, 30 points further down.
 */
const BANDS: Record<
  'belowRule' | 'belowTitle',
  Record<'plain' | 'dense', { readonly name: Edges; readonly title: Edges }>
> = {
  belowRule: {
    plain: { name: [-4.4, 11.4], title: [-23.2, -5] },
    dense: { name: [-7, 11.4], title: [-23.2, -7.6] },
  },
  belowTitle: {
    plain: { name: [-2.6, 6.7], title: [-21.6, -3.2] },
    dense: { name: [-7, 6.7], title: [-21.6, -7.6] },
  },
};

type SignatoriesElement = Extract<CompiledElement, { kind: 'signatories' }>;

/** Returns one column for each signatory, side by side and centred, the first on the right. */
export function signatoryColumns(
  element: SignatoriesElement,
  people: readonly Signatory[],
  library: FontLibrary,
): SignatoryColumn[] {
  const { language } = element;
  const ruleY = element.name.y + element.name.size * 1.35;
  const columns = columnsFromRight(element, people.length, MAX_COLUMN_WIDTH);
  return people.flatMap((person, index) => {
    const column = columns[index];
    if (!column) return [];
    const { x, width } = column;
    const middle = x + width / 2;
    const half = Math.max(SIGNATURE.width, width * 0.76) / 2;
    const inColumn = (placement: TextPlacement, ar: string, en: string): PlacedText => ({
      placement: { ...placement, x: middle, width },
      text: keepTogether(orderedText(cleanText(language === 'ar' ? ar : en), language)),
    });
    const name = inColumn(element.name, person.nameAr, person.nameEn);
    const title = inColumn(element.title, person.titleAr, person.titleEn);
    const { size } = fitPlacement(library, name.placement, name.text);
    const dense = size < name.placement.minimumSize;
    const bands = (element.rule ? BANDS.belowRule : BANDS.belowTitle)[dense ? 'dense' : 'plain'];
    const between = ({ placement, text }: PlacedText, [bottom, top]: Edges): PlacedText => ({
      text,
      placement: { ...placement, band: [element.name.y + bottom, element.name.y + top] },
    });
    return {
      name: between(dense ? onTwoLines(name) : name, bands.name),
      title: between(dense ? belowTwoLines(title) : title, bands.title),
      rule: [middle - half, ruleY, middle + half, ruleY] as const,
    };
  });
}

/** Lets a name take two lines that are together hardly taller than one. */
function onTwoLines({ placement, text }: PlacedText): PlacedText {
  const { minimumSize } = placement;
  return { text, placement: { ...placement, size: minimumSize, lines: 2, leading: 1.12, grow: 'middle' } };
}

/** Makes a title below a name of two lines smaller, so that it ends where it otherwise does. */
function belowTwoLines({ placement, text }: PlacedText): PlacedText {
  return { text, placement: { ...placement, size: placement.minimumSize, leading: 1.12 } };
}

/** Returns how many of some people have the room to sign, with a name and a title that can be read. */
export function mostSignatories(
  element: SignatoriesElement,
  people: readonly Signatory[],
  library: FontLibrary,
): number {
  const { width, gap } = element;
  let most = Math.floor((width + gap) / (SIGNATURE.width + gap));
  for (; most > 0; most--) {
    const columns = signatoryColumns(element, people.slice(0, most), library);
    const readable = columns
      .flatMap(({ name, title }) => [name, title])
      .every(({ placement, text }) => fitPlacement(library, placement, text).size >= placement.minimumSize);
    if (readable) return most;
  }
  return most;
}
