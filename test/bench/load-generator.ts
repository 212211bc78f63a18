/** Asks an address for its paths in turn, as `LoadOrder` on standard input says, and writes a `LoadResult`. */
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';

/** What to ask. */
export interface LoadOrder {
  readonly url: string;
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second over all connections; as many as are answered where it is absent. */
  readonly perSecond?: number;
}

/** What was answered. */
export interface LoadResult {
  readonly perSecond: number;
  readonly answers: number;
  /** Milliseconds within which half, and 99 of 100, were answered. */
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 2xx, and requests without an answer. */
  readonly failures: number;
}

const order = JSON.parse(await text(process.stdin)) as LoadOrder;
const { url, paths, headers = {}, connections, seconds, perSecond } = order;
const result = await autocannon({
  url,
  headers,
  connections,
  duration: seconds,
  ...(perSecond === undefined ? {} : { overallRate: perSecond }),
  requests: paths.map((path) => ({ path })),
});
const outcome: LoadResult = {
  perSecond: Math.round(result.requests.average),
  answers: result.requests.total,
  p50: result.latency.p50,
  p99: result.latency.p99,
  failures: result.non2xx + result.errors + result.timeouts,
};
process.stdout.write(JSON.stringify(outcome));
