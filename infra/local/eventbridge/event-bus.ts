import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../sqs/queues.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import { matchesPattern } from './matches-pattern.ts';
import { rulesOf, type TemplateRule } from './rules.ts';

/** Puts an event on the default bus; resolves when every queue that it goes to has it. */
export type PublishEvent = (event: object) => Promise<void>;

/**
 * Returns the default event bus with the template's rules of events, whose targets are queues.
 *
 * @throws UnsupportedTemplate when a target is another thing
 */
export function eventBus(resources: ResourceReader, queues: readonly Queue[], sqs: SQSClient): PublishEvent {
  const rules = rulesOf(resources).flatMap(({ name, properties: { EventPattern, State, Targets } }) => {
    if (EventPattern === undefined || State === 'DISABLED') return [];
    const targets = Targets.map((target) => {
      const queue = queues.find(({ arn }) => arn === target.Arn);
      if (queue === undefined)
        throw new UnsupportedTemplate(`${name}: ${target.Arn} is not a queue of the template`);
      return { ...target, queue };
    });
    return [{ pattern: EventPattern, targets }];
  });
  return async (event) => {
    for (const { pattern, targets } of rules) {
      if (!matchesPattern(pattern, event)) continue;
      for (const { queue, ...target } of targets)
        await sqs.send(
          new SendMessageCommand({
            QueueUrl: queue.url,
            MessageBody: inputOf(target, event),
            MessageGroupId: target.SqsParameters?.MessageGroupId,
          }),
        );
    }
  };
}

type Target = Pick<TemplateRule['properties']['Targets'][number], 'Input' | 'InputTransformer'>;

/** Returns what a target gets: the event, or what its transformer takes out of it. */
function inputOf({ Input, InputTransformer }: Target, event: object): string {
  if (InputTransformer === undefined) return Input ?? JSON.stringify(event);
  const { InputPathsMap, InputTemplate } = InputTransformer;
  return InputTemplate.replace(/<([\w-]+)>/g, (_, name: string) => {
    const path = InputPathsMap[name];
    const value = path
      ?.split('.')
      .slice(1)
      .reduce<unknown>((at, key) => fieldOf(at, key), event);
    return typeof value === 'string' && isQuoted(InputTemplate, name) ? value : JSON.stringify(value ?? null);
  });
}

const fieldOf = (value: unknown, key: string): unknown =>
  (value as Readonly<Record<string, unknown>> | undefined)?.[key];

/** Whether the template itself puts quotation marks around a variable. */
const isQuoted = (template: string, name: string): boolean => template.includes(`"<${name}>"`);
