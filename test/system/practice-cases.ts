import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import { REGISTRY } from '../../functions/domain/hours/volunteer.ts';
import type { ReadingOptions } from '../../functions/domain/import/reading-options.ts';
import type { HoursLedger } from '../../functions/domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../functions/domain/ports/opportunity-catalogue.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';

/**
 * What a folder's files must become. `imports` are the files in their order; a problem is `CODE row column`. Of the
 * ledger only what is listed is compared: an entry is `ID date minutes status`, with the
 * status that its row reports. Entries of earlier folders don't count.
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
  /** A certificate as `volunteer opportunity`, which is issued before the last of the files, and its fields after it. */
  readonly certificates?: Readonly<Record<string, object>>;
  readonly volunteers?: Readonly<Record<string, object | null>>;
  readonly opportunities?: Readonly<Record<string, object | null>>;
  readonly hours?: Readonly<Record<string, readonly string[]>>;
}

/** The report of an import, as far as cases are about it. */
interface Report {
  readonly importId: string;
  readonly state: string;
  readonly awaitingRelease: object | null;
  readonly problems: readonly {
    readonly code: string;
    readonly row: number | null;
    readonly column: string | null;
  }[];
  readonly understanding?: object | null;
}

/** Where the files of a case are imported, and what is recorded there. */
export interface CaseService {
  importFile(file: string, reading: ReadingOptions): Promise<Report>;
  /** Issues a certificate to a volunteer for an opportunity. */
  issue(volunteerId: string, opportunityId: string): Promise<void>;
  /** Releases an import of hours that are reported as approved. */
  release(importId: string): Promise<void>;
  /** Returns the certificate of a volunteer for an opportunity as it is shown. */
  certificate(volunteerId: string, opportunityId: string): Promise<object | undefined>;
  readonly ledger: Pick<HoursLedger, 'volunteers' | 'timesheets'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
}

const FOLDER = path.join(import.meta.dirname, '../cases');

/** The files to which the cases refer, in the order of their import. */
export const BASE_FILES = ['opps.csv', 'vols.csv'].map((file) => path.join(FOLDER, 'base', file));

/** Folders of which no file is imported, with the test that reads them. */
const SHOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  base: 'system/cases.test.ts',
  '101-verify-surrounding-punctuation': 'verification/ids-in-texts.test.ts',
  '105-addresses-people-open': 'verification/addresses.test.ts',
  '107-bulk-check-semicolons-utf16': 'verification/lists.test.ts',
  '110-match-without-the-title': 'domain/certificate/name-match.test.ts',
  '116-pdf-with-permissions': 'proof/changed-files.test.ts',
  '118-pdf-scan-or-photo': 'proof/changed-files.test.ts',
  'lists-of-ids-as-offices-keep-them': 'verification/lists.test.ts',
};

/** The names of the folders whose files are imported. */
export const CASES = readdirSync(FOLDER).filter((name) => SHOWN_ELSEWHERE[name] === undefined);

/** The folders whose files are not imported, each with the text of the test that is to read it. */
export const OTHER_CASES = Object.entries(SHOWN_ELSEWHERE)
  .filter(([name]) => name !== 'base')
  .map(([name, test]) => ({ name, test: readFileSync(path.join(FOLDER, '..', test), 'utf8') }));

/** Imports the files of a case, and compares the reports and what was recorded with what is expected. */
export async function tryCase(name: string, service: CaseService): Promise<void> {
  const expected: Expected = JSON.parse(readFileSync(path.join(FOLDER, name, 'expected.json'), 'utf8'));
  const before = new Set<string>();
  for (const key of Object.keys(expected.hours ?? {}))
    for (const { entryId } of await entriesOf(key, service)) before.add(entryId);
  for (const [index, { file, reading, state, problems, understanding }] of expected.imports.entries()) {
    if (index === expected.imports.length - 1)
      for (const key of Object.keys(expected.certificates ?? {})) await service.issue(...idsOf(key));
    const report = await service.importFile(path.join(FOLDER, name, file), reading ?? {});
    const found = report.problems.map(({ code, row, column }) => `${code} ${row ?? '-'} ${column ?? '-'}`);
    expect({ file, state: report.state, problems: found }).toEqual({ file, state, problems });
    if (expected.certificates !== undefined && report.awaitingRelease) await service.release(report.importId);
    if (understanding !== undefined) expect(report.understanding).toMatchObject(understanding);
  }
  await compareRecords(expected, before, service);
  for (const [key, certificate] of Object.entries(expected.certificates ?? {}))
    compare(await service.certificate(...idsOf(key)), certificate);
}

const idsOf = (key: string): [volunteerId: string, opportunityId: string] => {
  const [volunteerId = '', opportunityId = ''] = key.split(' ');
  return [volunteerId, opportunityId];
};

async function compareRecords(
  { volunteers = {}, opportunities = {}, hours = {} }: Expected,
  before: ReadonlySet<string>,
  service: CaseService,
): Promise<void> {
  for (const [id, volunteer] of Object.entries(volunteers)) {
    const [recorded] = await service.ledger.volunteers([{ issuerId: REGISTRY, volunteerId: id }]);
    compare(recorded, volunteer);
  }
  for (const [id, opportunity] of Object.entries(opportunities)) {
    const [recorded] = await service.catalogue.findMany(ofAnyIssuer({ opportunityId: id }));
    compare(recorded, opportunity);
  }
  for (const [key, entries] of Object.entries(hours)) {
    const recorded = (await entriesOf(key, service))
      .filter(({ entryId }) => !before.has(entryId))
      .map((entry) => `${entry.entryId} ${entry.date} ${entry.minutes} ${entry.reportedAs ?? entry.status}`);
    expect({ key, entries: recorded.sort() }).toEqual({ key, entries: [...entries].sort() });
  }
}

function compare(recorded: object | undefined, expected: object | null): void {
  if (expected === null) expect(recorded).toBeUndefined();
  else expect(recorded).toMatchObject(expected);
}

/** Returns the keys that a record may have: the cases say no issuer. */
const ofAnyIssuer = <K extends object>(key: K): (K & { readonly issuerId: string })[] =>
  [...loadIssuers(templatesDirectory()).keys()].map((issuerId) => ({ ...key, issuerId }));

/** Returns the entries recorded for `volunteer opportunity`. */
async function entriesOf(key: string, { ledger }: CaseService) {
  const [volunteerId, opportunityId] = idsOf(key);
  const [timesheet] = await ledger.timesheets(ofAnyIssuer({ volunteerId, opportunityId }));
  return timesheet?.entries ?? [];
}
