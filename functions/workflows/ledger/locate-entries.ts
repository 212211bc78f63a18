import { chunksOf } from '../../domain/chunks-of.ts';
import { timesheetName } from '../../domain/hours/hours.ts';
import type { EntryClaim, EntryKey, HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import { KEYS_PER_READ } from './import-references.ts';

export type LocatingLedger = Pick<HoursLedger, 'entryClaims' | 'timesheets'>;

/** Returns the timesheets on which some entries are recorded, in no order. */
export async function recordedEntries(
  issuerId: string,
  entryIds: readonly string[],
  ledger: LocatingLedger,
): Promise<EntryKey[]> {
  return (await checkedClaims(await ledger.entryClaims(issuerId, entryIds), ledger)).recorded;
}

/**
 * Returns, of entries that an import is going to record, those of another timesheet: recorded there, or claimed for it
 * by an import that is being written. A claim of an import that was never written says nothing.
 */
export async function entriesElsewhere(
  keys: readonly EntryKey[],
  { ledger, imports }: { readonly ledger: LocatingLedger; readonly imports: Pick<ImportRegister, 'find'> },
): Promise<EntryKey[]> {
  const elsewhere: EntryKey[] = [];
  for (const [issuerId, ofIssuer] of Map.groupBy(keys, (key) => key.issuerId)) {
    const own = new Map(ofIssuer.map((key) => [key.entryId, timesheetName(key)]));
    const claims = (await ledger.entryClaims(issuerId, [...own.keys()])).filter(
      (claim) => timesheetName(claim) !== own.get(claim.entryId),
    );
    const { recorded, unrecorded } = await checkedClaims(claims, ledger);
    elsewhere.push(...recorded);
    for (const [importId, ofImport] of Map.groupBy(unrecorded, (claim) => claim.importId))
      if ((await imports.find(importId))?.state === 'writing') elsewhere.push(...ofImport);
  }
  return elsewhere;
}

/** Separates the claims on entries that their timesheets have from the others. */
async function checkedClaims(claims: readonly EntryClaim[], ledger: LocatingLedger) {
  const timesheets = new Map(claims.map((claim) => [timesheetName(claim), claim]));
  const reads = chunksOf([...timesheets.values()], KEYS_PER_READ).map((keys) => ledger.timesheets(keys));
  const entryIds = new Map(
    (await Promise.all(reads))
      .flat()
      .map((timesheet) => [
        timesheetName(timesheet),
        new Set(timesheet.entries.map(({ entryId }) => entryId)),
      ]),
  );
  const isRecorded = (claim: EntryClaim) => entryIds.get(timesheetName(claim))?.has(claim.entryId) === true;
  return {
    recorded: claims.filter(isRecorded),
    unrecorded: claims.filter((claim) => !isRecorded(claim)),
  };
}
