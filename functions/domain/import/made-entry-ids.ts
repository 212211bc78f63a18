import { createHash } from 'node:crypto';
import type { HoursRow } from './import-record.ts';
import { type RowPosition, SeenIds } from './seen-ids.ts';

/** Every made ID begins like this. */
const PREFIX = 'row-';
const ID_DIGITS = 24;
/** Rows of one file with the same content, each of which gets an ID of its own. More are taken for a mistake. */
const MAX_REPETITIONS = 100;

/**
 * Makes IDs for the rows of a file that has none. An ID is made from the row's content and counts the rows before it
 * with the same content, so that the same file gets the same IDs again, whatever the order of its rows. Status and
 * approver are left out: a later approval belongs to the same entry.
 */
export class MadeEntryIds {
  readonly #seen = new SeenIds();

  /**
   * Returns the ID of a row, and the first row with the same content where that is another; undefined if too many rows
   * of the file have it.
   */
  idOf(
    row: Omit<HoursRow, 'entryId' | 'status' | 'approvedBy'>,
    position: RowPosition,
  ): { readonly entryId: string; readonly first?: RowPosition } | undefined {
    const { volunteerId, opportunityId, date, worked } = row;
    const content = JSON.stringify([
      volunteerId,
      opportunityId,
      date,
      'minutes' in worked ? worked.minutes : [worked.start, worked.end, worked.endDay ?? ''],
    ]);
    let first: RowPosition | undefined;
    for (let repetition = 1; repetition <= MAX_REPETITIONS; repetition += 1) {
      const name = `${content}#${repetition}`;
      const earlier = this.#seen.add(name, '', position);
      if (earlier === undefined) {
        const entryId = `${PREFIX}${createHash('sha256').update(name).digest('hex').slice(0, ID_DIGITS)}`;
        return first === undefined ? { entryId } : { entryId, first };
      }
      first ??= earlier;
    }
    return undefined;
  }
}

/** Returns whether an ID was made for a row that had none. */
export const isMadeEntryId = (entryId: string): boolean => entryId.startsWith(PREFIX);
