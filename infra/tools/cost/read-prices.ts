import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Prices, US_EAST } from './published.ts';

const price = z.number().nonnegative().optional();
const names = Object.keys(US_EAST) as (keyof Prices)[];
const pricesOfRegion = z.strictObject(
  Object.fromEntries(names.map((name) => [name, price])) as Record<keyof Prices, typeof price>,
);

/**
 * Reads the prices of a region from a JSON file, by the names of `US_EAST`; those that are not in it are US East's, which
 * the note says.
 *
 * @throws Error for another name, or for what is no price.
 */
export function readPrices(file: string): { readonly prices: Prices; readonly note: string } {
  const { data: given, error } = pricesOfRegion.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (given === undefined) throw new Error(`${file}: ${z.prettifyError(error)}`);
  const missing = names.filter((name) => given[name] === undefined);
  const note = missing.length === 0 ? '' : `At the prices of US East: ${missing.join(', ')}.\n\n`;
  return { prices: { ...US_EAST, ...given } as Prices, note };
}
