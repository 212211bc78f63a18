import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Issuer } from '../domain/issuer.ts';

const text = z.string().min(1).max(200);
const design = z.string().regex(/^[a-z-]+@\d+$/);

const shape = z.strictObject({
  issuerId: z.string().regex(/^[a-z][a-z0-9-]{1,62}$/),
  nameAr: text,
  nameEn: text,
  country: z.enum(['SA', 'IQ']),
  timeZone: text,
  domain: z.hostname(),
  email: z.email(),
  disclosure: z.enum(['full', 'masked', 'match']),
  proof: z.enum(['plain', 'credential', 'sealed']),
  designs: z.strictObject({ participation: design, course: design, joint: design, team: design }),
  signatories: z
    .array(z.strictObject({ nameAr: text, nameEn: text, titleAr: text, titleEn: text }))
    .min(1)
    .max(3),
  logo: text,
  validYears: z.int().min(1).max(50).exactOptional(),
  dailyCapMinutes: z.int().min(60).max(1440),
  selfCorrection: z.boolean(),
  batchLimit: z.int().min(1),
}) satisfies z.ZodType<Issuer>;

/** Every issuer of `<templatesDir>/issuers/*.json`, by ID; a malformed one stops the start, named with its field. */
export function loadIssuers(templatesDir: string): ReadonlyMap<string, Issuer> {
  const folder = join(templatesDir, 'issuers');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(files.sort().map((file) => [basename(file, '.json'), readIssuer(join(folder, file))]));
}

function readIssuer(file: string): Issuer {
  const parsed = shape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${basename(file)}: ${z.prettifyError(parsed.error)}`);
  if (parsed.data.issuerId !== basename(file, '.json'))
    throw new Error(`${basename(file)}: issuerId must be the file's own name`);
  return parsed.data;
}
