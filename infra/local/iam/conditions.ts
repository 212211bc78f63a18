import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import type { Call } from './call.ts';
import { matchesPattern } from './wildcard.ts';

/** The operators of conditions that the product's policies use: how a value of the request meets one of the policy. */
const OPERATORS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringLike: (value, wanted) => matchesPattern(wanted, value),
  ArnEquals: (value, wanted) => matchesPattern(wanted, value),
  ArnLike: (value, wanted) => matchesPattern(wanted, value),
  Bool: (value, wanted) => value === wanted,
  NumericLessThan: (value, wanted) => Number(value) < Number(wanted),
  NumericGreaterThan: (value, wanted) => Number(value) > Number(wanted),
};

/** The condition keys that the requests' readers fill in. */
const KEYS: ReadonlySet<string> = new Set([
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'dynamodb:LeadingKeys',
  's3:TlsVersion',
  's3:prefix',
  's3:signatureAge',
  'ses:FromAddress',
]);

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** A condition of a statement. */
export interface Condition {
  readonly key: string;
  readonly wanted: readonly string[];
  readonly holds: (values: readonly string[] | undefined) => boolean;
}

/** Reads the conditions of a statement. @throws UnsupportedTemplate for an operator or a key that isn't known here. */
export function readConditions(
  conditions: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
): Condition[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => readCondition(operator, key, [wanted].flat())),
  );
}

/** Returns whether all conditions of a statement hold for a call. */
export const allHold = (conditions: readonly Condition[], { context }: Call): boolean =>
  conditions.every(({ key, holds }) => holds(context[key]));

function readCondition(operator: string, key: string, wanted: readonly string[]): Condition {
  const [, quantifier, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  const meets = OPERATORS[name];
  if (meets === undefined)
    throw new UnsupportedTemplate(`the operator ${operator} of a policy is not supported`);
  if (!KEYS.has(key)) throw new UnsupportedTemplate(`the condition key ${key} of a policy is not supported`);
  const meetsOne = (value: string) => wanted.some((one) => meets(value, one));
  return {
    key,
    wanted,
    holds: (values = []) => {
      // As AWS has it: without a value ForAllValues holds, and any other operator doesn't.
      if (values.length === 0) return quantifier === 'ForAllValues' || ifExists !== undefined;
      return quantifier === 'ForAllValues' ? values.every(meetsOne) : values.some(meetsOne);
    },
  };
}
