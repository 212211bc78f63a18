import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { StaffRegisters } from '../../../domain/ports/supervision/staff-registers.ts';
import { emptyRegister, type StaffRegister } from '../../../domain/staff/staff-register.ts';
import { batchGet } from '../requests/batch-get.ts';
import { conditionFailed, withConflictRetries } from '../requests/transaction.ts';
import { policyKey, staffKey } from '../table.ts';

/**
 * The registers of staff in DynamoDB: one `STAFF#` item for each issuer, in which a thousand people fit. A changed policy is
 * a `POLICY#` item as well, so that who asks for it reads no people.
 */
export class DynamoStaffRegisters implements StaffRegisters {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async find(issuerIds: readonly string[]): Promise<StaffRegister[]> {
    const items = await batchGet(this.#dynamo, this.#tableName, issuerIds.map(staffKey), true);
    const stored = new Map(
      items.map((item) => {
        const { pk: _pk, sk: _sk, ...register } = unmarshall(item);
        return [register.issuerId, register as StaffRegister];
      }),
    );
    return issuerIds.map((issuerId) => stored.get(issuerId) ?? emptyRegister(issuerId));
  }

  async replace(before: StaffRegister, after: StaffRegister): Promise<'written' | 'changed'> {
    const { issuerId, policy } = after;
    const isFirst = before.revision === 0;
    const isNewPolicy = policy !== null && policy !== before.policy;
    const TableName = this.#tableName;
    const write = new TransactWriteItemsCommand({
      TransactItems: [
        {
          Put: {
            TableName,
            Item: marshall({ ...staffKey(issuerId), ...after }),
            ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'revision = :decidedOn',
            ...(isFirst ? {} : { ExpressionAttributeValues: marshall({ ':decidedOn': before.revision }) }),
          },
        },
        ...(isNewPolicy
          ? [{ Put: { TableName, Item: marshall({ ...policyKey(issuerId), ...policy }) } }]
          : []),
      ],
    });
    try {
      await withConflictRetries(() => this.#dynamo.send(write));
      return 'written';
    } catch (error) {
      if (conditionFailed(error)) return 'changed';
      throw error;
    }
  }
}
