import { type Consumption, EMAIL, WORKER } from './consumption.ts';
import { LIMITS, type Prices, US_EAST } from './published.ts';

/** The limits that can bind a batch. */
export type Bound = 'table' | 'batch partition' | 'workers' | 'signatures' | 'uploads';

/** The result of a simulated batch. */
export interface Simulation {
  readonly seconds: number;
  /** Certificates per second when only the constant limits bind. */
  readonly topRate: number;
  /** Share of the time in which each limit bound, largest first. */
  readonly boundBy: readonly (readonly [Bound, number])[];
}

/**
 * Simulates a batch second by second against the published limits. The table starts with the capacity of a new table or
 * of its previous peak; from 30 minutes on it takes twice its highest rate so far.
 */
export function simulate(
  certificates: number,
  each: Consumption,
  options: { readonly previousPeakWriteUnits?: number; readonly workerConcurrency?: number } = {},
): Simulation {
  const signatures = each.rsa2048Signatures + each.otherRsaSignatures;
  const steady: Record<Exclude<Bound, 'table'>, number> = {
    'batch partition': LIMITS.partitionWriteUnits / each.batchPartitionUnits,
    workers: (options.workerConcurrency ?? WORKER.concurrency) / each.workerSeconds,
    signatures: signatures === 0 ? Number.POSITIVE_INFINITY : LIMITS.rsaSignatures / signatures,
    uploads: LIMITS.prefixPuts / each.puts,
  };
  const peaks: number[] = [];
  const seconds = new Map<Bound, number>();
  let left = certificates;
  let highestHalfAnHourAgo = options.previousPeakWriteUnits ?? 0;
  while (left > 0) {
    const passed = peaks.length - LIMITS.doublingSeconds;
    if (passed >= 0) highestHalfAnHourAgo = Math.max(highestHalfAnHourAgo, peaks[passed] ?? 0);
    const units = Math.min(
      LIMITS.tableWriteUnits,
      Math.max(LIMITS.newTableWriteUnits, 2 * highestHalfAnHourAgo),
    );
    const rates: (readonly [Bound, number])[] = [
      ['table', units / each.writeUnits],
      ...(Object.entries(steady) as [Bound, number][]),
    ];
    const [bound, rate] = rates.reduce((least, other) => (other[1] < least[1] ? other : least));
    left -= rate;
    peaks.push(rate * each.writeUnits);
    seconds.set(bound, (seconds.get(bound) ?? 0) + 1);
  }
  const total = peaks.length;
  return {
    seconds: total,
    topRate: Math.min(...Object.values(steady), LIMITS.tableWriteUnits / each.writeUnits),
    boundBy: [...seconds]
      .map(([bound, count]) => [bound, count / total] as const)
      .sort(([, one], [, other]) => other - one),
  };
}

/** US dollars by what they are paid for. */
export interface Bill {
  readonly table: number;
  readonly functions: number;
  readonly signatures: number;
  readonly storage: number;
  readonly queue: number;
  readonly email: number;
  readonly total: number;
}

/**
 * Returns the cost of issuing. With `notificationWriteUnits`, the write units of notifying one holder, it includes the
 * emails.
 */
export function bill(
  certificates: number,
  each: Consumption,
  notificationWriteUnits?: number,
  prices: Prices = US_EAST,
): Bill {
  const table =
    certificates *
    (((each.writeUnits + (notificationWriteUnits ?? 0)) * prices.millionWriteUnits) / 1e6 +
      (each.readUnits * prices.millionReadUnits) / 1e6);
  const gigabytes = WORKER.memoryMiB / 1_024;
  const functions =
    certificates *
    (each.workerSeconds * gigabytes * prices.lambdaGigabyteSecond +
      (each.invocations * prices.millionInvocations) / 1e6);
  const signatures =
    certificates *
    ((each.rsa2048Signatures * prices.tenThousandRsa2048Signatures) / 1e4 +
      (each.otherRsaSignatures * prices.tenThousandOtherRsaSignatures) / 1e4);
  const storage =
    certificates * ((each.puts * prices.thousandPuts) / 1e3 + (each.gets * prices.thousandGets) / 1e3);
  const queue = (certificates * each.queueRequests * prices.millionQueueRequests) / 1e6;
  const email = notificationWriteUnits === undefined ? 0 : certificates * emailCost(prices);
  const total = table + functions + signatures + storage + queue + email;
  return { table, functions, signatures, storage, queue, email, total };
}

/** Returns the US dollars of an email: sending it, its picture inside, and drawing that. */
const emailCost = (prices: Prices): number =>
  prices.thousandEmails / 1e3 +
  (EMAIL.pictureBytes / 2 ** 30) * prices.gigabyteAttached +
  EMAIL.gigabyteSeconds * prices.lambdaGigabyteSecond;

/** Returns the US dollars a month for storing the documents. */
export function monthlyStorage(certificates: number, each: Consumption, prices: Prices = US_EAST): number {
  return ((certificates * each.documentBytes) / 2 ** 30) * prices.gigabyteMonth;
}
