import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { type AwsAccount, AwsUnreachable, call, query, valuesOf } from './aws-request.ts';

const CLOUDWATCH = {
  name: 'monitoring',
  endpointVariable: 'CLOUDWATCH',
  target: 'GraniteServiceVersion20100801',
  version: '1.0',
} as const;
const SNS = { name: 'sns', endpointVariable: 'SNS' };
/** The stack of the alarms of the service. */
const ALARMS_STACK = 'Tawtheeq-Alarms';
const alarms = z.looseObject({
  MetricAlarms: z.array(
    z.looseObject({ AlarmName: z.string(), StateValue: z.string(), AlarmActions: z.array(z.string()) }),
  ),
});
const history = z.looseObject({ AlarmHistoryItems: z.array(z.looseObject({ HistorySummary: z.string() })) });
const WAITS_MS = 60_000;
const PAUSE_MS = 1_000;

/** What came of ringing an alarm. */
export type Ringing =
  | { readonly outcome: 'rung'; readonly alarm: string; readonly readers: number }
  | { readonly outcome: 'no_alarms' | 'all_ringing' }
  | {
      readonly outcome: 'nobody_confirmed' | 'not_delivered';
      readonly alarm: string;
      readonly reason: string;
    };

/**
 * Sets one alarm that doesn't ring to "alarm", and waits until it has told its topic; then sets it back. CloudWatch
 * decides by the metric again within minutes.
 *
 * @throws AwsRefusal or AwsUnreachable as the services answer
 */
export async function ringAlarm(account: AwsAccount, reason: string): Promise<Ringing> {
  const described = await ringableAlarms(account);
  if (described.length === 0) return { outcome: 'no_alarms' };
  const alarm = described.find(({ state }) => state !== 'ALARM');
  if (alarm === undefined) return { outcome: 'all_ringing' };
  const readers = (await confirmedReaders(account, alarm.topic)).length;
  if (readers === 0) return { outcome: 'nobody_confirmed', alarm: alarm.name, reason: alarm.topic };
  const since = Date.now();
  await setState(account, alarm.name, 'ALARM', reason);
  try {
    const told = await actionOf(account, alarm.name, since);
    return told.startsWith('Successfully')
      ? { outcome: 'rung', alarm: alarm.name, readers }
      : { outcome: 'not_delivered', alarm: alarm.name, reason: told };
  } finally {
    await setState(account, alarm.name, 'OK', reason);
  }
}

interface RingableAlarm {
  readonly name: string;
  readonly state: string;
  readonly topic: string;
}

const cloudWatch = (account: AwsAccount, operation: string, input: object) =>
  call(account, CLOUDWATCH, operation, input);

/** Returns the alarms of a stack, whose names begin with its own, those of the first page: any one of them will do. */
export async function ringableAlarms(
  account: AwsAccount,
  stack = ALARMS_STACK,
  region?: string,
): Promise<RingableAlarm[]> {
  const parameters = { AlarmNamePrefix: `${stack}-` };
  const answer = alarms.parse(await call(account, CLOUDWATCH, 'DescribeAlarms', parameters, region));
  return answer.MetricAlarms.flatMap(({ AlarmName: name, StateValue: state, AlarmActions }) => {
    const topic = AlarmActions.find((arn) => /^arn:[\w-]+:sns:/.test(arn));
    return topic === undefined ? [] : [{ name, state, topic }];
  });
}

/** Returns the subscriptions of a topic that were confirmed: nobody else gets anything. */
export async function confirmedReaders(account: AwsAccount, topic: string): Promise<string[]> {
  const parameters = { Action: 'ListSubscriptionsByTopic', TopicArn: topic };
  const [, , , region] = topic.split(':');
  const xml = await query(account, SNS, '2010-03-31', parameters, region);
  return valuesOf(xml, 'SubscriptionArn').filter((arn) => arn.startsWith('arn:'));
}

async function setState(account: AwsAccount, alarm: string, state: string, reason: string): Promise<void> {
  const parameters = { AlarmName: alarm, StateValue: state, StateReason: reason };
  await cloudWatch(account, 'SetAlarmState', parameters);
}

/** Returns what CloudWatch recorded of the action of an alarm since an instant, once it has. */
async function actionOf(account: AwsAccount, alarm: string, since: number): Promise<string> {
  const parameters = { AlarmName: alarm, HistoryItemType: 'Action', StartDate: Math.floor(since / 1000) };
  for (const end = since + WAITS_MS; Date.now() < end; await pause(PAUSE_MS)) {
    const [action] = history.parse(
      await cloudWatch(account, 'DescribeAlarmHistory', parameters),
    ).AlarmHistoryItems;
    if (action !== undefined) return action.HistorySummary;
  }
  throw new AwsUnreachable(`${alarm}: CloudWatch recorded no action within a minute`);
}
