import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decideEligibility } from '../../functions/domain/eligibility/decide-eligibility.ts';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

const SAMPLE = ['opportunities', 'volunteers', 'hours'].map((kind) => `infra/tools/sample/${kind}.csv`);

describe('the sample cluster', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let imports: ReturnType<typeof ledgerImports>;

  beforeAll(async () => {
    table = await startTable();
    imports = ledgerImports(table.dynamo, table.tableName);
  });
  afterAll(() => table.stop());

  test('is imported completely, and changes nothing the second time', async () => {
    for (const file of SAMPLE) {
      const first = await imports.importFile(file);
      expect(first).toMatchObject({ state: 'imported', problemCount: 0 });
      // Only the hours that are wrong on purpose are worth a note.
      expect(first.problems.filter(({ code }) => !/^ENTRY_(?:OVERLAP|DAY|OVER)/.test(code))).toEqual([]);
      expect(first.counts).toMatchObject({ new: first.counts.rows, changed: 0, unchanged: 0 });
      if (first.awaiting !== undefined)
        expect(await imports.release(first.importId)).toMatchObject({ state: 'released' });
      const second = await imports.importFile(file);
      expect(second.counts).toMatchObject({ new: 0, changed: 0, unchanged: first.counts.rows });
    }
  });

  test('leaves a volunteer’s name with the others as it is when one issuer records another', async () => {
    const foreign = ledgerImports(table.dynamo, table.tableName, { issuerIds: ['shifa-initiative'] });
    const renamed = readFileSync('infra/tools/sample/volunteers.csv', 'utf8').replace(
      'Fahad Ali Albishi',
      'Someone Else',
    );
    const report = await foreign.importBytes('volunteers.csv', Buffer.from(renamed));
    expect(report).toMatchObject({ state: 'imported', problems: [] });
    const records = await foreign.deps.ledger.volunteerRecords('RW-0001');
    expect(records.map(({ volunteer }) => [volunteer.issuerId, volunteer.nameEn])).toEqual([
      ['*', 'Fahad Ali Albishi'],
      ['rawabi-health-cluster', 'Fahad Ali Albishi'],
      ['shifa-initiative', 'Someone Else'],
    ]);
  });

  test('has eligible volunteers, and others refused for each reason', async () => {
    const { ledger, catalogue, issuers } = imports.deps;
    const { items } = await catalogue.list({ issuerIds: [...issuers.keys()] }, { limit: 200 });
    expect(items).toHaveLength(11);
    const reasons = new Map<string, number>();
    for (const opportunity of items) {
      const issuer = issuers.get(opportunity.issuerId);
      if (issuer === undefined) throw new Error(`no issuer ${opportunity.issuerId}`);
      for (const volunteerId of (await ledger.volunteersOf(opportunity, { limit: 200 })).items) {
        const record = await ledger.volunteerRecord(opportunity.issuerId, volunteerId);
        const { reason } = decideEligibility({
          volunteer: record?.volunteer,
          timesheets: record?.timesheets ?? [],
          opportunity,
          issuer,
          now: '2026-01-01T00:00:00.000Z',
          findUnprintable: () => undefined,
        });
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    }
    expect(reasons.get('ELIGIBLE')).toBeGreaterThanOrEqual(40);
    for (const reason of [
      'HOURS_INSUFFICIENT',
      'HOURS_PENDING',
      'HOURS_CONFLICT',
      'OPPORTUNITY_NOT_ENDED',
      'CONSENT_MISSING',
      'NAME_MISSING_AR',
      'NAME_MISSING_EN',
    ])
      expect(reasons.get(reason)).toBeGreaterThan(0);
  });
});
