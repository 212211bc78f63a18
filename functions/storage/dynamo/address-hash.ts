import { comparableAddress } from '../../domain/hours/email-address.ts';
import { addressListing } from './table.ts';
import type { KeyedHash } from './volunteers/keyed-hash.ts';

/** 128 bits: no two addresses of a nation meet. */
const HASH_BYTES = 16;

/** Returns the partition of `listing` with the volunteers who have an address, in whatever case it is written. */
export const addressPartition = async (email: string, hash: KeyedHash): Promise<string> =>
  addressListing(await hash.of(comparableAddress(email), HASH_BYTES));
