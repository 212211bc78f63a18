import type { ImportChanges } from '../import/import-changes.ts';

/** Stores what each import changes, so that it can be withdrawn. */
export interface ImportJournal {
  /** Stores some changes of an import under a number from 1, replacing earlier ones. */
  store(importId: string, number: number, changes: ImportChanges): Promise<void>;
  /** Returns some changes of an import. Throws where none were stored under the number. */
  read(importId: string, number: number): Promise<ImportChanges>;
}
