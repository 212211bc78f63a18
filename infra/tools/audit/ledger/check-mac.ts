import { createHmac } from 'node:crypto';
import { canonicalJson } from '../chain-check.ts';
import type { Finding } from '../finding.ts';
import type { TableItem } from '../table-contents.ts';

/** The kinds whose items have a code: what a certificate says is taken from them, or they open one. */
const WITH_CODE =
  /^(?:VOLUNTEER#.+ [^#]+#(?:PROFILE|NAME)|OPPORTUNITY#.+ OPPORTUNITY|CERTIFICATE#.+ (?:LINK|CORRECTION)#.+)$/;
/** What the service changes in place without a new code. */
const UNCOVERED = ['mac', 'recordRevision', 'tries'];

/** Checks that an item has the message authentication code that only the service can make. */
export function* checkMac(item: TableItem, recordKey: Uint8Array): Generator<Finding> {
  const subject = `${item.pk} ${item.sk}`;
  if (!WITH_CODE.test(subject)) return;
  const covered = Object.fromEntries(Object.entries(item).filter(([name]) => !UNCOVERED.includes(name)));
  const expected = createHmac('sha256', recordKey).update(canonicalJson(covered)).digest('base64url');
  if (item.mac !== expected)
    yield { rule: 'RECORD_MAC_WRONG', subject, message: 'the service did not write it like this' };
}
