import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { KillSwitch, KillSwitchName, KillSwitchState } from '../../domain/ports/kill-switch.ts';
import { killSwitchKey } from './table.ts';

/** The kill switches in DynamoDB: one `KILLSWITCH#` item for each. */
export class DynamoKillSwitch implements KillSwitch {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async state(name: KillSwitchName): Promise<KillSwitchState> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: marshall(killSwitchKey(name)),
        ConsistentRead: true,
      }),
    );
    if (Item === undefined) return { halted: false, since: null, by: null };
    const { halted, since, by } = unmarshall(Item);
    return { halted, since, by };
  }

  async set(name: KillSwitchName, state: KillSwitchState): Promise<void> {
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: marshall({ ...killSwitchKey(name), ...state }),
      }),
    );
  }
}
