import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../domain/calendar-date.ts';
import type { CertificateLink, LinkToken } from '../../../domain/certificate/certificate-link.ts';
import type { LinkRegister } from '../../../domain/ports/emails/link-register.ts';
import { hasMac, type RecordKey, withMac } from '../../record-mac.ts';
import { getItem } from '../requests/get-item.ts';
import { itemsUnder } from '../requests/items-under.ts';
import { written } from '../requests/written.ts';
import { certificateKey, LINK_PREFIX, linkKey } from '../table.ts';
import type { Item } from '../timesheet-item.ts';

/** Links of one certificate that are kept. */
const MOST_LINKS = 5;
/** Tries at the facts that a link asks for; then it is used up. */
const MOST_TRIES = 5;

/**
 * The links in DynamoDB: `LINK#` items in the partition of their certificate, under the hash of their secret, with an
 * authentication code. Deleted by time to live after they have ended.
 */
export class DynamoLinkRegister implements LinkRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #recordKey: RecordKey;

  constructor(dynamo: DynamoDBClient, tableName: string, recordKey: RecordKey) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#recordKey = recordKey;
  }

  async add(link: CertificateLink): Promise<void> {
    const links = (await this.#ofCertificate(link.certificateId)).filter(
      ({ expiresAt }) => expiresAt > link.madeAt,
    );
    const oldestFirst = links.toSorted((a, b) => (a.madeAt < b.madeAt ? -1 : 1));
    for (const surplus of oldestFirst.slice(0, Math.max(0, links.length + 1 - MOST_LINKS)))
      await this.#end(surplus, link.madeAt);
    await this.#dynamo.send(
      new PutItemCommand({ TableName: this.#tableName, Item: await this.#itemOf(link) }),
    );
  }

  async find(token: LinkToken): Promise<CertificateLink | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, linkKey(token));
    // A link that somebody has put into the table opens nothing.
    if (item === undefined || !hasMac(item, await this.#recordKey())) return undefined;
    return linkFromItem(unmarshall(item));
  }

  async countTry(token: LinkToken): Promise<number | undefined> {
    try {
      const { Attributes } = await this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(linkKey(token)),
          UpdateExpression: 'SET tries = tries + :one',
          ConditionExpression: 'tries < :most',
          ExpressionAttributeValues: marshall({ ':one': 1, ':most': MOST_TRIES }),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return MOST_TRIES - Number(Attributes?.tries?.N ?? MOST_TRIES);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  async forgetTries(token: LinkToken): Promise<void> {
    await written(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(linkKey(token)),
          UpdateExpression: 'SET tries = :none',
          // A link that was withdrawn in the meantime must not come back.
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: marshall({ ':none': 0 }),
        }),
      ),
    );
  }

  async withdraw(certificateId: string): Promise<number> {
    const links = await this.#ofCertificate(certificateId);
    for (const link of links) await this.#remove(link);
    return links.length;
  }

  async #ofCertificate(certificateId: string): Promise<CertificateLink[]> {
    const { pk } = certificateKey(certificateId);
    const items = await itemsUnder(this.#dynamo, this.#tableName, { pk, prefix: LINK_PREFIX });
    return items.map((item) => linkFromItem(unmarshall(item)));
  }

  /** Ends a link; time to live deletes it. Whoever makes links may not delete from the partition of certificates. */
  async #end(link: CertificateLink, now: Instant): Promise<void> {
    const { mac } = await this.#itemOf({ ...link, expiresAt: now });
    await this.#dynamo.send(
      new UpdateItemCommand({
        TableName: this.#tableName,
        Key: marshall(linkKey(link)),
        UpdateExpression: 'SET endsAt = :now, expiresAt = :seconds, mac = :mac',
        ExpressionAttributeValues: {
          ...marshall({ ':now': now, ':seconds': secondsOf(now) }),
          ':mac': mac as Item[string],
        },
      }),
    );
  }

  /** Returns the `LINK#` item of a link that nobody has tried to open, with its authentication code. */
  async #itemOf({ expiresAt, ...link }: CertificateLink): Promise<Item> {
    const item = marshall({
      ...linkKey(link),
      ...link,
      endsAt: expiresAt,
      tries: 0,
      expiresAt: secondsOf(expiresAt),
    });
    return withMac(item, await this.#recordKey());
  }

  async #remove(token: LinkToken): Promise<void> {
    await this.#dynamo.send(
      new DeleteItemCommand({ TableName: this.#tableName, Key: marshall(linkKey(token)) }),
    );
  }
}

const secondsOf = (instant: Instant): number => Math.ceil(Date.parse(instant) / 1000);

/** `expiresAt` of an item is for time to live, in whole seconds. */
const linkFromItem = ({ certificateId, secretHash, madeAt, endsAt, madeFor }: Record<string, unknown>) =>
  ({ certificateId, secretHash, madeAt, expiresAt: endsAt, madeFor }) as CertificateLink;
