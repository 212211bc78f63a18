const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Whether a stored ID is 16 symbols with the 2 check digits that belong to them. */
export function hasCheckDigits(certificateId: string): boolean {
  const read = /^([0-9A-HJKMNP-TV-Z]{16})(\d\d)$/.exec(certificateId);
  if (read === null) return false;
  let number = 0n;
  for (const symbol of read[1] ?? '') number = number * 32n + BigInt(SYMBOLS.indexOf(symbol));
  return 98n - ((number * 100n) % 97n) === BigInt(read[2] ?? '');
}
