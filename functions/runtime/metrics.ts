import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { LogFields } from './log.ts';
import { currentRequestId } from './request-id.ts';

/** Under which CloudWatch keeps what is measured here. */
export const METRICS = { namespace: 'Tawtheeq', serviceName: 'tawtheeq' } as const;

const UNITS = {
  documentsStored: MetricUnit.Count,
  emailsHandedIn: MetricUnit.Count,
  oldestReservationSeconds: MetricUnit.Seconds,
  oldestEmailSeconds: MetricUnit.Seconds,
  batchStandsStillSeconds: MetricUnit.Seconds,
} as const;

export type Measure = keyof typeof UNITS;

/** Created with the first line, since it opens the process's output and most requests measure nothing. */
let opened: Metrics | undefined;
const opening = (): Metrics => (opened ??= new Metrics(METRICS));

/**
 * Logs an event as a line of which CloudWatch makes metrics (the embedded metric format), with the ID of the request that is
 * being worked on.
 */
export function logMeasured(
  event: string,
  measured: Partial<Readonly<Record<Measure, number>>>,
  fields: Pick<LogFields, 'certificateId'> = {},
): void {
  const metrics = opening();
  const requestId = currentRequestId();
  const about = { message: event, ...fields, ...(requestId === undefined ? {} : { requestId }) };
  for (const [name, value] of Object.entries(about)) metrics.addMetadata(name, value);
  for (const [name, value] of Object.entries(measured))
    metrics.addMetric(name, UNITS[name as Measure], value);
  metrics.publishStoredMetrics();
}
