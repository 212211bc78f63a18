import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';

const TYPE = {
  shape: z.object({
    ScheduleExpression: z.string().optional(),
    EventPattern: z.record(z.string(), z.unknown()).optional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Targets: z
      .array(
        z.object({
          Arn: z.string(),
          Id: z.string(),
          Input: z.string().optional(),
          InputTransformer: z
            .strictObject({ InputPathsMap: z.record(z.string(), z.string()), InputTemplate: z.string() })
            .optional(),
          SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
        }),
      )
      .min(1),
  }),
  ignored: ['Description', 'Tags'],
};

/** A rule of the template: of a schedule, or of events. */
export type TemplateRule = ReturnType<typeof rulesOf>[number];

/** Returns the template's rules. */
export const rulesOf = (resources: ResourceReader) =>
  resources.all('AWS::Events::Rule', TYPE).map((resource) => {
    const name = physicalName(resource);
    return { name, arn: ruleArn(name), properties: resource.properties };
  });

/** Registers the names of the template's rules, before what they start is there: policies of queues name them. */
export function registerRules(resources: ResourceReader): void {
  const untyped = { shape: z.object({}), ignored: [...Object.keys(TYPE.shape.shape), ...TYPE.ignored] };
  for (const resource of resources.all('AWS::Events::Rule', untyped)) {
    const name = physicalName(resource);
    resources.setAttributes(resource, { Ref: name, Arn: ruleArn(name) });
  }
}

const ruleArn = (name: string): string => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${name}`;
