import * as z from 'zod';
import type { Call } from './call.ts';
import { allHold, type Condition, readConditions } from './conditions.ts';
import { matchesPattern } from './wildcard.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const conditionValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const statementShape = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Principal: z
    .union([z.literal('*'), z.strictObject({ AWS: oneOrMore.optional(), Service: oneOrMore.optional() })])
    .optional(),
  Condition: z
    .record(z.string(), z.record(z.string(), z.union([conditionValue, z.array(conditionValue)])))
    .default({}),
});

/** The shape of a policy, as a template holds it. */
export const policyShape = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(statementShape),
});
export type Policy = z.infer<typeof policyShape>;

/** A statement of a policy, ready to be asked. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Whom a resource's policy speaks of: ARNs, names of services, or `*`. None in the policy of a role. */
  readonly principals: readonly string[];
  readonly conditions: readonly Condition[];
}

/** Reads the statements of a policy. @throws UnsupportedTemplate for a condition that isn't known here. */
export const readStatements = ({ Statement: statements }: Policy): Statement[] =>
  statements.map(({ Effect, Action, Resource, Principal, Condition: conditions }) => ({
    effect: Effect,
    actions: Action,
    resources: Resource,
    principals: Principal === '*' ? ['*'] : [...(Principal?.AWS ?? []), ...(Principal?.Service ?? [])],
    conditions: readConditions(conditions),
  }));

/** Returns whether a statement speaks of a call. */
export const appliesTo = ({ actions, resources, conditions }: Statement, call: Call): boolean =>
  actions.some((pattern) => matchesPattern(pattern, call.action)) &&
  resources.some((pattern) => matchesPattern(pattern, call.resource)) &&
  allHold(conditions, call);
