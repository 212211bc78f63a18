import { type Call, callText } from './call.ts';
import { type Principal, ROOT } from './principal.ts';
import { appliesTo, type Statement } from './statement.ts';
import type { UsedRights } from './used-rights.ts';
import { matchesPattern } from './wildcard.ts';

/** The policy of a resource; it speaks of the ARNs that match `resource`. */
export interface ResourcePolicy {
  readonly resource: string;
  readonly statements: readonly Statement[];
  /** Whether this policy alone decides, and a role's policy counts only where it says so: the policy of a key. */
  readonly decidesAlone: boolean;
}

/** Decides as IAM does in one account: what isn't allowed is denied, and a denial outweighs what is allowed. */
export class Permissions {
  readonly #resourcePolicies: readonly ResourcePolicy[];
  readonly #used: UsedRights;

  constructor(resourcePolicies: readonly ResourcePolicy[], used: UsedRights) {
    this.#resourcePolicies = resourcePolicies;
    this.#used = used;
  }

  /** Returns why a call isn't permitted, in AWS's words; undefined where it is. Records what it was permitted by. */
  refusal(principal: Principal, call: Call): string | undefined {
    const ofResource = this.#resourcePolicies.filter(({ resource }) => isWithin(resource, call.resource));
    const named = ofResource.flatMap(({ statements }) =>
      statements.filter((one) => speaksOf(one, principal) && appliesTo(one, call)),
    );
    const own = principal.statements.filter((one) => appliesTo(one, call));
    if ([...named, ...own].some(({ effect }) => effect === 'Deny'))
      return `${principal.arn} is not authorized to ${callText(call)} with an explicit deny`;
    if (principal === ROOT) return undefined;
    const allowing = own.filter(({ effect }) => effect === 'Allow');
    const isDelegated = ofResource.every(
      ({ decidesAlone, statements }) =>
        !decidesAlone || statements.some((one) => one.principals.includes(ROOT.arn) && appliesTo(one, call)),
    );
    const isNamed = named.some(({ effect }) => effect === 'Allow');
    if (!isNamed && (allowing.length === 0 || !isDelegated))
      return `${principal.arn} is not authorized to ${callText(call)} because no policy allows the ${call.action} action`;
    if (!isNamed) this.#used.add(principal, allowing, call);
    return undefined;
  }
}

/** Whether a statement of a resource's policy speaks of a role itself, and not of its account. */
const speaksOf = ({ principals }: Statement, { arn }: Principal): boolean =>
  principals.some((principal) => principal === '*' || principal === arn);

/** Whether a resource is another one or a part of it, as an object is of its bucket. */
const isWithin = (resource: string, arn: string): boolean =>
  arn === resource || arn.startsWith(`${resource}/`) || matchesPattern(resource, arn);
