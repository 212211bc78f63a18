import { Duration } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { measured, WAITS, type Watched, watchedOf } from './logged-metrics.ts';

const WINDOW = Duration.minutes(5);
const WHOLE_WIDTH = 24;
const HALF_WIDTH = WHOLE_WIDTH / 2;

/**
 * One page in CloudWatch on how the service does, from top to bottom in the order in which one asks: does an alarm ring,
 * what do people meet, does work wait, which part fails, what do the stores and the mail service say.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, watched: Watched, alarms: readonly IAlarm[]) {
    super(scope, id);
    const apis = watchedOf(watched, HttpApi);
    const functions = watchedOf(watched, LambdaFunction);
    const queues = watchedOf(watched, Queue);

    new CloudWatchDashboard(this, 'Page', {
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: WHOLE_WIDTH, height: 6 })],
        apis.flatMap(requestGraphs),
        [
          graph('Work that waits', queues.map(oldestMessage)),
          graph(
            'Waits that the sweeper measures, in seconds',
            WAITS.map(({ field }) => measured(field, Stats.MAXIMUM, WINDOW)),
          ),
        ],
        [
          graph(
            'Errors of functions',
            functions.map((one) => one.metricErrors({ period: WINDOW })),
          ),
          graph(
            'Throttled starts of functions',
            functions.map((one) => one.metricThrottles({ period: WINDOW })),
          ),
        ],
        [
          graph(
            'Capacity that the table used',
            ['ConsumedWriteCapacityUnits', 'ConsumedReadCapacityUnits'].map((name) =>
              ofTable(watched.table, name),
            ),
          ),
          graph('Certificates issued, emails handed in', [
            measured('documentsStored', Stats.SUM, WINDOW),
            measured('emailsHandedIn', Stats.SUM, WINDOW),
          ]),
        ],
        [
          graph(
            'Emails',
            ['Send', 'Delivery', 'Bounce', 'Complaint'].map((name) => sum('AWS/SES', name)),
          ),
        ],
      ],
    });
  }
}

const graph = (title: string, left: IMetric[]): IWidget =>
  new GraphWidget({ title, left, width: HALF_WIDTH });

const requestGraphs = (api: HttpApi): IWidget[] => [
  graph('Requests, refusals (4xx), faults (5xx)', [
    api.metricCount({ period: WINDOW, statistic: Stats.SUM }),
    api.metricClientError({ period: WINDOW, statistic: Stats.SUM }),
    api.metricServerError({ period: WINDOW, statistic: Stats.SUM }),
  ]),
  graph('Time of an answer, in milliseconds', [
    api.metricLatency({ period: WINDOW, statistic: Stats.percentile(50), label: 'half within' }),
    api.metricLatency({ period: WINDOW, statistic: Stats.percentile(99), label: '99 of 100 within' }),
  ]),
];

const oldestMessage = (queue: Queue): IMetric =>
  queue.metricApproximateAgeOfOldestMessage({
    period: WINDOW,
    label: queue.node.path.split('/').slice(1).join(' '),
  });

const ofTable = (table: TableV2, metricName: string): IMetric =>
  sum('AWS/DynamoDB', metricName, { TableName: table.tableName });

const sum = (namespace: string, metricName: string, dimensionsMap: Record<string, string> = {}): IMetric =>
  new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.SUM, period: WINDOW });
