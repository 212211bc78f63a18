import { gunzipSync } from 'node:zlib';
import type { CertificateFacts } from '../certificate-facts.ts';
import { sha256Hex } from '../chain-check.ts';
import type { Finding } from '../finding.ts';
import { fieldsOf, type TableItem, text } from '../table-contents.ts';
import { allottedIndexes } from './status-order.ts';
import { type PublicKey, readJwt } from './verify-jwt.ts';

/** The items of the partitions of status lists. */
export interface StatusFacts {
  /** Indexes with a set bit, by purpose and list: `revocation/<list>`. */
  readonly bits: Map<string, Set<number>>;
  readonly signed: TableItem[];
  /** How many indexes were allotted and in which order, by issuer. */
  readonly allotted: Map<string, Allotted>;
}

interface Allotted {
  readonly count: number;
  readonly orderKey: Uint8Array;
}

/** Indexes are allotted in blocks. */
const BLOCK = 64;
/** Every list is signed again within a minute; a new one before its first certificate. */
const UNSIGNED_LIMIT_MS = 20 * 60_000;
const PURPOSES = ['revocation', 'suspension'];

/** Adds one item of a status list. */
export function addToStatus(facts: StatusFacts, item: TableItem): void {
  const name = item.pk.slice('STATUSLIST#'.length);
  const [kind = '', of = ''] = item.sk.split('#');
  if (kind === 'SIGNED') facts.signed.push(item);
  if (kind === 'ALLOCATION')
    facts.allotted.set(name, {
      count: Number(item.allotted),
      orderKey: item.orderKey instanceof Uint8Array ? item.orderKey : new Uint8Array(),
    });
  const purpose = kind === 'REVOKED' ? 'revocation' : 'suspension';
  if (kind === 'REVOKED' || (kind === 'SUSPENDED' && item.suspended !== false)) {
    const key = `${purpose}/${name}`;
    facts.bits.set(key, (facts.bits.get(key) ?? new Set()).add(Number(of)));
  }
}

/** Checks bits against certificates, counters against what was drawn from them, and signed lists against bits. */
export function* checkStatusLists(
  { bits, signed, allotted }: StatusFacts,
  certificates: ReadonlyMap<string, CertificateFacts>,
  keys: readonly PublicKey[],
  now: Date,
): Generator<Finding> {
  const owners = new Map<string, CertificateFacts>();
  for (const certificate of certificates.values()) owners.set(certificate.statusIndex, certificate);
  yield* checkAllotted(allotted, certificates);
  yield* checkPublished(signed, certificates, now);
  for (const { certificateId, state, statusIndex } of certificates.values()) {
    const [list = '', index = ''] = statusIndex.split('#');
    const isSet = bits.get(`suspension/${list}`)?.has(Number(index)) === true;
    // A suspended certificate that is withdrawn may keep its bit: the other list says that it is gone.
    const isWrong = state === 'suspended' ? !isSet : isSet && (state === 'issued' || state === 'reserved');
    if (statusIndex !== '' && isWrong)
      yield {
        rule: isSet ? 'STATUS_BIT_WRONG' : 'STATUS_BIT_MISSING',
        subject: certificateId,
        message: `it is ${state}, its bit of suspension is ${isSet ? '' : 'not '}set`,
      };
  }
  for (const item of signed) yield* checkSigned(item, bits, keys, now);
  yield* checkOwners(bits, owners, certificates);
}

/** Checks that each certificate has a place that its issuer's counter has given out, and that no counter stands between blocks. */
function* checkAllotted(
  allotted: StatusFacts['allotted'],
  certificates: ReadonlyMap<string, CertificateFacts>,
): Generator<Finding> {
  const wrong = (subject: string, message: string): Finding => ({
    rule: 'STATUS_LIST_WRONG',
    subject,
    message,
  });
  const given = new Map<string, ReadonlySet<string>>();
  for (const [issuerId, { count, orderKey }] of allotted) {
    given.set(issuerId, allottedIndexes(issuerId, count, orderKey));
    if (count % BLOCK !== 0) yield wrong(issuerId, `${count} indexes are not whole blocks`);
  }
  for (const { certificateId, issuerId, statusIndex } of certificates.values())
    if (statusIndex !== '' && given.get(issuerId)?.has(statusIndex) !== true)
      yield wrong(certificateId, `its index ${statusIndex} was never given out`);
}

