/** Returns the sort key in a page's cursor; the empty text for the first page. It is a caller's text: check where it leads. */
export const afterCursor = (cursor: string | undefined): string =>
  cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString('utf8');

/** Returns the cursor of a page that ends with a sort key. */
export const cursorAt = (sortKey: string): string => Buffer.from(sortKey).toString('base64url');
