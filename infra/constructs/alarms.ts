import { Duration } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type Alarm, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { AlarmTopic, type Threshold } from './alarm-topic.ts';
import { LoggedMetrics, measured, WAITS, type Watched, watchedOf } from './logged-metrics.ts';
import { intervalOf } from './schedule.ts';

const EVERY_FIVE_MINUTES = Duration.minutes(5);
/** Faults of the API within five minutes; a single one is in the log only. */
const FAULTS_BEFORE_ALARM = 5;
/** Refusals for too many requests within five minutes that one impatient person doesn't make. */
const REFUSALS_BEFORE_ALARM = 100;
/** Age of a queue's oldest message that normal work never reaches. */
const OLDEST_MESSAGE_SECONDS = 900;
/** Shares of the emails at which SES puts an account under review: 5 % bounces, 0.1 % complaints. */
const REPUTATION = { 'Reputation.BounceRate': 0.04, 'Reputation.ComplaintRate': 0.0008 };

/** Windows of an hour of which three with errors ring: what people do a few times an hour seldom fails in adjacent ones. */
const AN_HOUR = { periods: 12, ofThem: 3 };
/** The functions without which nobody signs in. */
const SIGN_IN: readonly string[] = ['TokenClaims'];

/**
 * Alarms on every API, queue, function and schedule that the stacks have when this construct is created, and on the
 * table.
 * Each kind of alarm has its section in docs/runbook.md.
 */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  readonly #topic: AlarmTopic;

  constructor(scope: Construct, id: string, watched: Watched, stage?: Stage) {
    super(scope, id);
    this.#topic = new AlarmTopic(this, 'Topic', stage);

    const logged = new LoggedMetrics(this, 'Logged', watched);
    for (const api of watchedOf(watched, HttpApi)) this.#watchApi(api, logged);
    for (const queue of watchedOf(watched, Queue)) this.#watchQueue(queue);
    for (const handler of watchedOf(watched, LambdaFunction)) this.#watchFunction(handler, logged);
    this.#watchDocuments(logged);
    this.#watchWaits();
    this.#watchTable(watched.table);
    this.#watchEmails();
  }

  #watchApi(api: HttpApi, logged: LoggedMetrics): void {
    const faults = api.metricServerError({ period: EVERY_FIVE_MINUTES, statistic: 'Sum' });
    this.#alarm('ApiFaults', 'ApiFaults', 'People meet faults', {
      metric: faults,
      above: FAULTS_BEFORE_ALARM,
    });
    this.#alarm('TooManyRequests', 'TooManyRequests', 'Many requests are refused as too many', {
      metric: logged.tooManyRequests(EVERY_FIVE_MINUTES),
      above: REFUSALS_BEFORE_ALARM,
    });
  }

  #watchQueue(queue: Queue): void {
    const name = nameOf(queue.node.path);
    if (name.endsWith('DeadLetters')) {
      const metric = queue.metricApproximateNumberOfMessagesVisible({ period: EVERY_FIVE_MINUTES });
      this.#alarm(name, 'DeadLetters', 'Work was given up after several tries', { metric, above: 0 });
    } else {
      const metric = queue.metricApproximateAgeOfOldestMessage({ period: EVERY_FIVE_MINUTES });
      this.#alarm(`${name}Waits`, 'Waits', 'Work waits', {
        metric,
        above: OLDEST_MESSAGE_SECONDS,
        periods: 2,
      });
    }
  }

  /**
   * Errors and faults ring when three windows of an hour have some. What a schedule starts more rarely than every window
   * has its own, in which a single one rings.
   */
  #watchFunction(handler: LambdaFunction, logged: LoggedMetrics): void {
    const name = nameOf(handler.node.path);
    const interval = intervalOf(handler);
    const isRare = interval !== undefined && interval.toSeconds() > EVERY_FIVE_MINUTES.toSeconds();
    const window = isRare ? interval : EVERY_FIVE_MINUTES;
    const windows = isRare ? {} : AN_HOUR;
    const section = (usual: string) => (SIGN_IN.includes(name) ? 'SignIn' : usual);
    this.#alarm(`${name}Errors`, section('Errors'), 'A function ends in errors', {
      metric: handler.metricErrors({ period: window }),
      above: 0,
      ...windows,
    });
    this.#alarm(`${name}Faults`, section('Faults'), 'A function logs faults and goes on', {
      metric: logged.faults(handler, name, window),
      above: 0,
      ...windows,
    });
    this.#alarm(`${name}Throttles`, section('Throttles'), 'A function is started too often at once', {
      metric: handler.metricThrottles({ period: EVERY_FIVE_MINUTES }),
      above: 0,
    });
    if (interval !== undefined)
      this.#alarm(`${name}Silent`, 'Silent', 'A schedule does not run', {
        metric: handler.metricInvocations({ period: window }),
        above: 1,
        periods: 2,
        silenceIsWrong: true,
        below: true,
      });
  }

  /** Two documents for one certificate, whichever function logs them. */
  #watchDocuments(logged: LoggedMetrics): void {
    this.#alarm('DocumentConflict', 'DocumentConflict', 'Two documents for one certificate', {
      metric: logged.documentConflicts(EVERY_FIVE_MINUTES),
      above: 0,
    });
  }

  /** What the sweeper measures every minute. */
  #watchWaits(): void {
    for (const { field, section, description, seconds } of WAITS)
      this.#alarm(section, section, description, {
        metric: measured(field, Stats.MAXIMUM, EVERY_FIVE_MINUTES),
        above: seconds,
        periods: 2,
      });
  }

  #watchTable(table: TableV2): void {
    for (const metricName of ['ReadThrottleEvents', 'WriteThrottleEvents'])
      this.#alarm(`Table${metricName}`, 'TableThrottles', 'The table takes no more', {
        metric: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: table.tableName },
          statistic: 'Sum',
          period: EVERY_FIVE_MINUTES,
        }),
        above: 0,
        periods: 2,
      });
  }

  #watchEmails(): void {
    for (const [metricName, share] of Object.entries(REPUTATION))
      this.#alarm(metricName.replace('.', ''), 'Bounces', 'Emails come back, or are reported as unwanted', {
        metric: new Metric({
          namespace: 'AWS/SES',
          metricName,
          statistic: 'Maximum',
          period: Duration.hours(1),
        }),
        above: share,
      });
  }

  #alarm(name: string, section: string, description: string, threshold: Threshold): void {
    this.all.push(this.#topic.addAlarm(this, name, section, description, threshold));
  }
}

/** `Tawtheeq-Service/Batches/Worker` → `BatchesWorker`. */
function nameOf(path: string): string {
  return path.split('/').slice(1).join('');
}
