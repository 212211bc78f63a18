import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';
import { buildReport } from '../../functions/workflows/reports/report.ts';
import { generateSample } from '../../infra/tools/sample/generate.ts';
import { SAMPLE_PROFILES } from '../../infra/tools/sample/profiles.ts';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

/** A fortieth: everything but the number of rows is as at full size, where it takes minutes (`FULL_TOTALS=1`). */
const SCALE = process.env.FULL_TOTALS === '1' ? 1 : 1 / 40;
const LONG_MS = SCALE === 1 ? 3_600_000 : 240_000;

const folder = mkdtempSync(path.join(tmpdir(), 'published-'));
let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(async () => {
  await table.stop();
  rmSync(folder, { recursive: true, force: true });
});

const QUARTERS = {
  'jazan-2025-h1': [
    ['2025-01-01', '2025-03-31'],
    ['2025-04-01', '2025-06-30'],
  ],
  'qassim-2025': [
    ['2025-01-01', '2025-03-31'],
    ['2025-04-01', '2025-06-30'],
    ['2025-07-01', '2025-09-30'],
    ['2025-10-01', '2025-12-31'],
  ],
} as const;

describe('the totals that a cluster published, through import, release and report', () => {
  test.each(['jazan-2025-h1', 'qassim-2025'] as const)(
    'of %s are exact, for the period and for the sum of its quarters, without a false alarm',
    async (profile) => {
      const published = SAMPLE_PROFILES[profile];
      const volunteers = SCALE === 1 ? undefined : Math.round(published.volunteers * SCALE);
      const totals = await generateSample({ profile, volunteers, seed: 1, outDir: folder });
      const imports = ledgerImports(table.dynamo, table.tableName, { issuerIds: [published.issuerId] });
      for (const [kind, rows] of [
        ['opportunities', totals.opportunities],
        ['volunteers', totals.volunteers],
        ['hours', totals.entries],
      ] as const) {
        const bytes = readFileSync(path.join(folder, `${kind}.csv`));
        const { state, counts, problems } = await imports.importReleased(`${kind}.csv`, bytes);
        const ended = kind === 'hours' ? 'released' : 'imported';
        expect({ kind, state, new: counts.new }).toEqual({ kind, state: ended, new: rows });
        expect(problems).toEqual([]);
      }
      const { issuers, catalogue, ledger } = imports.deps;
      const issuer = issuers.get(published.issuerId);
      if (issuer === undefined) throw new Error('no issuer');
      const deps = { reports: new DynamoReportRegister(table.dynamo, table.tableName), catalogue, ledger };
      const whole = await buildReport([issuer], published.from, published.to, deps);
      expect(whole).toMatchObject({
        opportunities: { total: totals.opportunities },
        volunteers: { total: totals.volunteers },
        hours: totals.hours,
        minutes: totals.hours * 60,
        beneficiaries: totals.beneficiaries,
        uncounted: null,
      });
      if (SCALE === 1)
        expect(whole).toMatchObject({
          opportunities: published.tracks,
          volunteers: { total: published.volunteers, ...published.genders },
          hours: published.hours,
          beneficiaries: published.beneficiaries,
        });
      const quarters = await Promise.all(
        QUARTERS[profile].map(([from, to]) => buildReport([issuer], from, to, deps)),
      );
      expect(quarters.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(totals.hours * 60);
      expect(quarters.reduce((sum, { opportunities }) => sum + opportunities.total, 0)).toBe(
        totals.opportunities,
      );
      expect(quarters.map(({ uncounted }) => uncounted)).toEqual(quarters.map(() => null));
    },
    LONG_MS,
  );
});
