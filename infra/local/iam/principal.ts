import { ACCOUNT } from '../region.ts';
import type { Statement } from './statement.ts';

/** Who calls: a role of a function, or whoever holds the account's own key. */
export interface Principal {
  readonly arn: string;
  readonly statements: readonly Statement[];
}

/** The account itself, which may do whatever no policy of a resource denies. */
export const ROOT: Principal = { arn: `arn:aws:iam::${ACCOUNT}:root`, statements: [] };
