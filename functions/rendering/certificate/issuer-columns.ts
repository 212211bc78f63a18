import type { PrintedIssuer } from '../../domain/certificate/certificate.ts';
import { orderedText } from '../../domain/wording/directional-text.ts';
import { keepTogether } from '../../domain/wording/keep-together.ts';
import { cleanText } from '../text/clean-text.ts';
import type { Box, TextPlacement } from '../text/text-placement.ts';
import { columnsFromRight } from './columns-from-right.ts';
import type { CompiledElement } from './compiled-design.ts';

/** The column of one issuer: its logo, and its name below. */
interface IssuerColumn {
  readonly issuer: PrintedIssuer;
  readonly logo: Box | null;
  readonly name: { readonly placement: TextPlacement; readonly text: string };
}

/** Width in points above which a column of two looks lost. */
const MAX_COLUMN_WIDTH = 300;

/** Returns one column for each issuer, side by side and centred, the first on the right. */
export function issuerColumns(
  element: Extract<CompiledElement, { kind: 'issuers' }>,
  issuers: readonly PrintedIssuer[],
): IssuerColumn[] {
  const { name, logos, language } = element;
  const columns = columnsFromRight(element, issuers.length, MAX_COLUMN_WIDTH);
  return issuers.flatMap((issuer, index) => {
    const column = columns[index];
    if (!column) return [];
    const written = cleanText(language === 'ar' ? issuer.nameAr : issuer.nameEn);
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
