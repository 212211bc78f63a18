/** One page of a list is asked for. */
export interface PageRequest {
  /** 1–200. */
  readonly limit: number;
  /** Where the page before ended; opaque. */
  readonly cursor?: string | undefined;
}

/** One page of a list; the cursor is null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor: string | null;
}
