import { createHash } from 'node:crypto';
import { type CanonicalValue, canonicalJson } from './canonical-json.ts';

/**
 * Returns the SHA-256 of a record as it is stored, as lower-case hex. An act's entry in the journal keeps it, so that a
 * record that was changed afterwards differs from what its act wrote.
 */
export function recordHash(record: object): string {
  // Without fields that are undefined, which are not stored. Other than whole numbers have several spellings.
  const stored = JSON.parse(
    JSON.stringify(record, (_, value: unknown) =>
      typeof value === 'number' && !Number.isSafeInteger(value) ? String(value) : value,
    ),
  ) as CanonicalValue;
  return createHash('sha256').update(canonicalJson(stored)).digest('hex');
}
