import type { Readable } from 'node:stream';
import { readWholeXml } from './read-xml.ts';

/** How a number is meant: a day, a time of day or a duration, both, digits with leading zeros, or just a number. */
export type NumberForm =
  | { readonly form: 'number' | 'date' | 'time' | 'datetime' }
  | { readonly form: 'digits'; readonly width: number };

/** The form of each cell style of a workbook, by its index. */
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

/** A number as its form means it: `2025-07-01`, `07:30` (also over 24 hours), `0042` or the number itself. */
export function numberText(text: string, { form, ...rest }: NumberForm, from1904: boolean): string {
  const value = Number(text);
  // A sheet keeps fifteen digits: what follows them is lost, and writing it out would hide that.
  if (Math.abs(value) >= 1e15 && form !== 'time') return value.toExponential().toUpperCase();
  if (form === 'number' || !Number.isFinite(value)) return Number.isFinite(value) ? String(value) : text;
  if (form === 'digits' && 'width' in rest) return String(value).padStart(rest.width, '0');
  if (form === 'time') return clock(Math.round(value * DAY_MINUTES));
  const day = Math.floor(value);
  // Day 60 of the older system is 29 February 1900, which never was; the days after it are one too high.
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(epoch + day * DAY_MILLISECONDS);
  if (Number.isNaN(date.getTime())) return text;
  const written = date.toISOString().slice(0, 10);
  const minutes = Math.round((value - day) * DAY_MINUTES);
  return form === 'date' || minutes === 0 ? written : `${written} ${clock(minutes)}`;
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
