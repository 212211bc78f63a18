import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { FILE_KINDS } from '../../../../functions/domain/import/import-record.ts';
import { columnsOf } from '../../../../functions/importing/file-kind.ts';
import { isOurHeading } from '../../../../functions/importing/heading-mapping.ts';
import { readJson } from '../../../../functions/runtime/http/read-json.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import type { Messages } from '../wording/messages-en.ts';

/** Our headings by a source's own; null for a column to leave out. */
export type Mapping = Readonly<Record<string, string | null>>;

/** One line of a mapping, with where it is. */
interface Line {
  readonly at: string;
  readonly heading: string;
  readonly target: unknown;
}

/**
 * Reads a mapping from a source's headings to ours: a JSON object, or a CSV of two columns. An empty heading of ours
 * leaves the column out.
 * @throws WrongUsage, with the line or the heading, when it can't be read or leads to a heading that isn't ours.
 */
export async function readMapping(path: string, messages: Messages): Promise<Mapping> {
  const text = new TextDecoder('utf-8').decode(await readFile(path));
  const lines = text.trimStart().startsWith('{')
    ? jsonLines(path, text, messages)
    : csvLines(path, text, messages);
  // Without a prototype, so that a heading `__proto__` is a key like any other.
  const mapping: Record<string, string | null> = Object.create(null);
  for (const { at, heading, target } of lines) {
    if (heading === '' || (target !== null && typeof target !== 'string'))
      throw new WrongUsage(messages.mappingForm(at));
    if (Object.hasOwn(mapping, heading)) throw new WrongUsage(messages.mappedTwice(at, heading));
    if (target !== null && target !== '' && !isOurHeading(target))
      throw new WrongUsage(messages.notOurHeading(at, target, ourHeadings().join(messages.comma)));
    mapping[heading] = target === '' ? null : target;
  }
  if (Object.keys(mapping).length === 0) throw new WrongUsage(messages.mappingForm(path));
  return mapping;
}

function jsonLines(path: string, text: string, messages: Messages): Line[] {
  const read = readJson(text);
  if ('fault' in read || typeof read.value !== 'object' || read.value === null)
    throw new WrongUsage(messages.mappingForm(path));
  return Object.entries(read.value).map(([heading, target]) => ({
    at: `${path}, «${heading}»`,
    heading: heading.trim(),
    target: typeof target === 'string' ? target.trim() : target,
  }));
}

function csvLines(path: string, text: string, messages: Messages): Line[] {
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as readonly {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return rows.map(({ record: [heading = '', target, ...others], info }) => ({
      at: `${path}:${info.lines}`,
      heading,
      target: others.some((other) => other !== '') ? undefined : target,
    }));
  } catch {
    throw new WrongUsage(messages.mappingForm(path));
  }
}

const ourHeadings = (): string[] => [
  ...new Set(FILE_KINDS.flatMap((kind) => columnsOf(kind).map(([name]) => name as string))),
];
