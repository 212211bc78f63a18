import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { type OpportunityKey, opportunityName } from '../../functions/domain/hours/opportunity.ts';
import { type VolunteerKey, volunteerName } from '../../functions/domain/hours/volunteer.ts';
import { inReadingOrder, ProblemLog, UnreadableFile } from '../../functions/domain/import/import-problem.ts';
import type { EntryClaim } from '../../functions/domain/ports/hours-ledger.ts';
import { wordingOf } from '../../functions/importing/problem-wording.ts';
import { readImportFile } from '../../functions/importing/read-import-file.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { printableNames, printedTexts } from '../../functions/runtime/wiring/printable-names.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { ChangeLog } from '../../functions/workflows/ledger/change-log.ts';
import { ImportCheck } from '../../functions/workflows/ledger/checks/check-import.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';

const FOLDER = path.join(import.meta.dirname, '../files/awkward');
const NOW = '2025-08-01T09:00:00.000Z';

const opportunities = [
  opportunityOf(),
  opportunityOf({ opportunityId: 'OPP-LONG', endsOn: '2025-12-31' }),
  opportunityOf({ opportunityId: 'OPP-FOREIGN', issuerId: 'shifa-initiative' }),
];
const volunteers = [
  volunteerOf({ volunteerId: 'V-1' }),
  volunteerOf({ volunteerId: 'V-2' }),
  volunteerOf({ volunteerId: 'TEAM-1', kind: 'institution' }),
];
const known = entryOf({ entryId: 'E-KNOWN', date: '2025-06-09' });
const certified = entryOf({
  entryId: 'E-CERTIFIED',
  date: '2025-06-10',
  certificateId: 'B1P90CH35ABARTZ768',
});
const timesheet = timesheetOf([known, certified], { volunteerId: 'V-1' });
const keys: EntryClaim[] = [known, certified].map(({ entryId }) => ({
  importId: 'IMPORT-1',
  entryId,
  issuerId: timesheet.issuerId,
  volunteerId: timesheet.volunteerId,
  opportunityId: timesheet.opportunityId,
}));
/** The ledger against which the files are checked. */
const ledger = {
  volunteers: async (wanted: readonly VolunteerKey[]) =>
    volunteers.filter((one) => wanted.map(volunteerName).includes(volunteerName(one))),
  volunteerRecord: async () => undefined,
  volunteerRecords: async () => [],
  entryClaims: async (_: string, ids: readonly string[]) =>
    keys.filter(({ entryId }) => ids.includes(entryId)),
  timesheets: async () => [timesheet],
};
const catalogue = {
  findMany: async (wanted: readonly OpportunityKey[]) =>
    opportunities.filter((one) => wanted.map(opportunityName).includes(opportunityName(one))),
};

async function reportOn(fileName: string) {
  const bytes = readFileSync(path.join(FOLDER, fileName));
  const problems = new ProblemLog(fileName, 1000);
  const issuers = loadIssuers(templatesDirectory());
  const scope = {
    issuerIds: ['rawabi-health-cluster', 'rawabi-municipality'],
    profilesOf: 'rawabi-health-cluster',
    mayUseRegistry: false,
    importId: 'IMPORT-1',
    now: NOW,
  };
  const check = new ImportCheck(scope, problems, new ChangeLog(undefined), {
    ledger,
    catalogue,
    issuers,
    // Nobody is recorded under these fingerprints.
    persons: {
      fingerprintOf: async ({ kind, text }) => `${kind} ${text}`,
      bucketOf: () => '',
      inBucket: async function* () {},
    },
    imports: { find: async () => undefined },
    findUnprinted: printedTexts(openFontLibrary(templatesDirectory())),
    findUnprintable: printableNames(openFontLibrary(templatesDirectory())),
  });
  const source = { fileName, bytes: bytes.length, open: async () => Readable.from([bytes]) };
  const records: unknown[] = [];
  try {
    for await (const chunk of readImportFile(source, problems)) {
      records.push(...chunk.records);
      await check.check(chunk);
    }
    await check.finish();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    problems.add(error.problem, error.position);
  }
  return {
    state: problems.errorCount > 0 ? 'refused' : 'checked',
    counts: check.counts,
    ...(problems.errorCount > 0 ? {} : { records }),
    problems: inReadingOrder(problems.kept).map((problem) => ({
      ...problem,
      en: wordingOf(problem, 'en'),
      ar: wordingOf(problem, 'ar'),
    })),
  };
}

const files = readdirSync(FOLDER).filter((name) => /\.(csv|xlsx)$/.test(name));

describe('awkward files', () => {
  test.each(files)('%s', async (fileName) => {
    const report = await reportOn(fileName);
    expect(report.state).toBe(fileName.startsWith('bad-') ? 'refused' : 'checked');
    const expected = path.join(FOLDER, 'expected', `${fileName}.json`);
    // With WRITE_EXPECTED, the report of a new file is written. Review it before you commit it.
    if (process.env.WRITE_EXPECTED && !existsSync(expected))
      writeFileSync(expected, `${JSON.stringify(report, null, 2)}\n`);
    expect(JSON.parse(JSON.stringify(report))).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
  });

  test('have a message and a fix in both languages for every problem', async () => {
    for (const fileName of files.filter((name) => !name.startsWith('good-')))
      for (const { en, ar } of (await reportOn(fileName)).problems) {
        expect(`${en.message}${en.fix}`).not.toMatch(/[\u0600-\u06ff]{3}|\{\w+\}|undefined/);
        expect(ar.message).toMatch(/[\u0600-\u06ff]/);
        expect(ar.fix).toMatch(/[\u0600-\u06ff]/);
      }
  });
});
