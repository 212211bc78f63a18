import type { Readable } from 'node:stream';
import { getFormatFromId } from 'numfmt';
import { NumberFormat } from './number-format.ts';
import { readWholeXml } from './read-xml.ts';

/** Reads the number format of each cell style of a workbook, by style index. */
export async function readNumberFormats(styles: Readable): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats = new Map<number, NumberFormat>();
  const styleFormats: NumberFormat[] = [];
  const formatOf = (id: number): NumberFormat => {
    const format = formats.get(id) ?? new NumberFormat(codes.get(id) ?? getFormatFromId(id) ?? 'General');
    formats.set(id, format);
    return format;
  };
  let inCellStyles = false;
  await readWholeXml(styles, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) styleFormats.push(formatOf(Number(attributes.numFmtId ?? 0)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styleFormats;
}
