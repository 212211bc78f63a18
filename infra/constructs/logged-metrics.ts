import type { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type IFilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { METRICS, type Measure } from '../../functions/runtime/metrics.ts';
import type { Waits } from '../../functions/workflows/supervision/measure-waits.ts';
import { storesDocuments } from './object-access.ts';

/** How long each thing may wait that the sweeper measures, and the runbook's section about it. */
export const WAITS = [
  {
    field: 'oldestReservationSeconds',
    section: 'OldestReservation',
    description: 'A certificate stays reserved',
    seconds: 1_800,
  },
  {
    field: 'oldestEmailSeconds',
    section: 'OldestEmail',
    description: 'An email waits',
    seconds: 3_600,
  },
  {
    field: 'batchStandsStillSeconds',
    section: 'StalledBatch',
    description: 'A batch stands still',
    seconds: 1_800,
  },
] as const satisfies readonly {
  readonly field: keyof Waits;
  readonly section: string;
  readonly description: string;
  readonly seconds: number;
}[];

/** What is watched. */
export interface Watched {
  readonly stacks: readonly Stack[];
  readonly table: TableV2;
}

/** Returns the constructs of some kind in all stacks that are watched. */
export const watchedOf = <T>(
  { stacks }: Watched,
  type: abstract new (...args: never[]) => T,
): (T & IConstruct)[] =>
  stacks.flatMap((stack) => stack.node.findAll()).filter((one): one is T & IConstruct => one instanceof type);

/** Metrics that CloudWatch makes of the lines in the logs of the functions of some stacks and of its API. */
export class LoggedMetrics extends Construct {
  readonly #watched: Watched;

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    this.#watched = watched;
  }

  /** Faults that a function caught and logged: it goes on, so that Lambda counts no error. */
  faults(handler: LambdaFunction, name: string, period: Duration): IMetric {
    const metricName = `${name}Faults`;
    const pattern = FilterPattern.stringValue('$.level', '=', 'ERROR');
    this.#filter(metricName, handler.logGroup as LogGroup, pattern, { metricName, metricValue: '1' });
    return sumOf(metricName, period);
  }

  /** Documents that were to be stored under a key with other bytes, over all functions that store documents. */
  documentConflicts(period: Duration): IMetric {
    const metricName = 'DocumentConflicts';
    const pattern = FilterPattern.stringValue('$.errorName', '=', 'DocumentConflict');
    for (const handler of watchedOf(this.#watched, LambdaFunction))
      if (storesDocuments(handler))
        this.#filter(
          `${handler.node.path.split('/').slice(1).join('')}Conflicts`,
          handler.logGroup as LogGroup,
          pattern,
          { metricName, metricValue: '1' },
        );
    return sumOf(metricName, period);
  }

  /** Requests that were refused as too many, by the gateway or by a function. */
  tooManyRequests(period: Duration): IMetric {
    const metricName = 'TooManyRequests';
    const pattern = FilterPattern.stringValue('$.status', '=', '429');
    for (const logGroup of watchedOf(this.#watched, LogGroup))
      if (logGroup.node.id === 'AccessLog')
        this.#filter(metricName, logGroup, pattern, { metricName, metricValue: '1' });
    return sumOf(metricName, period);
  }

  #filter(
    id: string,
    logGroup: LogGroup,
    filterPattern: IFilterPattern,
    metric: { readonly metricName: string; readonly metricValue: string },
  ): void {
    new MetricFilter(this, id, { logGroup, filterPattern, metricNamespace: METRICS.namespace, ...metric });
  }
}

const sumOf = (metricName: string, period: Duration): IMetric =>
  new Metric({ namespace: METRICS.namespace, metricName, statistic: Stats.SUM, period });

/** What the code measures itself (`functions/runtime/metrics.ts`), over a period. */
export const measured = (
  metricName: Measure,
  statistic: typeof Stats.MAXIMUM | typeof Stats.SUM,
  period: Duration,
): IMetric =>
  new Metric({
    namespace: METRICS.namespace,
    metricName,
    dimensionsMap: { service: METRICS.serviceName },
    statistic,
    period,
  });
