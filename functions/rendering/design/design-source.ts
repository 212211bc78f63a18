import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Language } from '../../domain/wording/language.ts';
import { FACT_NAMES, isCertificateFact } from '../certificate/certificate-wording.ts';
import { FACE_NAMES } from '../template-fonts.ts';
import {
  type Placeholder,
  placeholdersOf,
  type Wording,
  type WordingTree,
  wordingTexts,
} from '../wording.ts';
import { type LocatedJson, readLocatedJson } from './json-lines.ts';
import { TemplateFault } from './template-fault.ts';

/** Points from the left edge, or from the top edge as in SVG. */
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
  /** Whether further lines go below the first line, move it up, or move it up by half their height. */
  grow: z.enum(['down', 'middle', 'up']).default('down'),
  /** Top and bottom edge between which all ink stays, including stacked marks and further lines. */
  band: z.tuple([point, point]).optional(),
  /** A further line with its own leading and band, for a text that would be smaller than `minimumSize` without it. */
  spareLine: z.strictObject({ leading: positive, band: z.tuple([point, point]) }).optional(),
  tag: z.enum(['H1', 'H2', 'P']).default('P'),
  link: z.boolean().default(false),
});

const qr = z.strictObject({ kind: z.literal('qr'), language, x: point, y: point, size: positive });

const logo = z.strictObject({
  kind: z.literal('logo'),
  language,
  issuer: z.number().int().min(0).max(3),
  box,
  /** Marks a repetition of another logo, which screen readers skip. */
  decorative: z.boolean().default(false),
});

/** All issuers of a joint initiative side by side, each with its logo above its name. */
const issuers = z.strictObject({
  kind: z.literal('issuers'),
  language,
  x: point,
  /** Baseline of a name of one line, or of its first line when names grow down. */
  y: point,
  width: positive,
  gap: positive.default(18),
  style: z.string(),
  minimumSize: positive.optional(),
  lines: z.number().int().min(1).max(3).default(2),
  leading: positive.default(1.25),
  grow: z.enum(['down', 'up']).default('down'),
  /** Top and height of the logos; without it only the names are printed. */
  logos: z.strictObject({ y: point, height: positive }).optional(),
  /** Top and bottom edge of the names. */
  band: z.tuple([point, point]).optional(),
  /** Most issuers there is room for. */
  most: z.number().int().min(2).max(4),
});

const signatories = z.strictObject({
  kind: z.literal('signatories'),
  language,
  /** Index of the issuer whose signatories are printed, or all issuers. */
  issuer: z.union([z.number().int().min(0).max(3), z.literal('all')]),
  x: point,
  /** Baseline of the names; the titles are below. */
  y: point,
  width: positive,
  gap: positive.default(18),
  /** Number of lines a title may take before it shrinks. */
  titleLines: z.number().int().min(1).max(3).default(1),
  nameStyle: z.string(),
  titleStyle: z.string(),
  /** Colour of the line above each name; without it there is no line. */
  rule: colour.optional(),
});

/** Position of the signature field of a sealed document. */
const seal = z.strictObject({ kind: z.literal('seal'), box, colour });

const layout = z.strictObject({
  version: z.number().int().positive(),
  page: z.strictObject({ width: positive, height: positive }),
  art: z.string(),
  styles: z.record(z.string(), style),
  elements: z.array(z.discriminatedUnion('kind', [text, qr, logo, issuers, signatories, seal])).min(1),
});

/** `layout.json` of a design. */
export type DesignLayout = z.infer<typeof layout>;
/** An element of `layout.json`. */
export type LayoutElement = DesignLayout['elements'][number];

/** The files of a design as the designer writes them, validated. */
export interface DesignSource {
  /** Name and version: `participation@1`. */
  readonly design: string;
  readonly layout: DesignLayout;
  readonly wording: Readonly<Record<Language, Wording>>;
  readonly art: { readonly file: string; readonly svg: string };
}

const wordingTree: z.ZodType<WordingTree> = z.lazy(() =>
  z.union([z.string().min(1), z.record(z.string(), wordingTree)]),
);
const wordingFile = z.record(z.string(), wordingTree);

/**
 * Reads and validates the files of `templates/designs/<name>/`.
 *
 * @throws TemplateFault with file and line of the first mistake.
 */
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

/** Reads a file that must exist. */
function readText(file: string): string {
  if (!existsSync(file)) throw new TemplateFault(file, 1, 'the file is missing');
  return readFileSync(file, 'utf8');
}

/** Validates a JSON file against a schema. */
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

/** Reads a wording file and checks that every placeholder names a fact. */
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

/** Checks that both wording files have the same keys; `file` is the English one. */
function checkSameKeys(ar: Wording, en: Wording, file: string): void {
  for (const key of Object.keys(ar)) {
    if (!(key in en)) throw new TemplateFault(file, 1, `"${key}" is in wording.ar.json and missing here`);
  }
  for (const key of Object.keys(en)) {
    if (!(key in ar)) throw new TemplateFault(file, 1, `"${key}" is not in wording.ar.json`);
  }
}

/** Checks the names that a layout refers to, its required elements, and the facts that it must print. */
function checkReferences(
  checked: DesignLayout,
  wording: DesignSource['wording'],
  json: LocatedJson,
  file: string,
): void {
  const ids = new Set<string>();
  checked.elements.forEach((element, index) => {
    const fault = (member: string, problem: string) =>
      new TemplateFault(file, json.lineOf(['elements', index, member]), problem);
    for (const [member, name] of stylesOf(element)) {
      if (!(name in checked.styles)) throw fault(member, `there is no style "${name}"`);
    }
    if (element.kind !== 'text') return;
    if (!(element.wording in wording[element.language])) {
      throw fault('wording', `there is no wording "${element.wording}"`);
    }
    if (element.link && placeholdersIn(element, wording).some(({ fact }) => isCertificateFact(fact)))
      throw fault('link', 'a link shows what all certificates have in common, such as {verifyPage}');
    if (ids.has(element.id)) throw fault('id', `the id "${element.id}" is used twice`);
    ids.add(element.id);
  });
  const elementsFault = (problem: string) => new TemplateFault(file, json.lineOf(['elements']), problem);
  for (const kind of ['qr', 'seal'] as const) {
    const count = checked.elements.filter((element) => element.kind === kind).length;
    if (count !== 1) throw elementsFault(`a design has one "${kind}" element, not ${count}`);
  }
  for (const fact of ['name', 'displayId', 'hours']) {
    if (!checked.elements.some((element) => prints(element, fact, wording)))
      throw elementsFault(`no element prints {${fact}}`);
  }
}

/** Returns the members of an element that name a style, with the names. */
function stylesOf(element: LayoutElement): readonly (readonly [member: string, style: string])[] {
  if (element.kind === 'text' || element.kind === 'issuers') return [['style', element.style]];
  if (element.kind !== 'signatories') return [];
  return [
    ['nameStyle', element.nameStyle],
    ['titleStyle', element.titleStyle],
  ];
}

/** Whether an element is a text with a placeholder for a fact. */
function prints(element: LayoutElement, fact: string, wording: DesignSource['wording']): boolean {
  return placeholdersIn(element, wording).some((placeholder) => placeholder.fact === fact);
}

/** Returns the placeholders of all sentences of an element; none of an element that isn't a text. */
function placeholdersIn(element: LayoutElement, wording: DesignSource['wording']): Placeholder[] {
  if (element.kind !== 'text') return [];
  const tree = wording[element.language][element.wording] ?? '';
  return wordingTexts({ [element.wording]: tree }).flatMap(({ text: sentence }) => placeholdersOf(sentence));
}
