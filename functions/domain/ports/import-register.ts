import type { Import, ImportState } from '../import/import.ts';

/** Stores the record of every import. */
export interface ImportRegister {
  /** Writes a new import; safe to repeat with the same record. Throws if the ID belongs to another import. */
  create(record: Import): Promise<void>;
  /** Returns an import, read consistently; undefined where the ID is unknown or has expired. */
  find(importId: string): Promise<Import | undefined>;
  /** Changes fields of an import. Returns `changed`, and writes nothing, if its state is none of `from`. */
  update(
    importId: string,
    from: readonly ImportState[],
    change: Partial<Omit<Import, 'importId'>>,
  ): Promise<'written' | 'changed'>;
}
