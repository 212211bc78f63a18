import type { Counter } from '../../domain/report/counter.ts';

/** Who asks, and who counts the certificate in the reports. */
export interface Requester {
  /** A subject of the identity provider, or the name of a function. */
  readonly actor: string;
  readonly counter: Counter;
  /** A coordinator's words about a correction. */
  readonly note?: string | undefined;
}
