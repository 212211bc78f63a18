import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { Issuer } from '../functions/domain/issuer.ts';

const text = z.string().min(1).max(200);
const design = z.string().regex(/^[a-z-]+@\d+$/);

const shape = z.strictObject({
  issuerId: z.string().regex(/^[a-z][a-z0-9-]{1,62}$/),
  nameAr: text,
  nameEn: text,
  country: z.enum(['SA', 'IQ']),
  timeZone: text.refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'is no IANA time zone'),
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

/**
 * Checks every issuer of `<templatesDir>/issuers/*.json` before it is deployed, so that functions may trust what
 * they read. Throws an Error that names the file, the field and what is wrong with it.
 */
export function checkIssuers(templatesDir: string): void {
  const folder = join(templatesDir, 'issuers');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const parsed = shape.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    if (!parsed.success) throw new Error(`templates/issuers/${file}: ${z.prettifyError(parsed.error)}`);
    if (parsed.data.issuerId !== basename(file, '.json'))
      throw new Error(`templates/issuers/${file}: issuerId must be the file's own name`);
    const { logo } = parsed.data;
    if (!existsSync(join(templatesDir, 'published', `${logo}.logo`)))
      throw new Error(
        `templates/issuers/${file}: logo: there is no published logo ${logo}; draw templates/issuers/assets/${logo}.svg and run templates/designs/publish.ts (templates/README.md says how)`,
      );
    for (const [kind, name] of Object.entries(parsed.data.designs))
      if (!existsSync(join(templatesDir, 'published', `${name}.design`)))
        throw new Error(`templates/issuers/${file}: designs.${kind}: there is no published design ${name}`);
  }
}
