import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { type LoopbackServer, listenOnLoopback } from '../loopback-server.ts';
import { requestBody } from '../request-body.ts';
import type { Alarms } from './alarms.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const TARGET = 'GraniteServiceVersion20100801.';

const describeAlarms = z.strictObject({ AlarmNamePrefix: z.string().default('') });
const setAlarmState = z.strictObject({
  AlarmName: z.string(),
  StateValue: z.enum(['OK', 'ALARM']),
  StateReason: z.string().min(1),
});
const describeAlarmHistory = z.strictObject({
  AlarmName: z.string(),
  HistoryItemType: z.literal('Action'),
  StartDate: z.number(),
});

/** Starts an endpoint of what CloudWatch and SNS answer about alarms and who is told of them. Other requests answer 400. */
export function startAlarmsEndpoint(alarms: Alarms): Promise<LoopbackServer> {
  return listenOnLoopback(async (request, response) => {
    const body = (await requestBody(request, BODY_LIMIT_BYTES))?.toString() ?? '';
    const target = String(request.headers['x-amz-target'] ?? '');
    if (!target.startsWith(TARGET)) return answerSubscriptions(alarms, new URLSearchParams(body), response);
    try {
      answer(response, 200, operate(alarms, target.slice(TARGET.length), JSON.parse(body)));
    } catch (error) {
      if (!(error instanceof z.ZodError) && !(error instanceof UnknownThing)) throw error;
      const type = error instanceof UnknownThing ? error.message : 'ValidationError';
      answer(response, 400, { __type: type, message: error.message });
    }
  });
}

class UnknownThing extends Error {}

function operate(alarms: Alarms, operation: string, input: unknown): object {
  switch (operation) {
    case 'DescribeAlarms': {
      const { AlarmNamePrefix } = describeAlarms.parse(input);
      const found = alarms.list().filter(({ name }) => name.startsWith(AlarmNamePrefix));
      return {
        MetricAlarms: found.slice(0, 50).map(({ name, description, state, topics }) => ({
          AlarmName: name,
          AlarmDescription: description,
          StateValue: state,
          AlarmActions: topics,
        })),
      };
    }
    case 'SetAlarmState': {
      const { AlarmName, StateValue, StateReason } = setAlarmState.parse(input);
      if (!alarms.set(AlarmName, StateValue, StateReason, new Date()))
        throw new UnknownThing('ResourceNotFound');
      return {};
    }
    case 'DescribeAlarmHistory': {
      const { AlarmName, StartDate } = describeAlarmHistory.parse(input);
      const actions = alarms.list().find(({ name }) => name === AlarmName)?.history ?? [];
      const recent = actions.filter(({ at }) => at.getTime() >= StartDate * 1000);
      return { AlarmHistoryItems: recent.map(({ summary }) => ({ HistorySummary: summary })) };
    }
    default:
      throw new UnknownThing('UnknownOperationException');
  }
}

function answerSubscriptions(alarms: Alarms, query: URLSearchParams, response: ServerResponse): void {
  const topic = query.get('TopicArn') ?? '';
  if (query.get('Action') !== 'ListSubscriptionsByTopic') {
    response.writeHead(400, { 'content-type': 'text/xml' });
    response.end('<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>');
    return;
  }
  // Nobody has to confirm an address here.
  const members = alarms
    .readersOf(topic)
    .map((_, index) => `<member><SubscriptionArn>${topic}:${index}</SubscriptionArn></member>`);
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    `<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions>${members.join('')}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
  );
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(body));
}
