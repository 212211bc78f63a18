/** An email address as imports and requests may record it, of at most `LONGEST_ADDRESS` characters. */
export const EMAIL_ADDRESS =
  /^[^\s@<>(),;:"\\[\]]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/;
export const LONGEST_ADDRESS = 254;

/** Returns an email address in the form in which addresses are compared. */
export const comparableAddress = (email: string): string => email.trim().normalize('NFC').toLowerCase();

/** Returns whether two texts are the same email address, in whatever case they are written. */
export const isSameAddress = (one: string, other: string): boolean =>
  comparableAddress(one) === comparableAddress(other);
