import type { PrintedIssuer } from '../../domain/certificate/certificate.ts';
import { orderedText } from '../../domain/wording/directional-text.ts';
import { keepTogether } from '../../domain/wording/keep-together.ts';
import { nameIn } from '../../domain/wording/language.ts';
import { cleanText } from '../text/clean-text.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { type Box, fitPlacement, type TextPlacement } from '../text/text-placement.ts';
import { columnsFromRight } from './columns-from-right.ts';
import type { CompiledElement } from './compiled-design.ts';

/** The column of one issuer: its logo, and its name below. */
interface IssuerColumn<Named> {
  readonly issuer: Named;
  readonly logo: Box | null;
  readonly name: { readonly placement: TextPlacement; readonly text: string };
}

/** Width in points above which a column of two looks lost. */
const MAX_COLUMN_WIDTH = 300;

type IssuersElement = Extract<CompiledElement, { kind: 'issuers' }>;

/** Returns one column for each issuer, side by side and centred, the first on the right. */
export function issuerColumns<Named extends Pick<PrintedIssuer, 'nameAr' | 'nameEn'>>(
  element: IssuersElement,
  issuers: readonly Named[],
): IssuerColumn<Named>[] {
  const { name, logos, language } = element;
  const columns = columnsFromRight(element, issuers.length, MAX_COLUMN_WIDTH);
  return issuers.flatMap((issuer, index) => {
    const column = columns[index];
    if (!column) return [];
    const written = cleanText(nameIn(language, issuer));
    const middle = column.x + column.width / 2;
    return {
      issuer,
      logo: logos && [column.x, logos[0], column.x + column.width, logos[1]],
      name: {
        placement: { ...name, x: middle, width: column.width },
        text: keepTogether(orderedText(written, language)),
      },
    };
  });
}

/** Returns how many of some issuers have names that can be read in their columns. */
export function mostIssuers(
  element: IssuersElement,
  issuers: readonly Pick<PrintedIssuer, 'nameAr' | 'nameEn'>[],
  library: FontLibrary,
): number {
  let most = element.most;
  for (; most > 0; most--) {
    const readable = issuerColumns(element, issuers.slice(0, most)).every(
      ({ name: { placement, text } }) => fitPlacement(library, placement, text).size >= placement.minimumSize,
    );
    if (readable) return most;
  }
  return most;
}
