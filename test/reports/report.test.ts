import { describe, expect, test } from '@jest/globals';
import type { Issuer } from '../../functions/domain/issuer.ts';
import { DAILY_MEASURES } from '../../functions/domain/report/report-delta.ts';
import { buildReport, type ReportDeps } from '../../functions/workflows/reports/report.ts';
import { reportCsv } from '../../functions/workflows/reports/report-csv.ts';

const sums = (counted: Readonly<Record<string, number>>) =>
  Object.fromEntries(DAILY_MEASURES.map((name) => [name, counted[name] ?? 0])) as Awaited<
    ReturnType<ReportDeps['reports']['counters']>
  >['sums'];

/** Builds the report of a half-year from the counters of each issuer; counters left out are 0. */
function halfYear(counters: Readonly<Record<string, Readonly<Record<string, number>>>>) {
  const issuers = Object.keys(counters).map(
    (issuerId) => ({ issuerId, nameAr: 'جهة', nameEn: issuerId }) as Issuer,
  );
  const deps: ReportDeps = {
    reports: {
      counters: async (issuerId: string) => ({
        sums: sums(counters[issuerId] ?? {}),
        minutesOutside: { before: 0, after: 0 },
        volunteers: [],
      }),
    },
    catalogue: { list: async () => ({ items: [], cursor: null }) },
    ledger: {} as ReportDeps['ledger'],
  };
  return buildReport(issuers, '2025-01-01', '2025-06-30', deps);
}

const rows = (csv: string) => csv.trimEnd().split('\r\n').slice(1);

describe('a report as CSV', () => {
  test('has no reconciliation when there is nothing to reconcile', async () => {
    expect(rows(reportCsv(await halfYear({ a: {} }), 'en'))).toEqual([
      'a,2025-01-01,2025-06-30,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,',
    ]);
  });

  test('reports figures whose total is zero', async () => {
    const [row] = rows(reportCsv(await halfYear({ a: { opportunities_support: 1 } }), 'en'));
    expect(row).toMatch(/,"1 support = 1, 1 more than 0"$/);
  });

  test('has no row for issuers without activity, and one for an issuer that only revoked', async () => {
    expect(rows(reportCsv(await halfYear({ a: {}, b: {} }), 'en'))).toEqual([]);
    expect(rows(reportCsv(await halfYear({ a: {}, b: { revocations: 2 } }), 'en'))).toEqual([
      'b,2025-01-01,2025-06-30,0,0,0,0,0,0,0,0,0,0,0,0,0,2,,',
    ]);
  });
});
