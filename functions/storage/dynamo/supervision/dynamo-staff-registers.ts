import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { StaffRegisters } from '../../../domain/ports/staff-registers.ts';
import { emptyRegister, type StaffRegister } from '../../../domain/staff/staff-register.ts';
import { batchGet } from '../requests/batch-get.ts';
import { staffKey } from '../table.ts';

/** The registers of staff in DynamoDB: one `STAFF#` item for each issuer. A thousand people fit in it. */
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

  async replace(register: StaffRegister): Promise<'written' | 'changed'> {
    const isFirst = register.revision === 1;
    try {
      await this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: marshall({ ...staffKey(register.issuerId), ...register }),
          ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'revision = :decidedOn',
          ...(isFirst
            ? {}
            : { ExpressionAttributeValues: marshall({ ':decidedOn': register.revision - 1 }) }),
        }),
      );
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'changed';
      throw error;
    }
  }
}
