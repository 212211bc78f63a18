import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { generateSample } from '../../../infra/tools/sample/generate.ts';
import type { SampleProfileName } from '../../../infra/tools/sample/profiles.ts';
import { apportion } from '../../../infra/tools/sample/seeded-random.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function generated(profile: SampleProfileName, options: { volunteers?: number; seed?: number } = {}) {
  const outDir = path.join(folder, `${profile}-${options.volunteers ?? 'full'}-${options.seed ?? 1}`);
  await generateSample({ profile, seed: 1, ...options, outDir });
  const rows = (name: string) =>
    readFileSync(path.join(outDir, `${name}.csv`), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  return {
    outDir,
    opportunities: rows('opportunities'),
    volunteers: rows('volunteers'),
    hours: rows('hours'),
  };
}

/** Returns the minutes of a row of hours, without the product's own import code. */
function minutesOf([, , , , hours = '', start = '', end = '']: readonly string[]): number {
  if (hours !== '') return Number(hours) * 60;
  const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (minute(end) - minute(start) + 1440) % 1440;
}

const tally = (values: readonly (string | undefined)[]) =>
  Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([name, group]) => [name, group.length]));

describe('a data set of a period’s own size has exactly the published totals', () => {
  test('Jazan, first half of 2025', async () => {
    const { opportunities, volunteers, hours } = await generated('jazan-2025-h1');
    expect(opportunities).toHaveLength(913);
    expect(tally(opportunities.map((row) => row[4]))).toEqual({
      therapeutic: 320,
      preventive: 280,
      support: 313,
    });
    expect(volunteers).toHaveLength(21_171);
    const approved = hours.filter((row) => row[7] === 'approved');
    expect(approved.reduce((sum, row) => sum + minutesOf(row), 0)).toBe(700_136 * 60);
    expect(opportunities.reduce((sum, row) => sum + Number(row[8]), 0)).toBeGreaterThan(898_000);
    expect(new Set(approved.map((row) => row[1])).size).toBe(21_171);
    expect(approved.every(([, , , date = '']) => date >= '2025-01-01' && date <= '2025-06-30')).toBe(true);
  });

  test('Qassim, 2025', async () => {
    const { opportunities, volunteers, hours } = await generated('qassim-2025');
    expect(tally(opportunities.map((row) => row[4]))).toEqual({
      therapeutic: 432,
      preventive: 280,
      support: 216,
      research: 26,
    });
    expect(tally(volunteers.map((row) => row[3]))).toEqual({ male: 8_974, female: 4_061, unspecified: 39 });
    const approved = hours.filter((row) => row[7] === 'approved');
    expect(approved.reduce((sum, row) => sum + minutesOf(row), 0)).toBe(586_246 * 60);
    expect(opportunities.reduce((sum, row) => sum + Number(row[8]), 0)).toBe(955_932);
  });
});

describe('a data set', () => {
  test('is the same for the same seed, and different for another', async () => {
    const digest = (outDir: string) =>
      createHash('sha256')
        .update(readFileSync(path.join(outDir, 'hours.csv')))
        .digest('hex');
    const one = await generated('jazan-2025-h1', { volunteers: 200, seed: 7 });
    const first = digest(one.outDir);
    expect(digest((await generated('jazan-2025-h1', { volunteers: 200, seed: 7 })).outDir)).toBe(first);
    expect(digest((await generated('jazan-2025-h1', { volunteers: 200, seed: 8 })).outDir)).not.toBe(first);
  });

  test.each([1, 10, 500])('of %i volunteers keeps the period’s hours per volunteer', async (volunteers) => {
    const { hours } = await generated('jazan-2025-h1', { volunteers });
    const minutes = hours
      .filter((row) => row[7] === 'approved')
      .reduce((sum, row) => sum + minutesOf(row), 0);
    expect(minutes).toBe(Math.round((700_136 * volunteers) / 21_171) * 60);
  });
});

test('apportioning keeps the total', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(() => apportion(39, [0, 0])).toThrow('All shares are zero');
  expect(apportion(7, [5, 0, 2])).toEqual([5, 0, 2]);
});
