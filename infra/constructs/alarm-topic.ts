import { Aws } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { SETTINGS } from './settings.ts';
import { stageSetting } from './stage-setting.ts';

/** When an alarm rings. */
export interface Threshold {
  readonly metric: IMetric;
  readonly above: number;
  readonly periods?: number;
  /** How many of the periods must be above; by default all. */
  readonly ofThem?: number;
  /** Missing data is the alarm, as for a schedule that should have run. */
  readonly silenceIsWrong?: true;
  readonly below?: true;
}

/** Tells the stage's `alarmEmail` of the alarms in its region: an alarm publishes to a topic of its own region only. */
export class AlarmTopic extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, stage: Stage | undefined) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { displayName: 'Tawtheeq', enforceSSL: true });
    this.#letAlarmsPublish();
    new Subscription(this, 'EmailSubscription', {
      topic: this.#topic,
      protocol: SubscriptionProtocol.EMAIL,
      endpoint: stageSetting(this, 'AlarmEmail', stage?.alarmEmail, SETTINGS.AlarmEmail),
    });
  }

  /** Creates an alarm that publishes to this topic, and whose description names its section in docs/runbook.md. */
  addAlarm(
    scope: Construct,
    name: string,
    section: string,
    description: string,
    { metric, above, periods, ofThem, silenceIsWrong, below }: Threshold,
  ): Alarm {
    const alarm = new Alarm(scope, name, {
      metric,
      threshold: above,
      evaluationPeriods: periods ?? 1,
      ...(ofThem === undefined ? {} : { datapointsToAlarm: ofThem }),
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: silenceIsWrong ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${description}: see "${section}" in docs/runbook.md`,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    return alarm;
  }

  /** A policy of the topic's own, as `enforceSSL` makes one, takes the place of the one that lets alarms publish. */
  #letAlarmsPublish(): void {
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
}
