import type { Certificate } from '../certificate/certificate.ts';

/**
 * What adds a new certificate to the reports: the write that issues it, or the batch that reserved it. A batch counts a
 * whole chunk in one write, so that its workers don't contend for the counters.
 */
export type Counter = { readonly kind: 'issue' } | { readonly kind: 'batch'; readonly batchId: string };

export const COUNTED_BY_ISSUE: Counter = { kind: 'issue' };

/** Returns the facts for a reservation's first event that record its counter. */
export const counterFacts = (counter: Counter): Readonly<Record<string, string>> =>
  counter.kind === 'batch' ? { batchId: counter.batchId } : {};

/** Returns the counter that a certificate was reserved with. */
export function counterOf({ events }: Pick<Certificate, 'events'>): Counter {
  const batchId = events[0]?.facts.batchId;
  return batchId === undefined ? COUNTED_BY_ISSUE : { kind: 'batch', batchId };
}

/** Returns whether two counters are the same batch, or both the write of the issue. */
export const isSameCounter = (one: Counter, other: Counter): boolean =>
  one.kind === 'batch' ? other.kind === 'batch' && one.batchId === other.batchId : other.kind === 'issue';
