import { canonicalJson, type Json, sha256Hex } from '../chain-check.ts';
import { type Fields, fieldsOf, listOf, type TableItem, text } from '../table-contents.ts';

/** The records that privileged acts write, one item each: what the audit compares with the journal. */
export interface ActRecords {
  /** By import ID. */
  readonly imports: Map<string, ImportFacts>;
  /** The hash of what was found in the file of an import, by import ID. */
  readonly findings: Map<string, string>;
  /** Where each issuer finds an import, by `importId|issuerId`. */
  readonly listings: Map<string, string>;
  readonly releases: Map<string, { readonly by: string; readonly at: string }>;
  /** By `issuerId|opportunityId|partnerId`. */
  readonly acceptances: Map<string, AcceptanceFacts>;
  /** By `issuing|issuerId`, with `*` for everyone. */
  readonly killSwitches: Map<
    string,
    { readonly halted: boolean; readonly since: string; readonly by: string }
  >;
  /** By issuer ID. */
  readonly staff: Map<string, StaffFacts>;
  /** The policy that is read without its people, as text, by issuer ID. */
  readonly policies: Map<string, string>;
  /** The hash of each request for an approval by link, by its ID. */
  readonly approvals: Map<string, string>;
  /** By correction ID. */
  readonly corrections: Map<string, CorrectionFacts>;
  /** Requests for another name that were decided, by `issuerId|volunteerId`. */
  readonly names: Map<string, NameFacts>;
}

export interface ImportFacts {
  readonly state: string;
  readonly requestedBy: string;
  readonly createdAt: string;
  /** Of its file. */
  readonly sha256: string;
  /** Of all that a person has seen of it before its release. */
  readonly shownSha256: string;
  readonly issuerIds: readonly string[];
  readonly release: Fields;
  readonly takingBack: Fields;
  readonly withdrawal: Fields;
}

export interface AcceptanceFacts {
  readonly by: string;
  readonly at: string;
  readonly sha256: string;
}

export interface StaffFacts {
  readonly sha256: string;
  readonly policy: string;
}

