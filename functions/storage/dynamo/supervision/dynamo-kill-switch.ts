import {
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type {
  KillSwitch,
  KillSwitchName,
  KillSwitchScope,
  KillSwitchState,
  KillSwitchStates,
} from '../../../domain/ports/supervision/kill-switch.ts';
import { written } from '../requests/written.ts';
import { killSwitchKey } from '../table.ts';

/** The kill switches in DynamoDB: one `KILLSWITCH#` partition for each, with an item for each scope. */
export class DynamoKillSwitch implements KillSwitch {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async states(name: KillSwitchName): Promise<KillSwitchStates> {
    // All issuers of an installation are some kilobytes: one page.
    const { Items = [] } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': killSwitchKey(name, '').pk }),
        ConsistentRead: true,
      }),
    );
    return new Map(
      Items.map((item) => {
        const { pk: _pk, sk, ...state } = unmarshall(item);
        return [sk as KillSwitchScope, state as KillSwitchState];
      }),
    );
  }

  async set(name: KillSwitchName, scope: KillSwitchScope, state: KillSwitchState): Promise<void> {
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: marshall({ ...killSwitchKey(name, scope), ...state }),
      }),
    );
  }

  async resumed(name: KillSwitchName, scope: KillSwitchScope, since: string): Promise<void> {
    await written(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(killSwitchKey(name, scope)),
          UpdateExpression: 'REMOVE resuming',
          ConditionExpression: 'since = :since',
          ExpressionAttributeValues: marshall({ ':since': since }),
        }),
      ),
    );
  }
}
