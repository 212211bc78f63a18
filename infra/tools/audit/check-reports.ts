import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import type { BatchFacts } from './batch-facts.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import type { Finding } from './finding.ts';
import { type Counters, count, countLedger, countOnDay } from './ledger/ledger-counters.ts';
import type { LedgerFacts } from './ledger/ledger-facts.ts';
import { dayOf } from './provenance-grade.ts';
import type { TableItem } from './table-contents.ts';

/** Adds one counter item of a month. The counter of a day is an attribute such as `certificates@04`. */
export function addToReports(counters: Counters, issuerId: string, item: TableItem): void {
  const month = item.sk.slice('MONTH#'.length).slice(0, 7);
  for (const [name, value] of Object.entries(item))
    if (name.includes('@')) count(counters, issuerId, month, name, Number(value));
}

/** What every counter must be: all of it is in the ledger, the certificates and the batches. */
interface Counted {
  readonly certificates: ReadonlyMap<string, CertificateFacts>;
  readonly batches: ReadonlyMap<string, BatchFacts>;
  readonly ledger: LedgerFacts;
  readonly releases: ReadonlyMap<string, unknown>;
}

/** Checks every report counter of every day and month against the records. */
export function* checkReports(reported: Counters, counted: Counted): Generator<Finding> {
  const expected: Counters = new Map();
  countLedger(counted.ledger, counted.releases, expected);
  countCertificates(counted, expected);
  for (const key of new Set([...reported.keys(), ...expected.keys()])) {
    const [is, recorded] = [reported.get(key) ?? 0, expected.get(key) ?? 0];
    if (is !== recorded)
      yield {
        rule: 'REPORT_COUNTERS_WRONG',
        subject: key,
        message: `the reports count ${is}, the records show ${recorded}`,
      };
  }
}

/**
 * Adds what certificates make of the reports. A replacement does not count again. A certificate of a batch counts with
 * the chunk that lists it, or with its own issue when that event says so.
 */
function countCertificates({ certificates, batches }: Counted, counters: Counters): void {
  const listed = new Set(
    [...batches.values()].flatMap(({ batchId, items }) =>
      items
        .filter(({ outcome }) => outcome === 'issued')
        .map(({ certificateId }) => `${batchId}|${certificateId}`),
    ),
  );
  const zones = timeZones(certificates);
  for (const certificate of certificates.values()) {
    const { issuerId, certificateId, batchId, issued, counted, corrects, revokedAt } = certificate;
    const timeZone = zones.get(issuerId) ?? 'UTC';
    const add = (day: string, measure: string, by = 1) =>
      countOnDay(counters, { issuerId, day, measure }, by);
    if (revokedAt !== '') add(dayOf(revokedAt, timeZone), 'revocations');
    if (!issued || corrects || !(counted || listed.has(`${batchId}|${certificateId}`))) continue;
    const day = certificate.issuedOn || dayOf(certificate.reservedAt, timeZone);
    add(day, 'certificates');
    if (certificate.isRecognition) add(day, 'recognitions');
    else add(day, 'eligibleDays', waitedDays(certificate.eligibleSince, day));
  }
}

/** Returns the time zone of each issuer: an erased certificate says none any more, its others do. */
export function timeZones(certificates: ReadonlyMap<string, CertificateFacts>): Map<string, string> {
  const zones = new Map<string, string>();
  for (const { issuerId, timeZone } of certificates.values())
    if (timeZone !== '') zones.set(issuerId, timeZone);
  return zones;
}

const waitedDays = (since: string, day: string) =>
  since === '' ? 0 : Math.max(0, Math.round((Date.parse(day) - Date.parse(since)) / DAY_MS));
