import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { VolunteerKey } from '../../domain/hours/volunteer.ts';
import type { AddressBook } from '../../domain/ports/volunteers/address-book.ts';
import { findAddressPartition } from './address-hash.ts';
import { LISTING_INDEX, volunteerKeyOf } from './table.ts';
import { KeyedHash } from './volunteers/keyed-hash.ts';

/** Finds the `PROFILE` items with an email address by the `listing` index (`ADDRESS#`). */
export class DynamoAddressBook implements AddressBook {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #hash: KeyedHash;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#hash = new KeyedHash(dynamo, tableName);
  }

  async volunteersWith(email: string): Promise<VolunteerKey[]> {
    const partition = await findAddressPartition(email, this.#hash);
    if (partition === undefined) return [];
    // An address of a team may be that of hundreds; their keys are one page.
    const { Items = [] } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        IndexName: LISTING_INDEX,
        KeyConditionExpression: 'listPk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': partition }),
      }),
    );
    return Items.map((item) => volunteerKeyOf({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' }));
  }
}
