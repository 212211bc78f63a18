import type { Import, ImportState } from '../import/import.ts';

/** The record of every import. */
export interface ImportRegister {
  create(record: Import): Promise<void>;
  find(importId: string): Promise<Import | undefined>;
  /** Changes fields of an import that is in one of the states given; `changed`: it isn't any more. */
  update(
    importId: string,
    from: readonly ImportState[],
    change: Partial<Omit<Import, 'importId'>>,
  ): Promise<'written' | 'changed'>;
}