/** Checks that every list in which a certificate stands is signed for both purposes. */
function* checkPublished(
  signed: readonly TableItem[],
  certificates: ReadonlyMap<string, CertificateFacts>,
  now: Date,
): Generator<Finding> {
  const oldest = new Date(now.getTime() - UNSIGNED_LIMIT_MS).toISOString();
  const names = new Set(signed.map(({ pk, sk }) => `${pk} ${sk}`));
  const lists = new Set<string>();
  for (const { statusIndex, reservedAt } of certificates.values())
    if (statusIndex !== '' && reservedAt < oldest) lists.add(statusIndex.slice(0, statusIndex.indexOf('#')));
  for (const list of lists)
    for (const purpose of PURPOSES)
      if (!names.has(`STATUSLIST#${list} SIGNED#${purpose}`))
        yield { rule: 'STATUS_LIST_WRONG', subject: `${purpose} ${list}`, message: 'it is not signed' };
}

/** Checks that each revoked bit belongs to a certificate: an erased one has no index any more, so they are counted. */
function* checkOwners(
  bits: StatusFacts['bits'],
  owners: ReadonlyMap<string, CertificateFacts>,
  certificates: ReadonlyMap<string, CertificateFacts>,
): Generator<Finding> {
  const erased = [...certificates.values()].filter(
    ({ state, abandoned }) => state === 'erased' && !abandoned,
  ).length;
  let unowned = 0;
  for (const [key, indexes] of bits) {
    const list = key.slice(key.indexOf('/') + 1);
    for (const index of indexes)
      if (key.startsWith('revocation/') && !owners.has(`${list}#${index}`)) unowned += 1;
  }
  if (unowned !== erased)
    yield {
      rule: unowned > erased ? 'STATUS_BIT_WRONG' : 'STATUS_BIT_MISSING',
      subject: 'erased certificates',
      message: `${unowned} set bits have no certificate, ${erased} certificates are erased`,
    };
}

/** Checks a signed list: signed by a published key, in force, and with the bits that are set. */
function* checkSigned(
  item: TableItem,
  bits: StatusFacts['bits'],
  keys: readonly PublicKey[],
  now: Date,
): Generator<Finding> {
  const name = item.pk.slice('STATUSLIST#'.length);
  const purpose = item.sk.slice('SIGNED#'.length);
  const findingOf = (message: string): Finding => ({
    rule: 'STATUS_LIST_WRONG',
    subject: `${purpose} ${name}`,
    message,
  });
  const read = readJwt(text(item, 'jwt'), keys, 'vc+jwt');
  if ('fault' in read) return yield findingOf(`its signed list proves nothing: ${read.fault}`);
  const { claims } = read;
  const list = fieldsOf(claims.credentialSubject);
  const address = `/status/${name}${purpose === 'suspension' ? '-suspension' : ''}`;
  if (!text(claims, 'id').endsWith(address) || list.statusPurpose !== purpose)
    yield findingOf('it is another list');
  if (Number(claims.exp) * 1000 < now.getTime()) yield findingOf('it is no longer valid');
  const listed = indexesOf(text(list, 'encodedList'));
  const set = [...(bits.get(`${purpose}/${name}`) ?? [])].sort((a, b) => a - b);
  if (listed.join() !== set.join())
    yield findingOf(`it lists ${listed.length} certificates, ${set.length} bits are set, or others`);
  if (sha256Hex(listed.join(',')) !== item.statusesSha256)
    yield findingOf('the hash beside it is that of another list');
  if (text(claims, 'validFrom') !== `${text(item, 'signedAt').slice(0, 19)}Z`)
    yield findingOf('the time beside it is another than the signed one');
}

function indexesOf(encoded: string): number[] {
  // Signed by us: it can be unpacked.
  const bytes = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'));
  const indexes: number[] = [];
  for (const [at, byte] of bytes.entries())
    for (let bit = 0; byte !== 0 && bit < 8; bit += 1)
      if ((byte & (0x80 >> bit)) !== 0) indexes.push(at * 8 + bit);
  return indexes;
}
