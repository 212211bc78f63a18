import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import { type Opportunity, opportunityName } from '../../functions/domain/hours/opportunity.ts';
import { type Volunteer, volunteerName } from '../../functions/domain/hours/volunteer.ts';
import { inReadingOrder, ProblemLog } from '../../functions/domain/import/import-problem.ts';
import { readImportFile } from '../../functions/importing/read-import-file.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { ChangeLog } from '../../functions/workflows/ledger/change-log.ts';
import { ImportCheck } from '../../functions/workflows/ledger/checks/check-import.ts';

interface Recorded {
  readonly volunteers: readonly Volunteer[];
  readonly opportunities: readonly Opportunity[];
  readonly timesheets?: readonly Timesheet[];
}

/** Checks a CSV against what is recorded. Returns its problems as `CODE row column`, with the facts of each. */
export async function checkTable(
  lines: readonly string[],
  { volunteers, opportunities, timesheets = [] }: Recorded,
) {
  const bytes = Buffer.from(lines.join('\n'));
  const problems = new ProblemLog('f.csv', 1000);
  const scope = {
    issuerIds: ['rawabi-health-cluster'],
    profilesOf: 'rawabi-health-cluster',
    mayUseRegistry: false,
    importId: 'IMPORT-1',
    now: '2025-08-01T09:00:00.000Z',
  };
  const check = new ImportCheck(scope, problems, new ChangeLog(undefined), {
    ledger: {
      volunteers: async (wanted) =>
        volunteers.filter((one) => wanted.map(volunteerName).includes(volunteerName(one))),
      volunteerRecord: async () => undefined,
      volunteerRecords: async () => [],
      entryClaims: async () => [],
      timesheets: async () => [...timesheets],
    },
    catalogue: {
      findMany: async (wanted) =>
        opportunities.filter((one) => wanted.map(opportunityName).includes(opportunityName(one))),
    },
    issuers: loadIssuers(templatesDirectory()),
    persons: {
      fingerprintOf: async ({ kind, text }) => `${kind} ${text}`,
      bucketOf: () => '',
      inBucket: async function* () {},
    },
    imports: { find: async () => undefined },
    findUnprinted: () => undefined,
    findUnprintable: () => undefined,
  });
  const open = async () =>
    (async function* () {
      yield bytes;
    })();
  for await (const chunk of readImportFile({ fileName: 'f.csv', bytes: bytes.length, open }, problems))
    await check.check(chunk);
  await check.finish();
  const kept = inReadingOrder(problems.kept).filter(
    ({ code }) => code !== 'COLUMN_IGNORED' && code !== 'ENTRY_IDS_MADE',
  );
  return {
    counts: check.counts,
    isRefused: problems.errorCount > 0,
    problems: kept.map(({ code, row, column }) => `${code} ${row} ${column ?? '-'}`),
    facts: kept.map(({ facts }) => facts),
  };
}
