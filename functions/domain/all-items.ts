import type { Page } from './ports/page.ts';

/** Yields the items of every page of a list, in order. Reads a page when the items before it are consumed. */
export async function* allItems<T>(
  readPage: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    yield* page.items;
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
}
