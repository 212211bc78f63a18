import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../domain/calendar-date.ts';
import type { VolunteerKey } from '../../../domain/hours/volunteer.ts';
import type { EmailLanguages } from '../../../domain/ports/emails/email-languages.ts';
import type { Language } from '../../../domain/wording/language.ts';
import { languageKey } from '../table.ts';

/**
 * The languages of emails in DynamoDB: a `LANGUAGE#` item for each volunteer of an issuer who has chosen one. Not in the
 * profile: an import would overwrite it, and whoever has a link may write nothing of the ledger.
 */
export class DynamoEmailLanguages implements EmailLanguages {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async find(volunteer: VolunteerKey): Promise<Language | undefined> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({ TableName: this.#tableName, Key: marshall(languageKey(volunteer)) }),
    );
    return Item && (unmarshall(Item) as { language: Language }).language;
  }

  async choose(volunteer: VolunteerKey, language: Language, at: Instant): Promise<void> {
    const Item = marshall({ ...languageKey(volunteer), language, chosenAt: at });
    await this.#dynamo.send(new PutItemCommand({ TableName: this.#tableName, Item }));
  }
}
