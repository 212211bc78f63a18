import { TemplateFault } from './template-fault.ts';

/** An element of an SVG file with the line on which it begins. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: SvgElement[];
  readonly line: number;
}

/**
 * Parses an SVG file and returns its `svg` element. Text between elements is dropped.
 *
 * @throws TemplateFault with file and line of a syntax error.
 */
export function readSvg(source: string, file: string): SvgElement {
  const root: SvgElement = { name: '#document', attributes: new Map(), children: [], line: 1 };
  const open: SvgElement[] = [root];
  const tag =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<(\/?)([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|</g;
  let line = 1;
  let counted = 0;
  for (const match of source.matchAll(tag)) {
    line += newlines(source, counted, match.index);
    counted = match.index;
    const [whole, closing, name, attributes = '', selfClosing] = match;
    if (whole === '<') throw new TemplateFault(file, line, '"<" begins no element, comment or declaration');
    if (name === undefined) continue;
    const parent = open.at(-1);
    if (closing) {
      if (parent?.name !== name) throw new TemplateFault(file, line, `</${name}> closes <${parent?.name}>`);
      open.pop();
      continue;
    }
    const element: SvgElement = { name, attributes: readAttributes(attributes), children: [], line };
    parent?.children.push(element);
    if (!selfClosing) open.push(element);
  }
  if (open.length > 1) {
    throw new TemplateFault(file, open.at(-1)?.line ?? 1, `<${open.at(-1)?.name}> is never closed`);
  }
  const svg = root.children.find((child) => child.name === 'svg');
  if (!svg) throw new TemplateFault(file, 1, 'there is no <svg> element');
  return svg;
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(match[1] ?? '', match[2] ?? match[3] ?? '');
  }
  return attributes;
}

/** Counts the line breaks in [from, to). */
function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 10) count++;
  return count;
}
