import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { FACT_NAMES, placeholdersOf, type Wording, wordingTexts } from '../certificate/wording.ts';
import { FACE_NAMES } from '../fonts/face.ts';
import { type LocatedJson, readLocatedJson } from './json-lines.ts';
import { TemplateFault } from './template-fault.ts';

/** Points from the left edge and, as in SVG, from the top edge. */
const point = z.number();
const positive = z.number().positive();
const language = z.enum(['ar', 'en']);
const box = z.tuple([point, point, positive, positive]);
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'write a colour as #rrggbb');

const style = z.strictObject({
  face: z.enum(FACE_NAMES),
  size: positive,
  colour,
});

const text = z.strictObject({
  kind: z.literal('text'),
  id: z.string().min(1),
  language,
  wording: z.string(),
  style: z.string(),
  x: point,
  /** Baseline of the first line. */
  y: point,
  width: positive,
  align: z.enum(['left', 'centre', 'right']),
  lines: z.number().int().min(1).max(6).default(1),
  minimumSize: positive.optional(),
  leading: positive.default(1.35),
  prefer: z.enum(['shrink', 'break']).default('break'),
  /** Whether further lines push the first one up, leave it, or share the room around it. */
  grow: z.enum(['down', 'middle', 'up']).default('down'),
  /** Top and bottom edge between which all ink stays, marks and further lines included. */
  band: z.tuple([point, point]).optional(),
  tag: z.enum(['H1', 'H2', 'P']).default('P'),
  link: z.boolean().default(false),
});

const qr = z.strictObject({ kind: z.literal('qr'), language, x: point, y: point, size: positive, colour });

const logo = z.strictObject({
  kind: z.literal('logo'),
  language,
  issuer: z.number().int().min(0).max(3),
  box,
  /** A repetition of a logo that is already there: screen readers pass over it. */
  decorative: z.boolean().default(false),
});

const signatories = z.strictObject({
  kind: z.literal('signatories'),
  language,
  /** Whose: one issuer's, by its place, or those of all. */
  issuer: z.union([z.number().int().min(0).max(3), z.literal('all')]),
  x: point,
  /** Baseline of the names; titles stand below. */
  y: point,
  width: positive,
  gap: positive.default(18),
  /** Into how many lines a title may break before it shrinks; keep room for them. */
  titleLines: z.number().int().min(1).max(3).default(1),
  nameStyle: z.string(),
  titleStyle: z.string(),
  /** Colour of the line above each name; none when absent. */
  rule: colour.optional(),
});

/** Where the signature field of a sealed document stands. */
const seal = z.strictObject({ kind: z.literal('seal'), box, colour });

const layout = z.strictObject({
  version: z.number().int().positive(),
  page: z.strictObject({ width: positive, height: positive }),
  art: z.string(),
  styles: z.record(z.string(), style),
  elements: z.array(z.discriminatedUnion('kind', [text, qr, logo, signatories, seal])).min(1),
});

export type DesignLayout = z.infer<typeof layout>;
export type LayoutElement = DesignLayout['elements'][number];
export type TextStyle = z.infer<typeof style>;
export type Language = z.infer<typeof language>;

/** A design as the designer writes it, checked. */
export interface DesignSource {
  /** `participation@1`. */
  readonly design: string;
  readonly layout: DesignLayout;
  readonly wording: Readonly<Record<Language, Wording>>;
  readonly art: { readonly file: string; readonly svg: string };
}

type WordingTree = string | { [key: string]: WordingTree };
const wordingTree: z.ZodType<WordingTree> = z.lazy(() =>
  z.union([z.string().min(1), z.record(z.string(), wordingTree)]),
);
const wordingFile = z.record(z.string(), wordingTree);

