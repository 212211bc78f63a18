/** What the bench uses of autocannon, which ships no types. */
declare module 'autocannon' {
  export default function autocannon(options: {
    readonly url: string;
    readonly connections: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Seconds. */
    readonly duration: number;
    /** Requests a second over all connections. */
    readonly overallRate?: number;
    /** Each connection sends them in turn. */
    readonly requests: readonly { readonly path: string }[];
  }): Promise<{
    readonly requests: { readonly average: number; readonly total: number };
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
  }>;
}
