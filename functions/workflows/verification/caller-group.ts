import { createHash } from 'node:crypto';

/**
 * Returns the group of a caller for a purpose: 16 bits of a hash of the internet address. Some 65,000 addresses have
 * the same one, so that what is stored identifies nobody, and two callers share one once in 65,536 cases.
 */
export const callerGroup = (purpose: string, address: string): string =>
  createHash('sha256').update(`${purpose}#${address}`).digest('hex').slice(0, 4);
