import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReadingOptions } from '../../functions/domain/import/reading-options.ts';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

/**
 * What a folder's files must become. `imports` are the files in their order; a problem is `CODE row column`. Of the
 * ledger only what is listed is compared: an entry is `ID date minutes status`. Entries of earlier folders don't count.
 */
interface Expected {
  readonly imports: readonly {
    readonly file: string;
    readonly reading?: ReadingOptions;
    readonly state: 'imported' | 'refused';
    readonly problems: readonly string[];
    /** Fields of how the file was understood. */
    readonly understanding?: object;
  }[];
  readonly volunteers?: Readonly<Record<string, object | null>>;
  readonly opportunities?: Readonly<Record<string, object | null>>;
  readonly hours?: Readonly<Record<string, readonly string[]>>;
}

const FOLDER = path.join(import.meta.dirname, '../cases');
const cases = readdirSync(FOLDER).filter((name) => existsSync(path.join(FOLDER, name, 'expected.json')));

/** Returns the entries recorded for `volunteer opportunity`. */
async function entriesOf(key: string) {
  const [volunteerId = '', opportunityId = ''] = key.split(' ');
  const [timesheet] = await imports.deps.ledger.timesheets([{ volunteerId, opportunityId }]);
  return timesheet?.entries ?? [];
}

let table: Awaited<ReturnType<typeof startTable>>;
let imports: ReturnType<typeof ledgerImports>;
beforeAll(async () => {
  table = await startTable();
  imports = ledgerImports(table.dynamo, table.tableName, { now: () => '2026-11-28T09:00:00.000Z' });
  for (const file of ['opps.csv', 'vols.csv']) await imports.importFile(path.join(FOLDER, 'base', file));
}, 60_000);
afterAll(() => table.stop());

describe('a file from practice becomes what its author meant, or is refused with what to do', () => {
  test.each(cases)('%s', async (name) => {
    const expected: Expected = JSON.parse(readFileSync(path.join(FOLDER, name, 'expected.json'), 'utf8'));
    const recordedBefore = new Set<string>();
    for (const key of Object.keys(expected.hours ?? {}))
      for (const { entryId } of await entriesOf(key)) recordedBefore.add(entryId);
    for (const { file, reading, state, problems, understanding } of expected.imports) {
      const bytes = readFileSync(path.join(FOLDER, name, file));
      const report = await imports.importBytes(file, bytes, false, reading);
      const found = report.problems.map(({ code, row, column }) => `${code} ${row ?? '-'} ${column ?? '-'}`);
      expect({ file, state: report.state, problems: found }).toEqual({ file, state, problems });
      if (understanding !== undefined) expect(report.understanding).toMatchObject(understanding);
    }
    const { ledger, catalogue } = imports.deps;
    for (const [id, volunteer] of Object.entries(expected.volunteers ?? {})) {
      const [recorded] = await ledger.volunteers([id]);
      if (volunteer === null) expect(recorded).toBeUndefined();
      else expect(recorded).toMatchObject(volunteer);
    }
    for (const [id, opportunity] of Object.entries(expected.opportunities ?? {})) {
      const [recorded] = await catalogue.findMany([id]);
      if (opportunity === null) expect(recorded).toBeUndefined();
      else expect(recorded).toMatchObject(opportunity);
    }
    for (const [key, entries] of Object.entries(expected.hours ?? {})) {
      const recorded = (await entriesOf(key))
        .filter(({ entryId }) => !recordedBefore.has(entryId))
        .map(({ entryId, date, minutes, status }) => `${entryId} ${date} ${minutes} ${status}`);
      expect({ key, entries: recorded.sort() }).toEqual({ key, entries: [...entries].sort() });
    }
  });
});
