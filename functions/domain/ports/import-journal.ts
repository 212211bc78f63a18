import type { ImportChanges } from '../import/import-changes.ts';
import type { ReportDelta } from '../report/report-delta.ts';

/** Stores what each import changes, so that it can be released and withdrawn. */
export interface ImportJournal {
  /** Stores some changes of an import under a number from 1, replacing earlier ones. */
  store(importId: string, number: number, changes: ImportChanges): Promise<void>;
  /** Returns some changes of an import. Throws where none were stored under the number. */
  read(importId: string, number: number): Promise<ImportChanges>;
  /** Stores the counter changes of a release or of taking it back, replacing earlier ones; a write adds each list. */
  storeCounters(importId: string, lists: readonly (readonly ReportDelta[])[]): Promise<void>;
  /** Returns the stored counter changes. Throws where none were stored. */
  readCounters(importId: string): Promise<ReportDelta[][]>;
}
