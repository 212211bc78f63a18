const ESCAPE = /_x([0-9a-f]{4})_/gi;

/**
 * Decodes the escapes of workbooks (ECMA-376 part 1, 22.9.2.19): `_x000D_` is a carriage return, and `_x005F_` is an
 * underscore that would begin an escape.
 */
export const decodeEscapes = (text: string): string =>
  text.includes('_x') || text.includes('_X')
    ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Returns whether a text holds an escape of workbooks, which other programs may copy into a CSV. */
export const holdsEscape = (text: string): boolean => text.includes('_x') && /_x[0-9a-f]{4}_/i.test(text);
