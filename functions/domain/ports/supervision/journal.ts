import type { CalendarDate } from '../../calendar-date.ts';
import type { ChainedEntry, JournalChain, JournalEntry, JournalHead } from '../../journal.ts';
import type { Page, PageRequest } from '../page.ts';

/** One chain of the journal as it is stored. */
export interface StoredChain {
  readonly chain: JournalChain;
  readonly entries: readonly ChainedEntry[];
  /** Undefined where entries are stored without it, which nothing that was appended is. */
  readonly head: JournalHead | undefined;
}

/** The journal of privileged acts and reads. Entries are appended, and never changed or deleted. */
export interface Journal {
  /**
   * Appends an entry to a chain of its issuer and day: entry and head in one transaction, on the condition that the head
   * is the one before.
   */
  append(entry: JournalEntry): Promise<void>;
  /**
   * Returns a page of the entries of a day of UTC that concern one of the issuers, newest first; a page may be shorter
   * than its limit although more follow. With `*` every entry concerns them.
   */
  list(day: CalendarDate, issuerIds: readonly string[], page: PageRequest): Promise<Page<ChainedEntry>>;
  /** Returns every chain of an issuer, or of `*`, on a day of UTC. */
  chains(issuerId: string, day: CalendarDate): Promise<readonly StoredChain[]>;
}
