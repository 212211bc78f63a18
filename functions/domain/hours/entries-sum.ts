import { createHash } from 'node:crypto';
import type { HoursEntry, TimesheetKey } from './hours.ts';

const MODULUS = 1n << 256n;

/**
 * Sums the hashes of hours entries, whatever their order: what the journal keeps of the hours that a decision or a release
 * was about, so that hours of two people can't be exchanged afterwards.
 */
export class EntriesSum {
  #sum = 0n;

  add(
    { issuerId, volunteerId, opportunityId }: TimesheetKey,
    { entryId, date, minutes }: Pick<HoursEntry, 'entryId' | 'date' | 'minutes'>,
  ): void {
    const text = JSON.stringify([issuerId, volunteerId, opportunityId, entryId, date, minutes]);
    const hash = createHash('sha256').update(text).digest('hex');
    this.#sum = (this.#sum + BigInt(`0x${hash}`)) % MODULUS;
  }

  /** As 64 hexadecimal digits. */
  get text(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}