export interface NameFacts {
  readonly state: string;
  readonly reviewedBy: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

export interface CorrectionFacts {
  readonly key: string;
  readonly certificateId: string;
  readonly issuerId: string;
  readonly volunteerId: string;
  readonly state: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly decidedAt: string;
  readonly decidedBy: string;
  readonly replacementId: string;
  /** The names asked for; empty where one stays. */
  readonly names: readonly [string, string];
  readonly listed: string;
  readonly sha256: string;
}

export const noActRecords = (): ActRecords => ({
  imports: new Map(),
  findings: new Map(),
  listings: new Map(),
  releases: new Map(),
  acceptances: new Map(),
  killSwitches: new Map(),
  staff: new Map(),
  policies: new Map(),
  approvals: new Map(),
  corrections: new Map(),
  names: new Map(),
});

/** Returns the hash of a record as the journal has it: numbers that aren't whole as texts. */
const hashOf = (fields: Json): string =>
  sha256Hex(
    canonicalJson(
      JSON.parse(
        JSON.stringify(fields, (_, value: unknown) =>
          typeof value === 'number' && !Number.isInteger(value) ? String(value) : value,
        ),
      ) as Json,
    ),
  );

/** Adds one item to the records; others are left out. */
export function addToActRecords(records: ActRecords, item: TableItem): void {
  const [kind = '', name = ''] = item.pk.split(/#(.*)/s);
  const of = (field: string) => text(item, field);
  if (kind === 'IMPORT' && item.sk === 'FINDINGS') records.findings.set(name, hashOf(shownOf(item)));
  else if (kind === 'IMPORT' && item.sk !== 'IMPORT') addListing(records, name, item);
  else if (kind === 'IMPORT')
    records.imports.set(name, {
      state: of('state'),
      requestedBy: of('requestedBy'),
      createdAt: of('createdAt'),
      sha256: of('sha256'),
      shownSha256: hashOf(shownOf(item)),
      issuerIds: listOf(item, 'issuerIds').map(String),
      release: fieldsOf(item.release),
      takingBack: fieldsOf(item.takingBack),
      withdrawal: fieldsOf(item.withdrawal),
    });
  else if (kind === 'RELEASE') records.releases.set(name, { by: of('by'), at: of('at') });
  else if (kind === 'OPPORTUNITY' && item.sk.startsWith('PARTNER#')) addAcceptance(records, item);
  else if (kind === 'APPROVAL') {
    const { pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, ...request } = item;
    records.approvals.set(name, hashOf(request));
  } else if (kind === 'KILLSWITCH')
    records.killSwitches.set(`${name}|${item.sk}`, {
      halted: item.halted === true,
      since: of('since'),
      by: of('by'),
    });
  else if (kind === 'STAFF') {
    const { pk: _pk, sk: _sk, ...register } = item;
    records.staff.set(name, { sha256: hashOf(register), policy: canonicalJson(item.policy ?? null) });
  } else if (kind === 'POLICY') {
    const { pk: _pk, sk: _sk, ...policy } = item;
    records.policies.set(name, canonicalJson(policy));
  } else if (item.sk.startsWith('CORRECTION#')) addCorrection(records, item);
  else if (kind === 'VOLUNTEER' && item.sk.endsWith('#NAME')) addName(records, item);
}

/** Returns what an import's record says for good: without its expiry and what its jobs write. */
function shownOf(item: TableItem): Fields {
  const { pk: _pk, sk: _sk, expiresAt: _expiresAt, state: _state, jobSteps: _jobSteps, ...rest } = item;
  const { release: _release, takingBack: _back, withdrawal: _withdrawal, heartbeatAt: _at, ...shown } = rest;
  return shown;
}

function addListing({ listings }: ActRecords, importId: string, item: TableItem): void {
  const of = (field: string) => text(item, field);
  const issuerId = item.sk.slice('ISSUER#'.length);
  listings.set(`${importId}|${issuerId}`, `${of('listPk')} / ${of('listSk')} / ${of('importId')}`);
}

function addAcceptance({ acceptances }: ActRecords, item: TableItem): void {
  if (item.acceptance === undefined) return;
  const acceptance = fieldsOf(item.acceptance);
  const last = acceptance.withdrawn === undefined ? acceptance : fieldsOf(acceptance.withdrawn);
  const [, issuerId, opportunityId] = item.pk.split('#');
  acceptances.set(`${issuerId}|${opportunityId}|${item.sk.slice('PARTNER#'.length)}`, {
    by: text(last, 'by'),
    at: text(last, 'at'),
    sha256: hashOf(acceptance),
  });
}

function addCorrection({ corrections }: ActRecords, item: TableItem): void {
  const { pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, mac: _mac, ...correction } = item;
  const of = (field: string) => text(item, field);
  corrections.set(of('correctionId'), {
    key: `${item.pk} ${item.sk}`,
    certificateId: of('certificateId'),
    issuerId: of('issuerId'),
    volunteerId: of('volunteerId'),
    state: of('state'),
    requestedBy: of('requestedBy'),
    requestedAt: of('requestedAt'),
    decidedAt: of('decidedAt'),
    decidedBy: of('decidedBy'),
    replacementId: of('replacementId'),
    names: [of('nameAr'), of('nameEn')],
    listed: `${of('listPk')} / ${of('listSk')}`,
    sha256: hashOf(correction),
  });
}

function addName({ names }: ActRecords, item: TableItem): void {
  const of = (field: string) => text(item, field);
  names.set(`${of('issuerId')}|${of('volunteerId')}`, {
    state: of('state'),
    reviewedBy: of('reviewedBy'),
    decidedBy: of('decidedBy'),
    decidedAt: of('decidedAt'),
  });
}
