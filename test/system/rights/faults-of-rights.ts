import type { Rights } from '../../../infra/local/iam/access-control.ts';
import { nameOf, type Right } from '../../../infra/local/iam/used-rights.ts';
import { matchesPattern } from '../../../infra/local/iam/wildcard.ts';

/** Why a right is granted that no test needs, or not in every run. In its parts `*` stands for any text. */
export interface Reason extends Right {
  readonly because: string;
}

/** Returns the calls that clouds refused, in one line each. */
export const refusals = (clouds: readonly Pick<Rights, 'refused'>[]): string[] =>
  [...new Set(clouds.flatMap(({ refused }) => refused))].map((reason) => `refused: ${reason}`);

/**
 * Returns what is wrong with the rights after every test, in one line each: rights that no call of any cloud needed and
 * that have no reason, and reasons whose rights are not granted any more.
 */
export function uselessRights(
  clouds: readonly Pick<Rights, 'granted' | 'used'>[],
  reasons: readonly Reason[],
): string[] {
  const used = new Set(clouds.flatMap((cloud) => cloud.used.map(nameOf)));
  const granted = new Map(clouds.flatMap((cloud) => cloud.granted.map((right) => [nameOf(right), right])));
  const useless = [...granted].filter(
    ([name, right]) => !used.has(name) && !reasons.some((reason) => isAbout(reason, right)),
  );
  const stale = reasons.filter((reason) => ![...granted.values()].some((right) => isAbout(reason, right)));
  return [
    ...useless.map(
      ([name]) =>
        `never needed: ${name}. Take it away from the function (infra/constructs), or write the reason: ${REASONS}`,
    ),
    ...stale.map((reason) => `a reason for what is not granted: ${nameOf(reason)}. Remove it: ${REASONS}`),
  ];
}

const REASONS = 'test/system/rights/reasons.ts';

const isAbout = (reason: Reason, right: Right): boolean =>
  (['role', 'may', 'of'] as const).every((part) => matchesPattern(reason[part], right[part]));
