import { pdfNumber, pdfNumbers } from '../text/operands.ts';
import { svgPathOperators } from './svg-path.ts';
import { readSvg, type SvgElement } from './svg-source.ts';
import { TemplateFault } from './template-fault.ts';

/** A drawing as PDF operators, in the units of the SVG's viewBox, y upwards from its lower edge. */
export interface VectorArt {
  readonly width: number;
  readonly height: number;
  readonly operators: string;
  /** Operators of the forms `F0`, `F1`…, which are drawn several times and take their colours from the place of use. */
  readonly forms: readonly string[];
}

/** Paint that a shape inherits from its groups. */
interface Paint {
  readonly fill: string;
  readonly stroke: string;
  readonly evenOdd: boolean;
}

const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);
const IGNORED = new Set(['title', 'desc', 'metadata', 'defs', 'symbol']);
const PAINT_ATTRIBUTES = [
  'fill',
  'stroke',
  'fill-rule',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-dasharray',
  'transform',
  'id',
];
const GEOMETRY: Record<string, readonly string[]> = {
  svg: ['viewBox', 'width', 'height', 'xmlns', 'xmlns:xlink', 'version'],
  g: [],
  use: ['href', 'x', 'y'],
  path: ['d'],
  rect: ['x', 'y', 'width', 'height', 'rx'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points'],
  polygon: ['points'],
};

/**
 * Compiles an SVG file into PDF operators. Supports flat fills and strokes, groups, transforms and `use`. With `forms`,
 * a target that is used often becomes a form.
 *
 * @throws TemplateFault with file and line of anything else (gradients, opacity, text, style sheets), so that nothing
 *   is silently missing from a certificate.
 */
export function compileVectorArt(source: string, file: string, { forms = false } = {}): VectorArt {
  const svg = readSvg(source, file);
  const [left = 0, top = 0, width = 0, height = 0] = numbersOf(svg.attributes.get('viewBox') ?? '');
  if (!(width > 0 && height > 0))
    throw new TemplateFault(file, svg.line, 'svg needs viewBox="0 0 width height"');
  const named = new Map<string, SvgElement>();
  collectNamed(svg, named);
  const out: string[] = [`1 0 0 -1 ${pdfNumber(-left)} ${pdfNumber(height + top)} cm`];
  const repeated = forms ? repeatedTargets(svg) : new Set<string>();
  const drawing: Drawing = { file, named, out, depth: 0, repeated, forms: new Map() };
  drawGroup(drawing, svg, { fill: '#000000', stroke: 'none', evenOdd: false });
  return { width, height, operators: `${out.join('\n')}\n`, forms: [...drawing.forms.values()] };
}

/** The state of a compilation. */
interface Drawing {
  readonly file: string;
  readonly named: ReadonlyMap<string, SvgElement>;
  readonly out: string[];
  /** IDs of the targets that become forms. */
  readonly repeated: ReadonlySet<string>;
  /** Operators of the forms by target and paint. */
  readonly forms: Map<string, string>;
  /** Depth of nested `use`. */
  depth: number;
}

/** Collects the elements with an `id`. */
function collectNamed(element: SvgElement, named: Map<string, SvgElement>): void {
  const id = element.attributes.get('id');
  if (id) named.set(id, element);
  for (const child of element.children) collectNamed(child, named);
}

/** Returns the IDs of the targets that are used more than three times, for which a form is smaller. */
function repeatedTargets(svg: SvgElement): Set<string> {
  const counts = new Map<string, number>();
  const count = (element: SvgElement) => {
    const target = element.name === 'use' ? element.attributes.get('href')?.slice(1) : undefined;
    if (target !== undefined) counts.set(target, (counts.get(target) ?? 0) + 1);
    element.children.forEach(count);
  };
  count(svg);
  return new Set([...counts].filter(([, times]) => times > 3).map(([target]) => target));
}

function drawGroup(drawing: Drawing, group: SvgElement, inherited: Paint): void {
  const before = drawing.out.length;
  const paint = enter(drawing, group, inherited);
  const entered = drawing.out.length;
  for (const child of group.children) drawElement(drawing, child, paint);
  if (entered > before) drawing.out.push('Q');
}

function drawElement(drawing: Drawing, element: SvgElement, paint: Paint): void {
  const { file } = drawing;
  if (IGNORED.has(element.name)) return;
  const allowed = GEOMETRY[element.name];
  if (!allowed) throw new TemplateFault(file, element.line, `<${element.name}> is not supported in art`);
  for (const name of element.attributes.keys()) {
    if (!PAINT_ATTRIBUTES.includes(name) && !allowed.includes(name)) {
      throw new TemplateFault(
        file,
        element.line,
        `attribute ${name} of <${element.name}> is not supported in art`,
      );
    }
  }
  if (element.name === 'g') drawGroup(drawing, element, paint);
  else if (element.name === 'use') drawUse(drawing, element, paint);
  else if (SHAPES.has(element.name)) drawShape(drawing, element, paint);
}

function drawUse(drawing: Drawing, use: SvgElement, inherited: Paint): void {
  const target = drawing.named.get((use.attributes.get('href') ?? '').slice(1));
  if (!target)
    throw new TemplateFault(
      drawing.file,
      use.line,
      `use refers to ${use.attributes.get('href')}, which doesn't exist`,
    );
  if (drawing.depth > 8) throw new TemplateFault(drawing.file, use.line, 'use refers to itself');
  drawing.depth++;
  drawing.out.push('q');
  const paint = enter(drawing, use, inherited, false);
  const [x, y] = [numberOf(drawing, use, 'x'), numberOf(drawing, use, 'y')];
  if (x || y) drawing.out.push(`1 0 0 1 ${pdfNumbers([x, y])} cm`);
  const id = target.attributes.get('id') ?? '';
  if (drawing.repeated.has(id)) drawing.out.push(`/${formOf(drawing, id, target, paint)} Do`);
  else drawTarget(drawing, target, paint);
  drawing.out.push('Q');
  drawing.depth--;
}

function drawTarget(drawing: Drawing, target: SvgElement, paint: Paint): void {
  if (target.name === 'symbol') for (const child of target.children) drawElement(drawing, child, paint);
  else drawElement(drawing, target, paint);
}

/** Returns the name of the form of a target; there is one form for each paint that the target inherits. */
function formOf(drawing: Drawing, id: string, target: SvgElement, paint: Paint): string {
  const key = JSON.stringify([id, paint.fill === 'none', paint.stroke === 'none', paint.evenOdd]);
  const names = [...drawing.forms.keys()];
  if (!names.includes(key)) {
    const out: string[] = [];
    drawTarget({ ...drawing, out }, target, paint);
    drawing.forms.set(key, `${out.join('\n')}\n`);
    names.push(key);
  }
  return `F${names.indexOf(key)}`;
}

/** Writes the graphics state of an element, after `q` if `save` is true, and returns the paint of its children. */
function enter(drawing: Drawing, element: SvgElement, inherited: Paint, save = true): Paint {
  const { out, file } = drawing;
  const { attributes } = element;
  const set: string[] = [];
  const transform = attributes.get('transform');
  if (transform) set.push(...matricesOf(transform, file, element.line));
  const width = attributes.get('stroke-width');
  if (width) set.push(`${pdfNumber(Number(width))} w`);
  const cap = attributes.get('stroke-linecap');
  if (cap) set.push(`${['butt', 'round', 'square'].indexOf(cap)} J`);
  const join = attributes.get('stroke-linejoin');
  if (join) set.push(`${['miter', 'round', 'bevel'].indexOf(join)} j`);
  const dashes = attributes.get('stroke-dasharray');
  if (dashes) set.push(`[${dashes === 'none' ? '' : pdfNumbers(numbersOf(dashes))}] 0 d`);
  const fill = attributes.get('fill');
  if (fill && fill !== 'none') set.push(`${rgb(fill, file, element.line)} rg`);
  const stroke = attributes.get('stroke');
  if (stroke && stroke !== 'none') set.push(`${rgb(stroke, file, element.line)} RG`);
  if (set.length && save) out.push('q');
  out.push(...set);
  return {
    fill: fill ?? inherited.fill,
    stroke: stroke ?? inherited.stroke,
    evenOdd: attributes.has('fill-rule') ? attributes.get('fill-rule') === 'evenodd' : inherited.evenOdd,
  };
}

function drawShape(drawing: Drawing, shape: SvgElement, inherited: Paint): void {
  const { out } = drawing;
  const before = out.length;
  const paint = enter(drawing, shape, inherited);
  const entered = out.length > before;
  const fills = paint.fill !== 'none' && shape.name !== 'line';
  const strokes = paint.stroke !== 'none';
  if (fills || strokes) {
    out.push(pathOf(drawing, shape));
    const star = paint.evenOdd ? '*' : '';
    out.push(fills && strokes ? `B${star}` : fills ? `f${star}` : 'S');
  }
  if (entered) out.push('Q');
}

/** Returns the path operators of a shape. */
function pathOf(drawing: Drawing, shape: SvgElement): string {
  const n = (name: string) => numberOf(drawing, shape, name);
  const ellipse = (cx: number, cy: number, rx: number, ry: number) =>
    `M${cx + rx} ${cy}A${rx} ${ry} 0 1 1 ${cx - rx} ${cy}A${rx} ${ry} 0 1 1 ${cx + rx} ${cy}Z`;
  let d = shape.attributes.get('d') ?? '';
  if (shape.name === 'circle') d = ellipse(n('cx'), n('cy'), n('r'), n('r'));
  else if (shape.name === 'ellipse') d = ellipse(n('cx'), n('cy'), n('rx'), n('ry'));
  else if (shape.name === 'line') d = `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`;
  else if (shape.name === 'rect') d = rectanglePath(n('x'), n('y'), n('width'), n('height'), n('rx'));
  else if (shape.name.startsWith('poly')) {
    d = `M${shape.attributes.get('points') ?? ''}${shape.name === 'polygon' ? 'Z' : ''}`;
  }
  try {
    return svgPathOperators(d);
  } catch (error) {
    throw new TemplateFault(drawing.file, shape.line, error instanceof Error ? error.message : String(error));
  }
}

function rectanglePath(x: number, y: number, width: number, height: number, r: number): string {
  if (!r) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const [w, h] = [width - 2 * r, height - 2 * r];
  return `M${x + r} ${y}h${w}a${r} ${r} 0 0 1 ${r} ${r}v${h}a${r} ${r} 0 0 1 ${-r} ${r}h${-w}a${r} ${r} 0 0 1 ${-r} ${-r}v${-h}a${r} ${r} 0 0 1 ${r} ${-r}Z`;
}

/** Returns the value of a numeric attribute, 0 without it. */
function numberOf({ file }: Drawing, element: SvgElement, name: string): number {
  const text = element.attributes.get(name) ?? '0';
  const value = Number(text);
  if (!Number.isFinite(value))
    throw new TemplateFault(file, element.line, `${name}="${text}" is not a number`);
  return value;
}

function numbersOf(text: string): number[] {
  return [...text.matchAll(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g)].map((match) => Number(match[0]));
}

/**
 * Returns red, green and blue from 0 to 1 for `#rrggbb` or `#rgb`.
 *
 * @throws TemplateFault when the text is no such colour.
 */
export function rgb(colour: string, file: string, line: number): string {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(colour)?.[1];
  if (!hex) throw new TemplateFault(file, line, `"${colour}" is not a colour; write it as #rrggbb`);
  const wide = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return [0, 2, 4].map((at) => pdfNumber(Number.parseInt(wide.slice(at, at + 2), 16) / 255)).join(' ');
}

/** Returns the `cm` operators of a transform. */
function matricesOf(transform: string, file: string, line: number): string[] {
  return [...transform.matchAll(/(\w+)\s*\(([^)]*)\)/g)].map(([whole, kind, text = '']) => {
    const [a = 0, b, c] = numbersOf(text);
    const [cos, sin] = [Math.cos((a * Math.PI) / 180), Math.sin((a * Math.PI) / 180)];
    switch (kind) {
      case 'translate':
        return `1 0 0 1 ${pdfNumbers([a, b ?? 0])} cm`;
      case 'scale':
        return `${precise([a, 0, 0, b ?? a])} 0 0 cm`;
      case 'rotate': {
        const [cx, cy] = [b ?? 0, c ?? 0];
        return `${precise([cos, sin, -sin, cos])} ${pdfNumbers([cx - cos * cx + sin * cy, cy - sin * cx - cos * cy])} cm`;
      }
      case 'matrix':
        return `${precise(numbersOf(text))} cm`;
      default:
        throw new TemplateFault(file, line, `transform ${whole} is not supported in art`);
    }
  });
}

/** Formats numbers with five decimals, as matrices need. */
function precise(values: readonly number[]): string {
  return values.map((value) => String(Math.round(value * 1e5) / 1e5)).join(' ');
}
