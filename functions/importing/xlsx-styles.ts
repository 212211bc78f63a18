import type { Readable } from 'node:stream';
import { readWholeXml } from './read-xml.ts';

/** What a cell's number stands for. `time` is a time of day or a duration; `digits` has leading zeros. */
export type NumberForm =
  | { readonly form: 'number' | 'date' | 'time' | 'datetime' }
  | { readonly form: 'digits'; readonly width: number };

/** Reads the number form of each cell style of a workbook, by style index. */
export async function readNumberForms(styles: Readable): Promise<NumberForm[]> {
  const custom = new Map<number, string>();
  const forms: NumberForm[] = [];
  let inCellStyles = false;
  await readWholeXml(styles, {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) forms.push(formOf(Number(attributes.numFmtId ?? 0), custom));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return forms;
}

/** Returns the form of a number format: built-in IDs as in ECMA-376 part 1, 18.8.30, and custom format codes. */
function formOf(id: number, custom: ReadonlyMap<number, string>): NumberForm {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58)) return { form: 'date' };
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return { form: 'time' };
  if (id === 22) return { form: 'datetime' };
  const code = (custom.get(id) ?? '').split(';')[0]?.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, '') ?? '';
  if (/^0{2,}$/.test(code)) return { form: 'digits', width: code.length };
  const day = /[yd]/i.test(code);
  const time = /[hs]/i.test(code);
  if (day && time) return { form: 'datetime' };
  return { form: day ? 'date' : time ? 'time' : 'number' };
}

const DAY_MILLISECONDS = 86_400_000;
const DAY_MINUTES = 1440;

/** Returns a number as text of its form: `2025-07-01`, `07:30` (may exceed 24 hours), `0042` or the plain number. */
export function numberText(text: string, { form, ...rest }: NumberForm, from1904: boolean): string {
  const value = Number(text);
  // A spreadsheet stores 15 significant digits. Exponential notation shows that the rest is lost (ID_SCIENTIFIC).
  if (Math.abs(value) >= 1e15 && form !== 'time') return value.toExponential().toUpperCase();
  if (form === 'number' || !Number.isFinite(value)) return Number.isFinite(value) ? String(value) : text;
  if (form === 'digits' && 'width' in rest) return String(value).padStart(rest.width, '0');
  if (form === 'time') return clock(Math.round(value * DAY_MINUTES));
  const day = Math.floor(value);
  // In the 1900 system, day 60 is 29 February 1900, which did not exist: later days are one too high.
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(epoch + day * DAY_MILLISECONDS);
  if (Number.isNaN(date.getTime())) return text;
  const isoDate = date.toISOString().slice(0, 10);
  const minutes = Math.round((value - day) * DAY_MINUTES);
  return form === 'date' || minutes === 0 ? isoDate : `${isoDate} ${clock(minutes)}`;
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
