import { Refusal } from './refusal.ts';

/** No key or position of ours is longer; DynamoDB takes 1,024 bytes for a sort key. */
const LONGEST = 512;
/** What keys and positions of ours are made of. DynamoDB and JavaScript sort other characters differently. */
const OURS = /^[ -~]*$/;

/** Returns the cursor of a page that ends at a key or a position: opaque to callers. */
export const cursorAt = (position: string): string => Buffer.from(position).toString('base64url');

/**
 * Returns the key or the position in a page's cursor; the empty text for the first page. It is a caller's text: check
 * where it leads.
 *
 * @throws Refusal QUERY_INVALID where no list has made it.
 */
export function afterCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  const position = Buffer.from(cursor, 'base64url').toString('utf8');
  if (position.length > LONGEST || !OURS.test(position)) throw foreignCursor();
  return position;
}

/** Returns the refusal of a cursor that is not of the list that is asked for. */
export const foreignCursor = (): Refusal =>
  new Refusal('QUERY_INVALID', 'This cursor is not one that this list has returned.');
