import { comparableAddress } from '../../domain/hours/email-address.ts';
import { addressListing } from './table.ts';
import type { KeyedHash } from './volunteers/keyed-hash.ts';

/** 128 bits: no two addresses of a nation meet. */
const HASH_BYTES = 16;

/** Returns the partition of `listing` under which to record a volunteer's address, in whatever case it is written. */
export const addressPartition = async (email: string, hash: KeyedHash): Promise<string> =>
  addressListing(await hash.of(comparableAddress(email), HASH_BYTES));

/** Returns the partition under which an address may be recorded; undefined where no address ever was. */
export async function findAddressPartition(email: string, hash: KeyedHash): Promise<string | undefined> {
  const found = await hash.find(comparableAddress(email), HASH_BYTES);
  return found && addressListing(found);
}
