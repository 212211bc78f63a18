/** A request for one page of a list. */
export interface PageRequest {
  /** Largest number of items to return, 1–200. */
  readonly limit: number;
  /** The `cursor` of the page before; absent for the first page. Opaque to callers. */
  readonly cursor?: string | undefined;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null on the last page. */
  readonly cursor: string | null;
}
