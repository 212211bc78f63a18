import { addToBatch, type BatchFacts } from './batch-facts.ts';
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts';
import type { Json } from './chain-check.ts';
import { addClaims, checkAwards, checkEntries } from './check-awards.ts';
import { checkBatches, readManifest } from './check-batches.ts';
import { checkDocuments } from './check-documents.ts';
import { checkItem } from './check-item.ts';
import { addToReports, checkReports, type ReportedCounts } from './check-reports.ts';
import { checkWithdrawals } from './check-withdrawals.ts';
import type { Finding } from './finding.ts';
import { addToJournal, checkJournal } from './journal-facts.ts';
import { type AuditedRecords, type AuditSource, storedRecords } from './records.ts';
import { checkRoots } from './signatures/check-roots.ts';
import { addToStatus, checkStatusLists, type StatusFacts } from './signatures/check-status-lists.ts';
import { type TableItem, text } from './table-contents.ts';
import { type TimesheetFacts, timesheetFacts } from './timesheet-facts.ts';

/** How far an audit is. */
export interface AuditProgress {
  readonly itemsRead: number;
  readonly documentsRead: number;
  readonly documents: number;
}

/** The result of an audit. */
export interface AuditReport {
  readonly checkedAt: string;
  readonly counts: {
    readonly items: number;
    readonly certificates: Readonly<Record<string, number>>;
    readonly timesheets: number;
    readonly documents: number;
    readonly batches: number;
  };
  /** Everything that is wrong; empty when every rule holds. */
  readonly findings: readonly Finding[];
}

/** The longest time a reservation may stay unfinished. The sweeper runs every minute and completes it well before. */
const RESERVATION_LIMIT_MS = 20 * 60_000;

interface Contents {
  items: number;
  readonly certificates: Map<string, CertificateFacts>;
  readonly timesheets: Map<string, TimesheetFacts>;
  readonly entryClaims: Map<string, Set<string>>;
  /** `issuerId|volunteerId|certificateId` of each recognition slot. */
  readonly recognitionHolders: Set<string>;
  readonly revokedIndexes: Set<string>;
  /** The approval that each release in force gives, by import. */
  readonly releases: Map<string, Json>;
  readonly status: StatusFacts;
  readonly auditDays: Set<string>;
  /** By issuer, day and number of the chain. */
  readonly journal: Parameters<typeof addToJournal>[0];
  readonly batches: Map<string, BatchFacts>;
  /** By issuer ID. */
  readonly reports: Map<string, ReportedCounts>;
}

/** When an audit runs, and who is told how far it is. */
export interface AuditRun {
  readonly now: Date;
  readonly onProgress?: (progress: AuditProgress) => void;
}

/**
 * Audits all records of a table and a bucket: reads the whole table and every document, recomputes every hash, chain and
 * sum, and verifies every signature. Returns the counts and every finding. Shares no code with the functions that wrote
 * the records. Run it while nothing is written: it reads for minutes, and a change in between looks like a contradiction.
 */
export const audit = (source: AuditSource, run: AuditRun): Promise<AuditReport> =>
  auditRecords(storedRecords(source), run);

/** Audits records, wherever they are. */
export async function auditRecords(
  source: AuditedRecords,
  { now, onProgress }: AuditRun,
): Promise<AuditReport> {
  const findings: Finding[] = [];
  const report = (finding: Finding) => void findings.push(finding);
  const contents = await readTable(source, now, report, (itemsRead) =>
    onProgress?.({ itemsRead, documentsRead: 0, documents: 0 }),
  );
  const { certificates, timesheets } = contents;
  const compare = (subject: string, found: () => Iterable<Finding>) =>
    reportUnreadable(subject, report, () => {
      for (const finding of found()) report(finding);
    });
  await compare('awards', () =>
    checkAwards(certificates, timesheets, contents.recognitionHolders, contents.releases),
  );
  await compare('entries', () => checkEntries(timesheets, contents.entryClaims));
  await compare('withdrawals', () =>
    checkWithdrawals(certificates, contents.revokedIndexes, contents.auditDays),
  );
  await compare('status lists', () => checkStatusLists(contents.status, certificates, source.keys, now));
  await compare('reservations', () => checkReservations(certificates, now));
  await compare('reports', () => checkReports(contents.reports, certificates, contents.batches));
  await reportUnreadable('batches', report, () =>
    checkBatches(contents.batches, certificates, (batch) => readManifest(source, batch), report),
  );
  const journal = checkJournal(contents.journal, report);
  await reportUnreadable('audit roots', report, async () => {
    for await (const finding of checkRoots(source, certificates, journal, now)) report(finding);
  });

  let documentsRead = 0;
  const documents = [...certificates.values()].filter(({ documentSha256 }) => documentSha256 !== '').length;
  await checkDocuments(source, certificates, report, () => {
    documentsRead += 1;
    onProgress?.({ itemsRead: contents.items, documentsRead, documents });
  });
  return {
    checkedAt: now.toISOString(),
    counts: {
      items: contents.items,
      certificates: byState(certificates),
      timesheets: timesheets.size,
      documents: documentsRead,
      batches: contents.batches.size,
    },
    findings,
  };
}

