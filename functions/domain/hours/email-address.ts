/** Returns an email address in the form in which addresses are compared. */
export const comparableAddress = (email: string): string => email.trim().normalize('NFC').toLowerCase();

/** Returns whether two texts are the same email address, in whatever case they are written. */
export const isSameAddress = (one: string, other: string): boolean =>
  comparableAddress(one) === comparableAddress(other);
