import { MIB_PER_CORE } from './consumption.ts';
import { PROCESSOR_TIMES } from './processor-times.ts';
import { type Prices, US_EAST } from './published.ts';

/** What a deployment has whether or not anybody uses it; a test counts them in the templates. */
export interface Installation {
  readonly keys: number;
  readonly alarms: number;
  /** Metrics that CloudWatch makes of log lines, by a filter or as the lines say. */
  readonly metrics: number;
  readonly rulesOfWebAcl: number;
  readonly secrets: number;
  /** Functions that a schedule starts, by the minute. */
  readonly startsAMinute: number;
}

const MINUTES_A_MONTH = 60 * 24 * 30;
/** What a function that finds nothing to do takes, at 512 MiB. An assumption. */
const IDLE_RUN_SECONDS = 0.05;
const IDLE_RUN_GIGABYTES = 0.5;

/** Returns the US dollars a month of an installation that nobody uses, by part. Its documents are apart. */
export function standingCost(installation: Installation, prices: Prices = US_EAST): Record<string, number> {
  const starts = installation.startsAMinute * MINUTES_A_MONTH;
  return {
    'keys in KMS': installation.keys * prices.keyMonth,
    alarms: installation.alarms * prices.alarmMonth,
    'metrics of log lines': installation.metrics * prices.metricMonth,
    'web ACL': prices.webAclMonth + installation.rulesOfWebAcl * prices.webAclRuleMonth,
    secrets: installation.secrets * prices.secretMonth,
    schedules:
      (starts * prices.millionInvocations) / 1e6 +
      starts * IDLE_RUN_SECONDS * IDLE_RUN_GIGABYTES * prices.lambdaGigabyteSecond,
    // Lambda records the first request of each second, so that runs by schedule are all recorded.
    traces: (Math.max(0, starts - prices.tracesFree) * prices.millionTraces) / 1e6,
  };
}

/** How long the table takes, and the bytes of a page, are assumptions. */
const VERIFICATION = { waitingMilliseconds: 10, memoryMiB: 512, bytes: 20_000 };

/** Returns the US dollars of a million verifications, none of which the distribution answers from its cache, by part. */
export function verificationCost(prices: Prices = US_EAST): Record<string, number> {
  const { waitingMilliseconds, memoryMiB, bytes } = VERIFICATION;
  const cpuMilliseconds = PROCESSOR_TIMES.verification.milliseconds;
  const seconds = (cpuMilliseconds * (MIB_PER_CORE / memoryMiB) + waitingMilliseconds) / 1e3;
  return {
    'distribution and web ACL': prices.millionEdgeRequests + prices.millionWebAclRequests,
    'HTTP API': prices.millionApiRequests,
    function: prices.millionInvocations + 1e6 * seconds * (memoryMiB / 1_024) * prices.lambdaGigabyteSecond,
    table: prices.millionReadUnits,
    transfer: ((1e6 * bytes) / 2 ** 30) * prices.gigabyteTransferred,
  };
}

/** Returns the US dollars of a million downloads of a document: the answer that leads to it, and the object from S3. */
export const downloadCost = (documentBytes: number, prices: Prices = US_EAST): number =>
  prices.millionApiRequests +
  prices.millionInvocations +
  prices.millionReadUnits +
  1e3 * prices.thousandGets +
  ((1e6 * documentBytes) / 2 ** 30) * prices.gigabyteDownloaded;

/** Returns the US dollars of the people who sign in within a month. Who follows the link of an email doesn't. */
export const signInCost = (people: number, prices: Prices = US_EAST): number =>
  Math.max(0, people - prices.activeUsersFree) * prices.activeUserMonth;
