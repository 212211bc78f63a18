import { SaxesParser } from 'saxes';
import { TemplateFault } from './template-fault.ts';

/** An element of an SVG file with the line on which it begins. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: SvgElement[];
  readonly line: number;
}

/** Elements within each other. A drawing is walked by recursion, which a deeper one would overflow. */
const DEEPEST_LEVEL = 100;

/**
 * Parses an SVG file and returns its `svg` element. Text between elements is dropped.
 *
 * @throws TemplateFault with file and line of a syntax error, or of elements that are nested too deep.
 */
export function readSvg(source: string, file: string): SvgElement {
  const parser = new SaxesParser({ position: true });
  const open: SvgElement[] = [];
  let svg: SvgElement | undefined;
  let line = 1;
  parser.on('opentagstart', () => {
    line = parser.line;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: SvgElement = { name, attributes: new Map(Object.entries(attributes)), children: [], line };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > DEEPEST_LEVEL)
      throw new TemplateFault(file, line, `elements are nested more than ${DEEPEST_LEVEL} levels deep`);
    svg ??= element;
  });
  parser.on('closetag', () => open.pop());
  parser.on('error', ({ message }) => {
    // The message begins with the line and the column.
    throw new TemplateFault(file, parser.line, message.replace(/^\d+:\d+: /, ''));
  });
  parser.write(source).close();
  if (svg?.name !== 'svg') throw new TemplateFault(file, 1, 'there is no <svg> element');
  return svg;
}
