const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Returns whether a stored ID has 16 Crockford Base32 symbols and their 2 check digits (ISO 7064 MOD 97-10). */
export function hasCheckDigits(certificateId: string): boolean {
  const read = /^([0-9A-HJKMNP-TV-Z]{16})(\d\d)$/.exec(certificateId);
  if (read === null) return false;
  let number = 0n;
  for (const symbol of read[1] ?? '') number = number * 32n + BigInt(SYMBOLS.indexOf(symbol));
  return 98n - ((number * 100n) % 97n) === BigInt(read[2] ?? '');
}
