import { LARGEST_FILE_BYTES } from '../proof/reading/largest-file.ts';
import type { FileReading } from '../proof/reading/read-file.ts';
import { type FilePanel, filled, grouped } from './file-panel.ts';
import { askReader, TOO_SLOW } from './reader-client.ts';

/** Why a file could not be checked, as the words of the page name it. */
export type Unchecked = NonNullable<FileReading['unreadable']> | 'not_loaded';

/** What was found in a file; of one that is known to be issued only its hash. */
export interface Examined {
  /** Lower-case hex; null of a file that is too large. */
  readonly sha256: string | null;
  readonly reading: Pick<FileReading, 'kind' | 'namedIds' | 'addresses' | 'disagreement' | 'revised'> | null;
  readonly unchecked: Unchecked | null;
}

/**
 * Examines a file on this device. Where `isIssued` says that its bytes are those on record, given the IDs that are found
 * in them without opening the file, nothing is loaded to read it.
 */
export async function examine(
  file: File,
  isIssued: (sha256: string, names: () => Promise<readonly string[]>) => Promise<boolean>,
): Promise<Examined> {
  const unread = (unchecked: Unchecked, sha256: string | null = null): Examined => ({
    sha256,
    reading: null,
    unchecked,
  });
  if (file.size > LARGEST_FILE_BYTES) return unread('too_large');
  let sha256: string | null = null;
  // A folder that is dropped can't be read.
  const content = await file.arrayBuffer().catch(() => null);
  if (content === null) return unread('not_a_document');
  try {
    const bytes = new Uint8Array(content);
    sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
    if (await isIssued(sha256, () => askReader({ task: 'names', bytes })))
      return { sha256, reading: null, unchecked: null };
    const { credentials: _, unreadable, ...reading } = await askReader({ task: 'whole', bytes });
    return { sha256, reading, unchecked: unreadable };
  } catch (error) {
    return unread(error === TOO_SLOW ? 'too_slow' : 'not_loaded', sha256);
  }
}

/** Returns the sentences about a file that names several certificates, contradicts itself, or leads to other services. */
export function warnings(
  { words, baseUrl }: FilePanel,
  { namedIds, disagreement, addresses }: NonNullable<Examined['reading']>,
): string[] {
  const found: string[] = [];
  if (disagreement !== null)
    found.push(
      filled(words.disagree, { printed: grouped(disagreement.printed), code: grouped(disagreement.code) }),
    );
  else if (namedIds.length > 1) found.push(words.several);
  const elsewhere = otherOrigins(addresses, baseUrl);
  if (elsewhere.length > 0)
    found.push(filled(words.elsewhere, { addresses: elsewhere.join(' '), base: baseUrl }));
  return found;
}

/** Returns the origins of addresses that don't belong to the service, each once. */
export function otherOrigins(addresses: readonly string[], baseUrl: string): string[] {
  const origins = addresses
    .filter((address) => URL.canParse(address))
    .map((address) => new URL(address).origin);
  return [...new Set(origins)].filter((origin) => origin !== new URL(baseUrl).origin);
}

const hex = (buffer: ArrayBuffer): string =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Returns why a file could not be checked, and what to do; by default because what reads it didn't load. */
export const whyUnchecked = ({ words }: FilePanel, unchecked: Unchecked | null): string =>
  filled(words.couldNotCheck, { why: words.unchecked[unchecked ?? 'not_loaded'] });
