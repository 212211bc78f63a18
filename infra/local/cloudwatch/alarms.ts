import * as z from 'zod';
import type { Call } from '../iam/call.ts';
import { appliesTo, policyShape, readStatements } from '../iam/statement.ts';
import { ACCOUNT, REGION } from '../region.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';

const ALARM = {
  shape: z.object({ AlarmDescription: z.string(), AlarmActions: z.array(z.string()) }),
  ignored: [
    'ComparisonOperator',
    'Dimensions',
    'DatapointsToAlarm',
    'EvaluationPeriods',
    'MetricName',
    'Namespace',
    'Period',
    'Statistic',
    'Tags',
    'Threshold',
    'TreatMissingData',
  ],
};
const TOPIC = { shape: z.object({}), ignored: ['DisplayName', 'Tags'] };
const TOPIC_POLICY = {
  shape: z.object({ PolicyDocument: policyShape, Topics: z.array(z.string()) }),
  ignored: [],
};
const SUBSCRIPTION = {
  shape: z.object({ TopicArn: z.string(), Protocol: z.literal('email'), Endpoint: z.string() }),
  ignored: [],
};

/** What happened to an alarm, as its history says it. */
export interface AlarmAction {
  readonly at: Date;
  readonly summary: string;
}

interface Alarm {
  readonly name: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly history: AlarmAction[];
  state: 'OK' | 'ALARM';
}

/**
 * The template's alarms. Nothing is measured here, so they ring only when they are set to: then as far as the policy of
 * their topic lets CloudWatch publish, to whoever subscribes to it, in the mailbox.
 */
export class Alarms {
  readonly #mailbox: Mailbox;
  #alarms: ReadonlyMap<string, Alarm> = new Map();
  #subscriptions: readonly { readonly topic: string; readonly address: string }[] = [];
  #mayPublish: (topic: string) => boolean = () => false;

  constructor(mailbox: Mailbox) {
    this.#mailbox = mailbox;
  }

  /** Reads the template's alarms, topics, their policies and subscriptions. */
  read(resources: ResourceReader): void {
    for (const resource of resources.all('AWS::SNS::Topic', TOPIC)) {
      const name = physicalName(resource);
      resources.setAttributes(resource, { Ref: arnOf(name), TopicName: name });
    }
    const policies = resources.all('AWS::SNS::TopicPolicy', TOPIC_POLICY).map(({ properties }) => ({
      topics: properties.Topics,
      statements: readStatements(properties.PolicyDocument),
    }));
    this.#mayPublish = (topic) => {
      const speaking = policies
        .filter(({ topics }) => topics.includes(topic))
        .flatMap(({ statements }) => statements)
        .filter(({ principals }) => principals.some((one) => one === '*' || one === CLOUDWATCH))
        .filter((statement) => appliesTo(statement, publication(topic)));
      const allows = speaking.some(({ effect }) => effect === 'Allow');
      return allows && !speaking.some(({ effect }) => effect === 'Deny');
    };
    this.#subscriptions = resources
      .all('AWS::SNS::Subscription', SUBSCRIPTION)
      .map(({ properties }) => ({ topic: properties.TopicArn, address: properties.Endpoint }));
    this.#alarms = new Map(
      resources.all('AWS::CloudWatch::Alarm', ALARM).map((resource): [string, Alarm] => {
        const { AlarmDescription: description, AlarmActions: topics } = resource.properties;
        const name = physicalName(resource);
        return [name, { name, description, topics, history: [], state: 'OK' }];
      }),
    );
  }

  list(): readonly Readonly<Alarm>[] {
    return [...this.#alarms.values()];
  }

  /** Returns who gets what a topic is told. */
  readersOf(topic: string): string[] {
    return this.#subscriptions.filter((one) => one.topic === topic).map(({ address }) => address);
  }

  /** Sets the state of an alarm; returns whether there is one of this name. It tells its topics when it begins to ring. */
  set(name: string, state: 'OK' | 'ALARM', reason: string, now: Date): boolean {
    const alarm = this.#alarms.get(name);
    if (alarm === undefined) return false;
    const begins = state === 'ALARM' && alarm.state !== 'ALARM';
    alarm.state = state;
    if (begins) for (const topic of alarm.topics) this.#tell(alarm, topic, reason, now);
    return true;
  }

  #tell(alarm: Alarm, topic: string, reason: string, now: Date): void {
    if (!this.#mayPublish(topic)) {
      const summary = `Failed to execute action ${topic}. Received error: "CloudWatch Alarms is not authorized to perform: SNS:Publish"`;
      alarm.history.unshift({ at: now, summary });
      return;
    }
    alarm.history.unshift({ at: now, summary: `Successfully executed action ${topic}` });
    const to = this.readersOf(topic);
    if (to.length === 0) return;
    const text = `${alarm.name}: ${alarm.description}\n\n${reason}`;
    const subject = `ALARM: "${alarm.name}" in ${REGION}`;
    this.#mailbox.store({ from: 'no-reply@sns.amazonaws.com', to, subject, text, html: null }, now);
  }
}

const CLOUDWATCH = 'cloudwatch.amazonaws.com';
const arnOf = (topic: string): string => `arn:aws:sns:${REGION}:${ACCOUNT}:${topic}`;

/** What CloudWatch asks for when an alarm rings. */
const publication = (topic: string): Call => ({
  action: 'sns:Publish',
  resource: topic,
  context: { 'aws:SecureTransport': ['true'], 'aws:SourceAccount': [ACCOUNT] },
});
