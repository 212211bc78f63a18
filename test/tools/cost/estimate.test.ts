import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { METRICS } from '../../../functions/runtime/metrics.ts';
import {
  type Consumption,
  consumption,
  notificationWriteUnits,
} from '../../../infra/tools/cost/consumption.ts';
import { estimate, estimateYear, INSTALLATION, MEASURED } from '../../../infra/tools/cost/estimate.ts';
import { US_EAST } from '../../../infra/tools/cost/published.ts';
import { readPrices } from '../../../infra/tools/cost/read-prices.ts';
import { bill, simulate } from '../../../infra/tools/cost/simulate.ts';
import { signInCost, standingCost, verificationCost } from '../../../infra/tools/cost/standing.ts';
import { ofType, type Resource, resourcesOf } from '../../infra/assembly.ts';
import { firewallStack } from '../../infra/firewall-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NOTHING: Consumption = {
  writeUnits: 0,
  batchPartitionUnits: 0,
  readUnits: 0,
  rsa2048Signatures: 0,
  otherRsaSignatures: 0,
  puts: 0,
  gets: 0,
  workerSeconds: 0,
  invocations: 0,
  queueRequests: 0,
  documentBytes: 0,
};

describe('a certificate consumes', () => {
  const small = {
    timesheetBytes: 1_000,
    reservedBytes: 2_000,
    issuedBytes: 3_000,
    chunkBytes: 1_000,
    documentBytes: 1,
    cpuMilliseconds: 1,
  };

  test('twice the units for its transaction, once for its update, and an entry in two indexes', () => {
    // 2 × (1 + 2 + 1) + 2 for the reservation, 3 + 1 for the update, a tenth of 2 × (1 + 1), a block of status indexes.
    expect(consumption(small, 'plain').writeUnits).toBeCloseTo(10 + 4 + 0.4 + 1 / 64);
    // The lease and the mark, an entry in an index, and the link.
    expect(notificationWriteUnits(small)).toBe(2 * 3 + 1 + 1);
  });

  test('a signature for a credential and another for a seal', () => {
    const signatures = (proof: 'plain' | 'credential' | 'sealed') => {
      const { rsa2048Signatures, otherRsaSignatures } = consumption(small, proof);
      return [rsa2048Signatures, otherRsaSignatures];
    };
    expect([signatures('plain'), signatures('credential'), signatures('sealed')]).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });
});

describe('a batch', () => {
  test('is as fast as the limit that binds', () => {
    expect(simulate(10_000, { ...NOTHING, rsa2048Signatures: 1 })).toMatchObject({
      seconds: 10,
      boundBy: [['signatures', 1]],
    });
    expect(simulate(10_000, { ...NOTHING, writeUnits: 4 }).seconds).toBe(10);
    expect(simulate(100, { ...NOTHING, workerSeconds: 1 }, { workerConcurrency: 10 }).seconds).toBe(10);
  });

  test('gets twice the capacity of the table 30 minutes after its highest rate', () => {
    const each = { ...NOTHING, writeUnits: 1 };
    // 4,000 a second for 1,800 seconds, then 8,000.
    expect(simulate(4_000 * 1_800 + 8_000, each).seconds).toBe(1_801);
    expect(simulate(8_000, each, { previousPeakWriteUnits: 4_000 }).seconds).toBe(1);
  });

  test('costs the same per certificate at any size', () => {
    const each = consumption(MEASURED, 'sealed');
    const large = bill(1_000_000, each);
    expect(bill(1_000, each).total * 1_000).toBeCloseTo(large.total);
    const { total, ...parts } = large;
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(total);
  });
});

test('docs/cost.md shows the computed tables', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs/cost.md'), 'utf8');
  expect(page).toContain(estimate(MEASURED));
  expect(page).toContain(estimateYear(MEASURED));
});

test('what stands is what the templates have', () => {
  const [records, service, watching] = [
    resourcesOf('Tawtheeq-Records'),
    resourcesOf('Tawtheeq-Service'),
    resourcesOf('Tawtheeq-Alarms'),
  ];
  const shown = ofType(watching, 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) =>
    JSON.stringify(Properties.DashboardBody),
  );
  const metrics = [
    ...ofType(watching, 'AWS::CloudWatch::Alarm')
      .filter(([, { Properties }]) => Properties.Namespace === METRICS.namespace)
      .map(([, { Properties }]) => Properties.MetricName),
    ...[...shown.join().matchAll(/\\"Tawtheeq\\",\\"(\w+)\\"/g)].map(([, name]) => name),
  ];
  const { Resources } = firewallStack(join(folder, 'assembly')).template;
  const firewall = new Map(Object.entries(Resources as Record<string, Resource>));
  const [[, acl] = []] = ofType(firewall, 'AWS::WAFv2::WebACL');
  const alarms = [watching, firewall].flatMap((stack) => ofType(stack, 'AWS::CloudWatch::Alarm'));
  const everyMinute = ofType(service, 'AWS::Events::Rule').filter(
    ([, { Properties }]) => Properties.ScheduleExpression === 'rate(1 minute)',
  );
  expect(INSTALLATION).toMatchObject({
    keys: ofType(records, 'AWS::KMS::Key').length,
    alarms: alarms.length,
    rulesOfWebAcl: (acl?.Properties.Rules as readonly unknown[] | undefined)?.length,
    metrics: new Set(metrics).size,
    startsAMinute: everyMinute.length,
  });
});

describe('the prices of a region', () => {
  const fileOf = (prices: object) => {
    const file = join(folder, 'prices.json');
    writeFileSync(file, JSON.stringify(prices));
    return file;
  };

  test('replace those of US East, and what is left of these is named', () => {
    const { prices, note } = readPrices(fileOf({ keyMonth: 3, alarmMonth: 0 }));
    expect(standingCost(INSTALLATION, prices)).toMatchObject({ 'keys in KMS': 9, alarms: 0, 'web ACL': 8 });
    expect(note).toContain('millionWriteUnits');
    expect(note).not.toContain('keyMonth');
    const twice = Object.fromEntries(Object.entries(US_EAST).map(([name, price]) => [name, price * 2]));
    expect(readPrices(fileOf(twice)).note).toBe('');
    const each = consumption(MEASURED, 'credential');
    expect(bill(100, each, 10, readPrices(fileOf(twice)).prices).total).toBeCloseTo(
      2 * bill(100, each, 10).total,
      8,
    );
  });

  test.each([{ keyMonths: 3 }, { keyMonth: -1 }, { keyMonth: '1' }])(
    'are refused where wrong: %j',
    (wrong) => {
      expect(() => readPrices(fileOf(wrong))).toThrow(Object.keys(wrong)[0]);
    },
  );
});

test('people who sign in cost nothing up to the free number of them', () => {
  expect([signInCost(1), signInCost(10_000), signInCost(10_100)]).toEqual([0, 0, 1.5]);
});

test('a verification costs most for what stands before it', () => {
  const { 'HTTP API': api = 0, 'distribution and web ACL': edge = 0, table = 0 } = verificationCost();
  expect(edge).toBeGreaterThan(api);
  expect(api).toBeGreaterThan(table);
  expect(standingCost(INSTALLATION)['web ACL']).toBe(8);
});
