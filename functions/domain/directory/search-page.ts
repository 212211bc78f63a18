import { afterCursor, cursorAt, foreignCursor } from '../cursor.ts';
import type { PageRequest } from '../ports/page.ts';

/** A page of what a search found, and how much it found in all. */
export interface SearchPage<T> {
  readonly items: readonly T[];
  readonly cursor: string | null;
  readonly total: number;
}

/**
 * Returns a page of what a search found. The cursor counts the results before it, so that the last page costs what the
 * first does.
 *
 * @throws Refusal QUERY_INVALID for a cursor of another list.
 */
export function pageOfFound<T>(found: readonly T[], { limit, cursor }: PageRequest): SearchPage<T> {
  const start = cursor === undefined ? 0 : readCursor(cursor);
  const end = start + limit;
  return {
    items: found.slice(start, end),
    cursor: end < found.length ? cursorAt(`n${end}`) : null,
    total: found.length,
  };
}

function readCursor(cursor: string): number {
  const read = /^n(\d{1,9})$/.exec(afterCursor(cursor));
  if (read === null) throw foreignCursor();
  return Number(read[1]);
}
