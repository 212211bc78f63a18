import type { Import, ImportHead, ImportState } from '../import/import.ts';
import type { Page, PageRequest } from './page.ts';

/** Stores the record of every import. */
export interface ImportRegister {
  /** Writes a new import; safe to repeat with the same record. Throws if the ID belongs to another import. */
  create(record: Import): Promise<void>;
  /** Returns an import, read consistently; undefined where the ID is unknown or has expired. */
  find(importId: string): Promise<Import | undefined>;
  /** Returns imports that may write the ledger of one of the issuers, newest first, each once. */
  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<ImportHead>>;
  /** Changes fields of an import. Returns `changed`, and writes nothing, if its state is none of `from`. */
  update(
    importId: string,
    from: readonly ImportState[],
    change: Partial<Omit<Import, 'importId'>>,
  ): Promise<'written' | 'changed'>;
}
