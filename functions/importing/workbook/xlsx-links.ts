import type { Readable } from 'node:stream';
import { readWholeXml } from './read-xml.ts';
import { columnIndex } from './xlsx-merges.ts';

/** The address that a cell leads to. */
export interface CellLink {
  readonly row: number;
  readonly column: number;
  readonly address: string;
}

const MOST_LINKS = 20_000;
/** Excel has no longer formula. */
const MOST_FORMULA_CHARACTERS = 8_192;
const FORMULA_OF_LINK = /\bHYPERLINK\(\s*"((?:[^"]|"")*)"/i;

/** Reads the target of each relation of a part, by relation ID. */
export async function readTargets(relations: Readable): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await readWholeXml(relations, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target);
    },
  });
  return targets;
}

/**
 * Reads the links of the cells of a worksheet: of the list behind its rows, whose addresses stand in a part of their own,
 * and of formulas that give an address.
 *
 * @throws UnreadableFile when the XML is damaged.
 */
export async function readLinks(worksheet: Readable, relations: Readable | null): Promise<CellLink[]> {
  const addresses = relations ? await readTargets(relations) : new Map<string, string>();
  const links: CellLink[] = [];
  const add = (reference: string, address: string | undefined) => {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)/.exec(reference) ?? [];
    if (address !== undefined && row !== '' && links.length < MOST_LINKS)
      links.push({ row: Number(row), column: columnIndex(column), address });
  };
  let cell = '';
  let formula: string | undefined;
  await readWholeXml(worksheet, {
    open: (name, attributes) => {
      if (name === 'c') cell = attributes.r ?? '';
      else if (name === 'f') formula = '';
      else if (name === 'hyperlink') {
        const [, relation = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
        add(attributes.ref ?? '', addresses.get(relation));
      }
    },
    text: (chunk) => {
      if (formula !== undefined && formula.length < MOST_FORMULA_CHARACTERS) formula += chunk;
    },
    close: (name) => {
      if (name !== 'f' || formula === undefined) return;
      add(cell, FORMULA_OF_LINK.exec(formula)?.[1]?.replaceAll('""', '"'));
      formula = undefined;
    },
  });
  return links;
}
