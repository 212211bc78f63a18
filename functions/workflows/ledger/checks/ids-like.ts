/** Leading zeros that a spreadsheet may have dropped from a number. */
const ZEROS = ['0', '00', '000'];
const MAX_NUMBER_LENGTH = 12;

/**
 * Returns the IDs that a new ID may be mistaken for: in other letter case, or with other leading zeros. Spreadsheets
 * drop zeros, and people type capitals as they come.
 */
export function idsLike(id: string): string[] {
  const lower = id.toLowerCase();
  const capitalised = lower.replace(/(?:^|[^a-z])[a-z]/g, (start) => start.toUpperCase());
  const number = /^\d+$/.test(id) ? id.replace(/^0+(?=\d)/, '') : undefined;
  const padded = ZEROS.map((zeros) => `${zeros}${number}`).filter(
    ({ length }) => length <= MAX_NUMBER_LENGTH,
  );
  const like = [lower, id.toUpperCase(), capitalised, ...(number === undefined ? [] : [number, ...padded])];
  return [...new Set(like)].filter((other) => other !== id);
}
