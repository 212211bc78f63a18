import type { Json } from '../chain-check.ts';
import { type Fields, fieldsOf, listOf, type TableItem, text } from '../table-contents.ts';

/** What the checks need of the ledger beside its timesheets. */
export interface LedgerFacts {
  /** By `issuerId|volunteerId`. */
  readonly volunteers: Map<string, VolunteerFacts>;
  /** By `issuerId|opportunityId`. */
  readonly opportunities: Map<string, OpportunityFacts>;
  /** Hours that may count in the reports, by `issuerId|volunteerId`. */
  readonly hours: Map<string, CountedHours[]>;
  /** By `issuerId|opportunityId|partnerId`: where a joint opportunity is listed for a partner. */
  readonly partners: Map<string, string>;
  /** Volunteers who hold a recognition or did, by `issuerId|volunteerId`. */
  readonly recognised: Set<string>;
  /** Where a profile with an email address is listed, by `issuerId|volunteerId`. */
  readonly addresses: { readonly key: string; readonly email: string; readonly listed: string }[];
  addressKey: Uint8Array | undefined;
  /** The hash of each import's file, as the hours say that were recorded from it. */
  readonly files: Map<string, Set<string>>;
}

export interface VolunteerFacts {
  readonly gender: string;
  readonly fromRegistry: boolean;
  /** The profile as text, without the issuer that keeps it: a copy of the registry's must say the same. */
  readonly profile: string;
}

export interface OpportunityFacts {
  readonly endsOn: string;
  readonly track: string;
  readonly beneficiaries: number;
  readonly partnerIds: readonly string[];
}

/** An entry that is approved, or would be by the release of an import. */
export interface CountedHours {
  readonly opportunityId: string;
  readonly date: string;
  readonly minutes: number;
  /** The import on whose release it waits; empty where a person has approved it. */
  readonly awaits: string;
}

export const noLedger = (): LedgerFacts => ({
  volunteers: new Map(),
  opportunities: new Map(),
  hours: new Map(),
  partners: new Map(),
  recognised: new Set(),
  addresses: [],
  addressKey: undefined,
  files: new Map(),
});

/** Adds one item of the ledger to the facts; others are left out. */
export function addToLedger(facts: LedgerFacts, item: TableItem): void {
  const [kind = '', name = ''] = item.pk.split(/#(.*)/s);
  const [issuerId = '', ofIssuer = ''] = item.sk.split(/#(.*)/s);
  const key = `${issuerId}|${name}`;
  if (kind === 'VOLUNTEER' && ofIssuer === 'PROFILE') addVolunteer(facts, key, item);
  else if (kind === 'VOLUNTEER' && ofIssuer.startsWith('HOURS#')) addHours(facts, key, item);
  else if (kind === 'VOLUNTEER' && ofIssuer.startsWith('RECOGNITION#')) facts.recognised.add(key);
  else if (kind === 'OPPORTUNITY' && item.sk === 'OPPORTUNITY') addOpportunity(facts, item);
  else if (kind === 'OPPORTUNITY')
    facts.partners.set(`${name.replace('#', '|')}|${ofIssuer}`, listedAt(item));
  else if (kind === 'SECRET') facts.addressKey = item.key as unknown as Uint8Array;
}

const listedAt = (item: TableItem) => `${text(item, 'listPk')} / ${text(item, 'listSk')}`;

function addVolunteer(facts: LedgerFacts, key: string, item: TableItem): void {
  const { kind, nameAr, nameEn, gender, birthDate = null, guardianConsent = null, email = null } = item;
  facts.volunteers.set(key, {
    gender: text(item, 'gender'),
    fromRegistry: item.fromRegistry === true,
    profile: JSON.stringify([kind, nameAr, nameEn, gender, birthDate, guardianConsent, email]),
  });
  facts.addresses.push({ key, email: text(item, 'email'), listed: listedAt(item) });
}

function addOpportunity(facts: LedgerFacts, item: TableItem): void {
  facts.opportunities.set(`${text(item, 'issuerId')}|${text(item, 'opportunityId')}`, {
    endsOn: text(item, 'endsOn'),
    track: text(item, 'track'),
    beneficiaries: Number(item.beneficiaries),
    partnerIds: listOf(item, 'partnerIds').map(String),
  });
}

function addHours({ hours, files }: LedgerFacts, key: string, item: TableItem): void {
  for (const { source } of listOf(item, 'recorded').map(fieldsOf)) {
    const { kind, importId, sha256 } = fieldsOf(source);
    if (kind !== 'file') continue;
    const known = files.get(String(importId)) ?? new Set();
    files.set(String(importId), known.add(String(sha256)));
  }
  const found = hours.get(key) ?? [];
  found.push(...countedHours(item));
  hours.set(key, found);
}

function countedHours(item: TableItem): CountedHours[] {
  const recorded = listOf(item, 'recorded');
  return listOf(item, 'entries')
    .map(fieldsOf)
    .flatMap((entry) => {
      const awaits = entry.status === 'approved' ? '' : importAwaited(entry, recorded);
      if (awaits === undefined) return [];
      const { date, minutes } = entry;
      const opportunityId = text(item, 'opportunityId');
      return [{ opportunityId, date: String(date), minutes: Number(minutes), awaits }];
    });
}

/** Returns the import on whose release an entry waits; undefined where it waits for none. */
function importAwaited(entry: Fields, recorded: readonly Json[]): string | undefined {
  if (entry.status !== 'pending' || entry.reportedAs !== 'approved') return undefined;
  return text(fieldsOf(fieldsOf(recorded[Number(entry.recorded)]).source), 'importId');
}
