import { createHmac } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Finding } from '../finding.ts';
import type { AuditedRecords } from '../records.ts';

const IMPORTS = 'imports/';
const WITH_CODE = /\/(?:changes\/[^/]+|counters\.json\.gz)$/;

/**
 * Checks that what imports changed has the authentication code that only the service can make: their withdrawal writes it
 * into the ledger.
 */
export async function* checkChanges({
  recordKey,
  object,
  objectKeys,
}: AuditedRecords): AsyncGenerator<Finding> {
  for await (const key of objectKeys(IMPORTS)) {
    if (!WITH_CODE.test(key)) continue;
    const stored = textIn((await object(key)) ?? new Uint8Array());
    const end = stored.indexOf('\n');
    const expected = createHmac('sha256', recordKey).update(`${key}\n${stored.slice(end + 1)}`);
    if (stored.slice(0, end) !== expected.digest('base64url'))
      yield { rule: 'RECORD_MAC_WRONG', subject: key, message: 'the service did not write it like this' };
  }
}

/** Returns the text of a compressed object; an empty one where it is none. */
function textIn(bytes: Uint8Array): string {
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch {
    return '';
  }
}
