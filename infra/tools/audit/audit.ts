import { checkActs } from './acts/check-acts.ts';
import { checkCorrections } from './acts/check-corrections.ts';
import { checkNames } from './acts/check-names.ts';
import { checkStarted } from './acts/check-started.ts';
import { readManifest } from './batch-manifest.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { checkArchives } from './check-archives.ts';
import { checkAwards, checkEntries } from './check-awards.ts';
import { checkBatches } from './check-batches.ts';
import { checkDeliveries } from './check-deliveries.ts';
import { checkDocuments } from './check-documents.ts';
import { checkItem } from './check-item.ts';
import { checkLinks } from './check-links.ts';
import { checkRecognitions } from './check-recognitions.ts';
import { checkReports, timeZones } from './check-reports.ts';
import { checkWithdrawals } from './check-withdrawals.ts';
import { type Contents, collect, noContents } from './contents.ts';
import type { Finding } from './finding.ts';
import { checkLayout } from './item-layout.ts';
import { checkJournal } from './journal-facts.ts';
import { checkChanges } from './ledger/check-changes.ts';
import { checkLedger } from './ledger/check-ledger.ts';
import { checkMac } from './ledger/check-mac.ts';
import { type AuditedRecords, type AuditSource, storedRecords } from './records.ts';
import { checkRoots } from './signatures/check-roots.ts';
import { checkStatusLists } from './signatures/check-status-lists.ts';

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
export async function auditRecords(source: AuditedRecords, run: AuditRun): Promise<AuditReport> {
  const findings: Finding[] = [];
  const report = (finding: Finding) => void findings.push(finding);
  const { items, certificates, timesheets, batches } = await auditTable(source, run, report);
  let documentsRead = 0;
  const documents = [...certificates.values()].filter(({ documentSha256 }) => documentSha256 !== '').length;
  await checkDocuments(source, certificates, report, () => {
    documentsRead += 1;
    run.onProgress?.({ itemsRead: items, documentsRead, documents });
  });
  return {
    checkedAt: run.now.toISOString(),
    counts: {
      items,
      certificates: byState(certificates),
      timesheets: timesheets.size,
      documents: documentsRead,
      batches: batches.size,
    },
    findings,
  };
}

/** Audits everything but the documents: the table, and the objects of the bucket on which its answers rest. */
export async function auditTable(
  source: AuditedRecords,
  { now, onProgress }: AuditRun,
  report: (finding: Finding) => void,
): Promise<Contents> {
  const contents = await readTable(source, now, report, (itemsRead) =>
    onProgress?.({ itemsRead, documentsRead: 0, documents: 0 }),
  );
  const { certificates, timesheets, batches, releases, ledger } = contents;
  const compare = (subject: string, found: () => Iterable<Finding> | AsyncIterable<Finding>) =>
    reportUnreadable(subject, report, async () => {
      for await (const finding of found()) report(finding);
    });
  await compare('awards', () => checkAwards(certificates, timesheets, releases));
  await compare('recognitions', () => checkRecognitions(contents));
  await compare('entries', () => checkEntries(timesheets, contents));
  await compare('ledger', () => checkLedger(ledger, timesheets));
  await compare('withdrawals', () =>
    checkWithdrawals(certificates, contents.revokedIndexes, contents.auditDays),
  );
  await compare('deliveries', () => checkDeliveries(certificates, contents.deliveries));
  await compare('links', () => checkLinks(contents.links, certificates));
  await compare('status lists', () => checkStatusLists(contents.status, certificates, source.keys, now));
  await compare('reservations', () => checkReservations(certificates, now));
  await compare('acts', () => checkActs(contents.actRecords, contents, contents.acts, now));
  await compare('started', () =>
    checkStarted(contents.started, batches, timeZones(certificates), contents.acts, now),
  );
  await compare('corrections', () => checkCorrections(contents.actRecords, certificates, contents.acts));
  await compare('names', () => checkNames(contents.actRecords, contents.acts));
  await compare('changes of imports', () => checkChanges(source));
  // What planning settled is added to the items of a batch here.
  await reportUnreadable('batches', report, () =>
    checkBatches(batches, certificates, (batch) => readManifest(source, batch), report),
  );
  await compare('reports', () => checkReports(contents.reports, contents));
  await compare('archives', () => checkArchives(contents.archives, source, contents, now));
  const journal = checkJournal(contents.journal, report);
  await compare('audit roots', () => checkRoots(source, certificates, journal, now));
  return contents;
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
  const contents = noContents();
  for await (const item of source.items()) {
    contents.items += 1;
    onItem(contents.items);
    const subject = `${item.pk} ${item.sk}`;
    await reportUnreadable(subject, report, () => {
      for (const finding of checkLayout(item)) report(finding);
      for (const finding of checkItem(item, now)) report(finding);
      for (const finding of checkMac(item, source.recordKey)) report(finding);
      collect(item, contents, report);
    });
  }
  return contents;
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