/** Reads `templates/<name>/`; anything broken in it is a fault with file and line. */
export function readDesignSource(templatesDir: string, name: string): DesignSource {
  const file = (fileName: string) => join(templatesDir, 'designs', name, fileName);
  const layoutJson = readLocatedJson(readText(file('layout.json')), file('layout.json'));
  const checked = check(layout, layoutJson, file('layout.json'));
  const wording = {
    ar: readWording(file('wording.ar.json')),
    en: readWording(file('wording.en.json')),
  };
  checkSameKeys(wording.ar, wording.en, file('wording.en.json'));
  checkReferences(checked, wording, layoutJson, file('layout.json'));
  const art = file(checked.art);
  if (!existsSync(art))
    throw new TemplateFault(file('layout.json'), layoutJson.lineOf(['art']), `there is no ${art}`);
  return {
    design: `${name}@${checked.version}`,
    layout: checked,
    wording,
    art: { file: art, svg: readFileSync(art, 'utf8') },
  };
}

function readText(file: string): string {
  if (!existsSync(file)) throw new TemplateFault(file, 1, 'the file is missing');
  return readFileSync(file, 'utf8');
}

function check<T>(schema: z.ZodType<T>, json: LocatedJson, file: string): T {
  const result = schema.safeParse(json.value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  throw new TemplateFault(
    file,
    json.lineOf(issue?.path ?? []),
    `${where}${issue?.message ?? 'not a layout'}`,
  );
}

function readWording(file: string): Wording {
  const json = readLocatedJson(readText(file), file);
  const wording = check(wordingFile, json, file);
  for (const { path, text: sentence } of wordingTexts(wording)) {
    for (const placeholder of placeholdersOf(sentence)) {
      if (!FACT_NAMES.has(placeholder.fact)) {
        throw new TemplateFault(
          file,
          json.lineOf(path),
          `{${placeholder.fact}} is not a fact of a certificate; there are ${[...FACT_NAMES].join(', ')}`,
        );
      }
    }
  }
  return wording;
}

function checkSameKeys(ar: Wording, en: Wording, file: string): void {
  for (const key of Object.keys(ar)) {
    if (!(key in en)) throw new TemplateFault(file, 1, `"${key}" is in wording.ar.json and missing here`);
  }
  for (const key of Object.keys(en)) {
    if (!(key in ar)) throw new TemplateFault(file, 1, `"${key}" is not in wording.ar.json`);
  }
}

function checkReferences(
  checked: DesignLayout,
  wording: DesignSource['wording'],
  json: LocatedJson,
  file: string,
): void {
  const seen = new Set<string>();
  checked.elements.forEach((element, index) => {
    const fault = (member: string, problem: string) =>
      new TemplateFault(file, json.lineOf(['elements', index, member]), problem);
    const styles =
      element.kind === 'text'
        ? (['style'] as const).map((member) => [member, element[member]] as const)
        : element.kind === 'signatories'
          ? (['nameStyle', 'titleStyle'] as const).map((member) => [member, element[member]] as const)
          : [];
    for (const [member, name] of styles) {
      if (!(name in checked.styles)) throw fault(member, `there is no style "${name}"`);
    }
    if (element.kind !== 'text') return;
    if (!(element.wording in wording[element.language])) {
      throw fault('wording', `there is no wording "${element.wording}"`);
    }
    if (seen.has(element.id)) throw fault('id', `the id "${element.id}" is there twice`);
    seen.add(element.id);
  });
  for (const kind of ['qr', 'seal'] as const) {
    const count = checked.elements.filter((element) => element.kind === kind).length;
    if (count !== 1)
      throw new TemplateFault(
        file,
        json.lineOf(['elements']),
        `a design has one "${kind}" element, not ${count}`,
      );
  }
  for (const fact of ['name', 'displayId', 'hours']) {
    const printed = checked.elements.some(
      (element) =>
        element.kind === 'text' &&
        wordingTexts({ it: wording[element.language][element.wording] ?? '' }).some(({ text: sentence }) =>
          placeholdersOf(sentence).some((placeholder) => placeholder.fact === fact),
        ),
    );
    if (!printed) throw new TemplateFault(file, json.lineOf(['elements']), `no element prints {${fact}}`);
  }
}
