import type { Readable } from 'node:stream';
import { getFormatFromId } from 'numfmt';
import { NumberFormat } from './number-format.ts';
import { readWholeXml } from './read-xml.ts';

/** A cell style: how numbers are shown, and whether the text is struck out. */
export interface CellStyle {
  readonly format: NumberFormat;
  readonly struck: boolean;
}

/** Reads the cell styles of a workbook, by style index. */
export async function readCellStyles(styles: Readable): Promise<CellStyle[]> {
  const codes = new Map<number, string>();
  const formats = new Map<number, NumberFormat>();
  const fontsStruck: boolean[] = [];
  const cellStyles: CellStyle[] = [];
  const formatOf = (id: number): NumberFormat => {
    const format = formats.get(id) ?? new NumberFormat(codes.get(id) ?? getFormatFromId(id) ?? 'General');
    formats.set(id, format);
    return format;
  };
  let inFonts = false;
  let inCellStyles = false;
  await readWholeXml(styles, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'fonts') inFonts = true;
      else if (name === 'font' && inFonts) fontsStruck.push(false);
      else if (name === 'strike' && inFonts)
        fontsStruck[fontsStruck.length - 1] = !['0', 'false'].includes(attributes.val ?? '1');
      else if (name === 'xf' && inCellStyles)
        cellStyles.push({
          format: formatOf(Number(attributes.numFmtId ?? 0)),
          struck: fontsStruck[Number(attributes.fontId ?? 0)] ?? false,
        });
    },
    close: (name) => {
      if (name === 'fonts') inFonts = false;
      else if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return cellStyles;
}