/** Runs a step of the audit; a record that it can't make sense of is a finding, not the end of the audit. */
async function reportUnreadable(
  subject: string,
  report: (finding: Finding) => void,
  step: () => void | Promise<void>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    const isOfContent =
      error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError;
    if (!isOfContent) throw error;
    report({ rule: 'RECORD_UNREADABLE', subject, message: error.message });
  }
}

/** Reads the whole table into the facts that the checks compare. */
async function readTable(
  source: AuditedRecords,
  now: Date,
  report: (finding: Finding) => void,
  onItem: (itemsRead: number) => void,
): Promise<Contents> {
  const contents: Contents = {
    items: 0,
    certificates: new Map(),
    timesheets: new Map(),
    entryClaims: new Map(),
    recognitionHolders: new Set(),
    revokedIndexes: new Set(),
    releases: new Map(),
    status: { bits: new Map(), signed: [], allotted: new Map() },
    auditDays: new Set(),
    journal: new Map(),
    batches: new Map(),
    reports: new Map(),
  };
  for await (const item of source.items()) {
    contents.items += 1;
    onItem(contents.items);
    const subject = `${item.pk} ${item.sk}`;
    await reportUnreadable(subject, report, () => {
      for (const finding of checkItem(item, now)) report(finding);
      collect(item, contents, report);
    });
  }
  return contents;
}

/** Adds one item to the contents. The key tells the kind of an item; kinds that no check needs are skipped. */
function collect(item: TableItem, contents: Contents, report: (finding: Finding) => void): void {
  const [kind = '', name = ''] = item.pk.split(/#(.*)/s);
  // What an issuer holds about a volunteer is under `<issuer>#`.
  const [issuerId = '', ofIssuer = ''] = item.sk.split(/#(.*)/s);
  if (kind === 'CERTIFICATE' && item.sk === 'CERTIFICATE') {
    const facts = certificateFacts(item, report);
    contents.certificates.set(facts.certificateId, facts);
  } else if (kind === 'VOLUNTEER' && ofIssuer.startsWith('HOURS#')) {
    const facts = timesheetFacts(item);
    contents.timesheets.set(facts.key, facts);
  } else if (kind === 'VOLUNTEER' && ofIssuer.startsWith('RECOGNITION#')) {
    contents.recognitionHolders.add(`${issuerId}|${name}|${text(item, 'certificateId')}`);
  } else if (kind === 'RELEASE') {
    const { at = null, by = null } = item;
    contents.releases.set(name, { at, by, kind: 'release' });
  } else if (kind === 'ENTRIES') {
    addClaims(contents.entryClaims, name.slice(0, name.lastIndexOf('#')), text(item, 'entries'));
  } else if (kind === 'STATUSLIST') {
    addToStatus(contents.status, item);
    if (item.sk.startsWith('REVOKED#'))
      contents.revokedIndexes.add(`${name}#${Number(item.sk.slice('REVOKED#'.length))}`);
  } else if (kind === 'AUDITDAY') {
    contents.auditDays.add(`${name}|${item.sk}`);
  } else if (kind === 'JOURNAL') {
    addToJournal(contents.journal, item);
  } else if (kind === 'BATCH') {
    addToBatch(contents.batches, item);
  } else if (kind === 'REPORT') {
    addToReports(contents.reports, name, item);
  }
}

/** Checks that no reservation is older than `RESERVATION_LIMIT_MS`. */
function* checkReservations(
  certificates: ReadonlyMap<string, CertificateFacts>,
  now: Date,
): Generator<Finding> {
  const oldest = new Date(now.getTime() - RESERVATION_LIMIT_MS).toISOString();
  for (const { certificateId, state, reservedAt } of certificates.values())
    if (state === 'reserved' && reservedAt < oldest)
      yield {
        rule: 'RESERVATION_LEFT',
        subject: certificateId,
        message: `it has been reserved since ${reservedAt}`,
      };
}

function byState(certificates: ReadonlyMap<string, CertificateFacts>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of certificates.values()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
