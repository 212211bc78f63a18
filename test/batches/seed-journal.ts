import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EntriesSum } from '../../functions/domain/hours/entries-sum.ts';
import type { Approval, HoursEntry, Recorded } from '../../functions/domain/hours/hours.ts';
import { NO_ROWS } from '../../functions/domain/import/import.ts';
import type { JournalEntry } from '../../functions/domain/journal.ts';
import { DynamoImportRegister } from '../../functions/storage/dynamo/dynamo-import-register.ts';
import { DynamoJournal } from '../../functions/storage/dynamo/supervision/dynamo-journal.ts';
import { APPROVAL, RECORDED } from '../people.ts';
import type { LedgerSeed } from './seed-ledger.ts';

/** Returns who recorded entries by an import of their own, and who approved them, at a time whose journal is kept. */
export const authoredAt = (at: string): Pick<HoursEntry, 'recorded'> & { readonly approval: Approval } => {
  const source = { kind: 'file', importId: randomUUID(), sha256: 'cd'.repeat(32), worksheet: null } as const;
  return { recorded: { ...RECORDED, at, source }, approval: { ...APPROVAL, at } };
};

/** Journals who recorded and who approved a seeded ledger, with the imports, as their requests would: for tests that audit. */
export async function seedJournal(
  dynamo: DynamoDBClient,
  tableName: string,
  { timesheets }: Pick<LedgerSeed, 'timesheets'>,
): Promise<void> {
  const journal = new DynamoJournal(dynamo, tableName);
  const imports = new DynamoImportRegister(dynamo, tableName);
  const ofIssuers = Map.groupBy(timesheets, ({ issuerId }) => issuerId);
  for (const [issuerId, ofIssuer] of ofIssuers) {
    const entries = ofIssuer.flatMap((timesheet) => timesheet.entries);
    const append = async (act: Pick<JournalEntry, 'act' | 'at' | 'targets'> & { readonly by: string }) => {
      const { by: subject, ...about } = act;
      const begun = { ...about, subject, issuerIds: [issuerId], requestId: randomUUID() };
      await journal.append({ ...begun, phase: 'begun', outcome: null });
      await journal.append({ ...begun, phase: 'ended', outcome: 'done' });
    };
    for (const { by, at, source } of distinct<Recorded>(entries.map(({ recorded }) => recorded)).keys()) {
      if (source.kind !== 'file') continue;
      const { importId, sha256 } = source;
      await append({ act: 'begin_import', by, at, targets: { importId } });
      await imports.create({
        ...{ importId, sha256, requestedBy: by, createdAt: at, linkUntil: at, issuerIds: [issuerId] },
        ...{ fileName: 'hours.csv', bytes: 1, dryRun: false, profilesOf: issuerId, mayUseRegistry: false },
        ...{ state: 'imported', kinds: ['hours'], counts: NO_ROWS, rowsWritten: 0 },
        ...{ problemCount: 0, noteCount: 0, problems: [] },
      });
    }
    const approvals = distinct<Approval>(entries.flatMap(({ approval }) => approval ?? []));
    for (const [approval, decided] of approvals) {
      const { by, at } = approval;
      await append({
        act: 'decide_hours',
        by,
        at,
        targets: {
          ...{ decision: 'approved', decided: String(decided) },
          entriesSum: sumOfApproved(ofIssuer, approval),
        },
      });
    }
  }
}

function sumOfApproved(timesheets: LedgerSeed['timesheets'], approval: Approval): string {
  const sum = new EntriesSum();
  for (const timesheet of timesheets)
    for (const entry of timesheet.entries)
      if (JSON.stringify(entry.approval) === JSON.stringify(approval)) sum.add(timesheet, entry);
  return sum.text;
}

/** Returns values that differ, each with how often it occurs. */
function distinct<T>(values: readonly T[]): Map<T, number> {
  const same = Map.groupBy(values, (value) => JSON.stringify(value));
  return new Map(
    [...same.values()].flatMap((some) => (some[0] === undefined ? [] : [[some[0], some.length]])),
  );
}
