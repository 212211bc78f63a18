import { CfnCondition, CfnParameter, Duration, Fn, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

const EVERY_FIVE_MINUTES = Duration.minutes(5);
/** Faults of the API within five minutes; a single one is in the log only. */
const FAULTS_BEFORE_ALARM = 5;
/** Age of a queue's oldest message that normal work never reaches. */
const OLDEST_MESSAGE_SECONDS = 900;

interface Threshold {
  readonly metric: IMetric;
  readonly above: number;
  readonly periods?: number;
  /** Missing data is the alarm, as for a schedule that should have run. */
  readonly silenceIsWrong?: true;
  readonly below?: true;
}

/**
 * Alarms on every API, queue, function and schedule that the stack has when this construct is created. Each kind of
 * alarm has its section in docs/runbook.md.
 */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { displayName: 'Tawtheeq', enforceSSL: true });
    this.#subscribe();
    const constructs = Stack.of(this).node.findAll();
    const has = <T>(type: abstract new (...args: never[]) => T) =>
      constructs.filter((one): one is T & typeof one => one instanceof type);

    for (const api of has(HttpApi)) {
      const metric = api.metricServerError({ period: EVERY_FIVE_MINUTES, statistic: 'Sum' });
      this.#alarm('ApiFaults', 'ApiFaults', 'People meet faults', { metric, above: FAULTS_BEFORE_ALARM });
    }
    for (const queue of has(Queue)) {
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
    for (const handler of has(LambdaFunction)) {
      const metric = handler.metricErrors({ period: EVERY_FIVE_MINUTES });
      this.#alarm(`${nameOf(handler.node.path)}Errors`, 'Errors', 'A function ends in errors', {
        metric,
        above: 0,
        periods: 3,
      });
    }
    this.#watchDocuments(has(LogGroup));
    this.#watchSchedules(has(LambdaFunction));
  }

  /** Two documents for one certificate, whichever function logs them. */
  #watchDocuments(logs: readonly LogGroup[]): void {
    const filters = logs
      .filter(({ node }) => node.id.endsWith('Log') && node.id !== 'AccessLog')
      .map(
        (logGroup) =>
          new MetricFilter(this, `${nameOf(logGroup.node.path)}Conflicts`, {
            logGroup,
            filterPattern: FilterPattern.stringValue('$.errorName', '=', 'DocumentConflict'),
            metricNamespace: 'Tawtheeq',
            metricName: 'DocumentConflicts',
            metricValue: '1',
          }),
      );
    const metric = filters[0]?.metric({ period: EVERY_FIVE_MINUTES, statistic: 'Sum' });
    if (metric)
      this.#alarm('DocumentConflict', 'DocumentConflict', 'Two documents for one certificate', {
        metric,
        above: 0,
      });
  }

  /** The sweeper runs every minute; without it nothing that a dead process left is completed. */
  #watchSchedules(handlers: readonly LambdaFunction[]): void {
    const sweeper = handlers.find(({ node }) => node.id === 'Sweeper');
    if (sweeper === undefined) return;
    const metric = sweeper.metricInvocations({ period: EVERY_FIVE_MINUTES });
    this.#alarm('SweeperSilent', 'SweeperSilent', 'The sweeper does not run', {
      metric,
      above: 1,
      periods: 2,
      silenceIsWrong: true,
      below: true,
    });
  }

  #alarm(
    name: string,
    section: string,
    description: string,
    { metric, above, periods, silenceIsWrong, below }: Threshold,
  ): void {
    new Alarm(this, name, {
      metric,
      threshold: above,
      evaluationPeriods: periods ?? 1,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: silenceIsWrong ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${description}: see "${section}" in docs/runbook.md`,
    }).addAlarmAction(new SnsAction(this.#topic));
  }

  #subscribe(): void {
    const parameter = new CfnParameter(this, 'Email', {
      description: 'Address that alarms are sent to; empty: nobody, until somebody subscribes to the topic',
      default: '',
    });
    // An operator types this name, so it has no hash.
    parameter.overrideLogicalId('AlarmEmail');
    const email = parameter.valueAsString;
    const given = new CfnCondition(this, 'EmailGiven', {
      expression: Fn.conditionNot(Fn.conditionEquals(email, '')),
    });
    new CfnSubscription(this, 'EmailSubscription', {
      topicArn: this.#topic.topicArn,
      protocol: 'email',
      endpoint: email,
    }).cfnOptions.condition = given;
  }
}

/** `Tawtheeq-Service/Batches/Worker` → `BatchesWorker`. */
function nameOf(path: string): string {
  return path.split('/').slice(1).join('');
}
