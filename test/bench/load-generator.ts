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
}

/** What was answered. */
export interface LoadResult {
  readonly perSecond: number;
  readonly answers: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Answers other than 2xx, and requests without an answer. */
  readonly failures: number;
}

const { url, paths, headers = {}, connections, seconds } = JSON.parse(await text(process.stdin)) as LoadOrder;
const result = await autocannon({
  url,
  headers,
  connections,
  duration: seconds,
  requests: paths.map((path) => ({ path })),
});
const outcome: LoadResult = {
  perSecond: Math.round(result.requests.average),
  answers: result.requests.total,
  p99: result.latency.p99,
  failures: result.non2xx + result.errors + result.timeouts,
};
process.stdout.write(JSON.stringify(outcome));
