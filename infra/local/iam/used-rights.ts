import type { Call } from './call.ts';
import type { Principal } from './principal.ts';
import type { Statement } from './statement.ts';
import { matchesPattern } from './wildcard.ts';

/** What a statement allows, in its smallest parts: one kind of resource, or the keys with one beginning. */
export interface Right {
  readonly role: string;
  /** Actions that were granted together. */
  readonly actions: readonly string[];
  /** A pattern of resources, or of a condition's values. */
  readonly of: string;
}

/** Collects the rights without which a call would have been refused. */
export class UsedRights {
  readonly #used = new Set<string>();

  /** Adds the rights that a call needed. Where two statements allow it alike, neither was needed. */
  add(principal: Principal, allowing: readonly Statement[], call: Call): void {
    const [statement, ...others] = allowing;
    if (statement === undefined || others.length > 0) return;
    for (const right of rightsOf(principal, statement)) {
      const values = [call.resource, ...Object.values(call.context).flat()];
      if (values.some((value) => matchesPattern(right.of, value))) this.#used.add(nameOf(right));
    }
  }

  /** Returns the names of the rights that were needed so far. */
  list(): string[] {
    return [...this.#used].sort();
  }
}

/** Returns the parts of what a statement allows. */
export function rightsOf({ arn }: Principal, { actions, resources, conditions }: Statement): Right[] {
  const role = arn.slice(arn.lastIndexOf('/') + 1);
  const limits = conditions.flatMap(({ wanted }) => wanted);
  return (limits.length > 0 ? limits : resources).map((of) => ({ role, actions, of }));
}

/** Returns a right in one line. */
export const nameOf = ({ role, actions, of }: Right): string => `${role}: ${actions.join(', ')}: ${of}`;
