import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { type Issuer, LINK_FACTS } from '../functions/domain/issuer.ts';
import { findUnprinted } from '../functions/domain/wording/printed-text.ts';
import { isCovered } from '../functions/rendering/printable.ts';
import { openFontLibrary } from '../functions/rendering/template-fonts.ts';
import type { FontLibrary } from '../functions/rendering/text/font-library.ts';

const text = z.string().min(1).max(200);
/** As long as every design has room for. */
const issuerName = z.string().min(1).max(120);
const design = z.string().regex(/^[a-z-]+@\d+$/);
const said = <T extends z.ZodType>(description: string, schema: T) => schema.meta({ description });

const signatory = z.strictObject({ nameAr: text, nameEn: text, titleAr: text, titleEn: text });

const shape = z.strictObject({
  $schema: said('The address of this schema, for editors', text).exactOptional(),
  issuerId: said('The name of the file, without .json', z.string().regex(/^[a-z][a-z0-9-]{1,62}$/)),
  nameAr: said('The name in Arabic, as certificates print it', issuerName),
  nameEn: said('The name in English, as certificates print it', issuerName),
  country: said(
    'How dates are printed: SA also in the Hijri calendar, IQ with Iraqi months',
    z.enum(['SA', 'IQ']),
  ),
  timeZone: said(
    'IANA name; decides on which day a shift falls, and what day it is today',
    text.refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'is no IANA time zone'),
  ),
  domain: said('The internet domain that employers know the issuer by', z.hostname()),
  email: said('Where people reach the issuer', z.email()),
  disclosure: said(
    "How much of the holder's name a verification shows: all, initials, or nothing until a name is typed to match",
    z.enum(['full', 'masked', 'match']),
  ),
  proof: said('What a document carries besides its page', z.enum(['plain', 'credential', 'sealed'])),
  designs: said(
    'The published design of each kind of certificate, as design@version',
    z.strictObject({ participation: design, course: design, joint: design, team: design }),
  ),
  signatories: said('The people who sign', z.array(signatory).min(1).max(3)),
  logo: said('The name of a published logo', text),
  experienceFromMinutes: said(
    'Minutes from which the certificates of people say that they gained practical experience; 480 where it is left out',
    z.int().min(1),
  ).exactOptional(),
  validYears: said(
    'Years until a certificate expires; left out where it never does',
    z.int().min(1).max(50),
  ).exactOptional(),
  dailyCapMinutes: said(
    'Most minutes of one person in one day; an import notes more, and issuing goes on',
    z.int().min(60).max(1440),
  ),
  selfCorrection: said(
    'Whether volunteers may correct the spelling of their name once without a decision, as long as every letter stays',
    z.boolean(),
  ),
  policy: said(
    'Who may act on the same thing',
    z.strictObject({
      makerAndChecker: said(
        'Whether hours need the approval of another person than the one who recorded them, and batches one who has not approved most of their hours; true where it is left out. Where it is false, every certificate says so',
        z.boolean(),
      ).exactOptional(),
    }),
  ).exactOptional(),
  certificateLink: said(
    'The links in emails, which open one certificate without an account; on and for 30 days where it is left out',
    z.strictObject({
      enabled: said('Whether there are links; without them holders sign in', z.boolean()),
      days: said('Days for which a link works', z.int().min(1).max(365)),
      facts: said(
        'Two facts that the reader has to type; a holder of whom one is not recorded gets no link and signs in',
        z
          .tuple([z.enum(LINK_FACTS), z.enum(LINK_FACTS)])
          .refine(([one, other]) => one !== other, 'must differ'),
      ).exactOptional(),
    }),
  ).exactOptional(),
  batchLimit: said(
    'Most certificates of this issuer in one batch; a larger one is cancelled',
    z.int().min(1),
  ),
}) satisfies z.ZodType<Issuer>;

/** Returns the JSON Schema of an issuer's file, as `templates/issuer.schema.json` holds it. */
export const issuerSchema = (): object => z.toJSONSchema(shape, { io: 'input' });

