import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Issuer, IssuerPolicy } from '../../../domain/issuer.ts';
import type { Policies } from '../../../domain/ports/supervision/policies.ts';
import { getItem } from '../requests/get-item.ts';
import { policyKey } from '../table.ts';

/** How long a policy is taken as read. */
const KEPT_MS = 5_000;

/** The policies that `DynamoStaffRegisters` writes with the register: one small `POLICY#` item, without people. */
export class DynamoPolicies implements Policies {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #nowMs: () => number;
  readonly #kept = new Map<string, { readonly until: number; readonly changed: IssuerPolicy | undefined }>();

  constructor(dynamo: DynamoDBClient, tableName: string, nowMs: () => number = Date.now) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#nowMs = nowMs;
  }

  async of({ issuerId, policy = {} }: Pick<Issuer, 'issuerId' | 'policy'>): Promise<IssuerPolicy> {
    const now = this.#nowMs();
    const kept = this.#kept.get(issuerId);
    if (kept !== undefined && now < kept.until) return kept.changed ?? policy;
    const item = await getItem(this.#dynamo, this.#tableName, policyKey(issuerId));
    const changed = item && { makerAndChecker: unmarshall(item).makerAndChecker as boolean };
    this.#kept.set(issuerId, { until: now + KEPT_MS, changed });
    return changed ?? policy;
  }
}
