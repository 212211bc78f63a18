import { OBJECT_ACTIONS, TABLE_ACTIONS } from '../../constructs/granted-actions.ts';
import type { Call } from './call.ts';
import type { Principal } from './principal.ts';
import type { Statement } from './statement.ts';
import { matchesPattern } from './wildcard.ts';

/** What a role may do, in the smallest parts that are granted: one kind of access to one kind of resource. */
export interface Right {
  /** The role of a function, by the function's name in the stacks: `SupervisionSweeper`. */
  readonly role: string;
  /** Actions that are granted together, such as `read`; or one action. */
  readonly may: string;
  /** The beginning of keys or names, or the name of a resource in the stacks: `BATCH#*`, `results/*`, `BatchesChunks`. */
  readonly of: string;
}

/** A part of what a statement allows, and the pattern that a call's resource, or a value of its context, has to match. */
interface Part {
  readonly right: Right;
  readonly actions: readonly string[];
  readonly pattern: string;
}

/** Actions that have a name together; any other one has its own. */
const TOGETHER: readonly (readonly [name: string, actions: readonly string[]])[] = [
  ...Object.entries(TABLE_ACTIONS),
  ...Object.entries(OBJECT_ACTIONS),
  ['receive', ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility']],
];

/** Collects the rights without which a call would have been refused. */
export class UsedRights {
  readonly #used = new Map<string, Right>();

  /** Adds the rights that a call needed. Where two statements allow it alike, neither was needed. */
  add(principal: Principal, allowing: readonly Statement[], call: Call): void {
    const [statement, ...others] = allowing;
    if (statement === undefined || others.length > 0) return;
    const values = [call.resource, ...Object.values(call.context).flat()];
    for (const { right, actions, pattern } of partsOf(principal, statement))
      if (
        actions.some((action) => matchesPattern(action, call.action)) &&
        values.some((value) => matchesPattern(pattern, value))
      )
        this.#used.set(nameOf(right), right);
  }

  /** Returns the rights that were needed so far. */
  list(): Right[] {
    return [...this.#used.values()];
  }
}

/** Returns the rights that a role's statements grant, each once. */
export function rightsOf(role: Principal): Right[] {
  const allowing = role.statements.filter(({ effect }) => effect === 'Allow');
  const rights = allowing.flatMap((statement) => partsOf(role, statement)).map(({ right }) => right);
  return [...new Map(rights.map((right) => [nameOf(right), right])).values()];
}

/** Returns a right in one line. */
export const nameOf = ({ role, may, of }: Right): string => `${role}: ${may} ${of}`;

function partsOf({ arn }: Principal, { actions, resources, conditions }: Statement): Part[] {
  const role = nameInStacks(arn).replace(/Role$/, '');
  const limits = conditions.flatMap(({ wanted }) => wanted);
  // Where a condition limits access, several resources are a table and its indexes.
  const patterns = limits.length === 0 ? resources : [...limits, ...resources.slice(1)];
  return [...Map.groupBy(actions, kindOf)].flatMap(([may, some]) =>
    patterns.map((pattern) => ({
      right: { role, may, of: nameInStacks(pattern) },
      actions: some,
      pattern,
    })),
  );
}

const kindOf = (action: string): string =>
  TOGETHER.find(([, actions]) => actions.includes(action))?.[0] ?? action;

/** Returns what the stacks call a resource: an ARN without account, stack and hash; an object's without its bucket. */
const nameInStacks = (arn: string): string =>
  arn
    .replace(/^arn:aws:s3:::[^/]+\//, '')
    .replace(/^arn:aws:(?:[^:]*:){3}/, '')
    .replace(/^(?:role|key|table)\//, '')
    .replace(/(?:\w+-)+(\w+?)[0-9A-F]{8}/g, '$1');