/**
 * Checks every issuer of `<templatesDir>/issuers/*.json` before it is deployed, so that functions may trust what
 * they read. Throws an Error that names the file, the field and what is wrong with it.
 */
export function checkIssuers(templatesDir: string): void {
  for (const { issuerId } of readIssuers(templatesDir))
    if (!existsSync(join(templatesDir, 'pages', 'assets', `card-${issuerId}.png`)))
      throw new Error(
        `templates/issuers/${issuerId}.json: there is no card for shared links; run node_modules/.bin/node infra/tools/cards/write-share-cards.ts, which writes templates/pages/assets/card-${issuerId}.png`,
      );
}

/** Returns the issuers as `checkIssuers` checks them, before their cards are written. Throws as it does. */
export function readIssuers(templatesDir: string): Issuer[] {
  const folder = join(templatesDir, 'issuers');
  const library = openFontLibrary(templatesDir);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((file) => {
    const parsed = shape.safeParse(parsedFile(folder, file));
    if (!parsed.success) throw new Error(`templates/issuers/${file}: ${z.prettifyError(parsed.error)}`);
    const issuer = parsed.data;
    if (issuer.issuerId !== basename(file, '.json'))
      throw new Error(`templates/issuers/${file}: issuerId must be the file's own name`);
    checkPublished(templatesDir, issuer);
    checkPrinted(library, issuer);
    return issuer;
  });
}

/** Checks that the logo and the designs of an issuer are published. */
function checkPublished(templatesDir: string, { issuerId, logo, designs }: Issuer): void {
  const isPublished = (name: string) => existsSync(join(templatesDir, 'published', `${name}.pdf`));
  if (!isPublished(logo))
    throw new Error(
      `templates/issuers/${issuerId}.json: logo: there is no published logo ${logo}; draw templates/issuers/assets/${logo}.svg and run templates/designs/publish.ts (templates/README.md says how)`,
    );
  for (const [kind, name] of Object.entries(designs))
    if (!isPublished(name))
      throw new Error(
        `templates/issuers/${issuerId}.json: designs.${kind}: there is no published design ${name}`,
      );
}

/** Checks that the fonts have every character of an issuer that is printed. */
function checkPrinted(library: FontLibrary, issuer: Issuer): void {
  for (const [field, printed] of printedTexts(issuer)) {
    const unprinted = findUnprinted(printed, (character) => isCovered(library, character));
    if (unprinted)
      throw new Error(
        `templates/issuers/${issuer.issuerId}.json: ${field}: character ${unprinted.position} of “${printed}” (${unprinted.codePoint}) can't be printed: the fonts of the designs don't have it, or it only looks like one of their letters; write the text without it`,
      );
  }
}

/**
 * Refuses the invented issuers of the sample, whose domains are reserved for examples (RFC 2606): a certificate of theirs
 * would be taken for a real one. Throws an Error that names their files.
 */
export function refuseInventedIssuers(templatesDir: string): void {
  const folder = join(templatesDir, 'issuers');
  const invented = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .filter((file) =>
      shape.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))).domain.endsWith('.example'),
    );
  if (invented.length > 0)
    throw new Error(
      `These issuers are invented, for the sample, as their domains in .example say: remove them from templates/issuers before you deploy, and add your own: ${invented.join(', ')}`,
    );
}

/** @throws Error that names the file which isn't JSON */
function parsedFile(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    throw new Error(`templates/issuers/${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Returns what a document prints of an issuer, by field. */
function printedTexts({ nameAr, nameEn, signatories }: Issuer): [field: string, text: string][] {
  return [
    ['nameAr', nameAr],
    ['nameEn', nameEn],
    ...signatories.flatMap((signatory, index) =>
      (['nameAr', 'nameEn', 'titleAr', 'titleEn'] as const).map((field): [string, string] => [
        `signatories.${index}.${field}`,
        signatory[field],
      ]),
    ),
  ];
}
