import { type ActRecords, addToActRecords, noActRecords } from './acts/act-records.ts';
import type { StartedFacts } from './acts/check-started.ts';
import { addToHoursAuthors, type HoursAuthors, noHoursAuthors } from './acts/hours-authors.ts';
import { addToActs, type JournaledActs } from './acts/journal-acts.ts';
import { addToBatch, type BatchFacts } from './batch-facts.ts';
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts';
import type { Json } from './chain-check.ts';
import { type ArchiveFacts, archiveFacts } from './check-archives.ts';
import { addClaims } from './check-awards.ts';
import { type DeliveryFacts, deliveryFacts } from './check-deliveries.ts';
import { type LinkFacts, linkFacts } from './check-links.ts';
import { type SlotFacts, slotFacts } from './check-recognitions.ts';
import { addToReports } from './check-reports.ts';
import type { Finding } from './finding.ts';
import { addToJournal } from './journal-facts.ts';
import type { Counters } from './ledger/ledger-counters.ts';
import { addToLedger, type LedgerFacts, noLedger } from './ledger/ledger-facts.ts';
import { addToStatus, type StatusFacts } from './signatures/check-status-lists.ts';
import type { TableItem } from './table-contents.ts';
import { type TimesheetFacts, timesheetFacts } from './timesheet-facts.ts';

/** What is remembered of the table: facts and hashes of each item, so that an audit grows with records, not with bytes. */
export interface Contents {
  items: number;
  readonly certificates: Map<string, CertificateFacts>;
  readonly timesheets: Map<string, TimesheetFacts>;
  readonly entryClaims: Map<string, Set<string>>;
  /** Claims that an import makes twice. */
  readonly repeatedClaims: Set<string>;
  /** By `issuerId|volunteerId|slot`. */
  readonly slots: Map<string, SlotFacts>;
  readonly revokedIndexes: Set<string>;
  readonly deliveries: Map<string, DeliveryFacts>;
  readonly links: LinkFacts[];
  /** The approval that each release in force gives, by import. */
  readonly releases: Map<string, Json>;
  readonly ledger: LedgerFacts;
  readonly hoursAuthors: HoursAuthors;
  readonly status: StatusFacts;
  readonly auditDays: Set<string>;
  /** By issuer, day and number of the chain. */
  readonly journal: Parameters<typeof addToJournal>[0];
  readonly acts: JournaledActs;
  readonly actRecords: ActRecords;
  readonly batches: Map<string, BatchFacts>;
  readonly archives: ArchiveFacts[];
  /** By `issuerId|day`. */
  readonly started: Map<string, StartedFacts>;
  readonly reports: Counters;
}

export const noContents = (): Contents => ({
  items: 0,
  certificates: new Map(),
  timesheets: new Map(),
  entryClaims: new Map(),
  repeatedClaims: new Set(),
  slots: new Map(),
  revokedIndexes: new Set(),
  deliveries: new Map(),
  links: [],
  releases: new Map(),
  ledger: noLedger(),
  hoursAuthors: noHoursAuthors(),
  status: { bits: new Map(), signed: [], allotted: new Map() },
  auditDays: new Set(),
  journal: new Map(),
  acts: new Map(),
  actRecords: noActRecords(),
  batches: new Map(),
  archives: [],
  started: new Map(),
  reports: new Map(),
});

/** Adds one item to the contents. The key tells the kind of an item; kinds that no check needs are skipped. */
export function collect(item: TableItem, contents: Contents, report: (finding: Finding) => void): void {
  const [kind = '', name = ''] = item.pk.split(/#(.*)/s);
  addToLedger(contents.ledger, item);
  addToActRecords(contents.actRecords, item);
  if (kind === 'CERTIFICATE' && item.sk === 'CERTIFICATE') {
    const facts = certificateFacts(item, report);
    contents.certificates.set(facts.certificateId, facts);
  } else if (kind === 'CERTIFICATE' && item.sk === 'DELIVERY') {
    contents.deliveries.set(name, deliveryFacts(item));
  } else if (kind === 'CERTIFICATE' && item.sk.startsWith('LINK#')) {
    contents.links.push(linkFacts(name, item));
  } else if (kind === 'VOLUNTEER') {
    collectOfVolunteer(name, item, contents);
  } else if (kind === 'RELEASE') {
    const { at = null, by = null } = item;
    contents.releases.set(name, { at, by, kind: 'release' });
  } else if (kind === 'ENTRIES') {
    addClaims(contents, name.slice(0, name.lastIndexOf('#')), item);
  } else if (kind === 'STATUSLIST') {
    addToStatus(contents.status, item);
    if (item.sk.startsWith('REVOKED#'))
      contents.revokedIndexes.add(`${name}#${Number(item.sk.slice('REVOKED#'.length))}`);
  } else if (kind === 'AUDITDAY') {
    contents.auditDays.add(`${name}|${item.sk}`);
  } else if (kind === 'JOURNAL') {
    addToJournal(contents.journal, item);
    addToActs(contents.acts, item);
  } else if (kind === 'BATCH') {
    addToBatch(contents.batches, item);
  } else if (kind === 'ARCHIVES') {
    contents.archives.push(archiveFacts(item));
  } else if (kind === 'STARTED') {
    const { certificates, expiresAt } = item;
    contents.started.set(`${name}|${item.sk}`, {
      certificates: Number(certificates),
      expiresAt: Number(expiresAt),
    });
  } else if (kind === 'REPORT') {
    addToReports(contents.reports, name, item);
  }
}

/** What an issuer holds about a volunteer is under `<issuer>#`. */
function collectOfVolunteer(
  volunteerId: string,
  item: TableItem,
  { timesheets, slots, hoursAuthors }: Contents,
): void {
  const [issuerId = '', ofIssuer = ''] = item.sk.split(/#(.*)/s);
  if (ofIssuer.startsWith('HOURS#')) {
    const facts = timesheetFacts(item);
    timesheets.set(facts.key, facts);
    addToHoursAuthors(hoursAuthors, item);
  } else if (ofIssuer.startsWith('RECOGNITION#')) {
    const slot = ofIssuer.slice('RECOGNITION#'.length);
    slots.set(`${issuerId}|${volunteerId}|${slot}`, slotFacts(issuerId, volunteerId, item));
  }
}
