import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issuer } from '../../domain/issuer.ts';

/**
 * Every issuer of `<templatesDir>/issuers/*.json`, by ID. They were checked when the service was synthesized
 * (`infra/check-issuers.ts`), so nothing is checked again at each cold start.
 */
export function loadIssuers(templatesDir: string): ReadonlyMap<string, Issuer> {
  const folder = join(templatesDir, 'issuers');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const issuers = files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Issuer);
  return new Map(issuers.map((issuer) => [issuer.issuerId, issuer]));
}
