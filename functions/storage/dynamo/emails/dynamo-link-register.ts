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
import { getItem } from '../requests/get-item.ts';
import { itemsUnder } from '../requests/items-under.ts';
import { written } from '../requests/written.ts';
import { certificateKey, LINK_PREFIX, linkKey } from '../table.ts';

/** Links of one certificate that are kept. */
const MOST_LINKS = 5;
/** Tries at the facts that a link asks for; then it is used up. */
const MOST_TRIES = 5;

/**
 * The links in DynamoDB: `LINK#` items in the partition of their certificate, under the hash of their secret. Deleted by
 * time to live after they have ended.
 */
export class DynamoLinkRegister implements LinkRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async add(link: CertificateLink): Promise<void> {
    const links = (await this.#ofCertificate(link.certificateId)).filter(
      ({ expiresAt }) => expiresAt > link.madeAt,
    );
    const oldestFirst = links.toSorted((a, b) => (a.madeAt < b.madeAt ? -1 : 1));
    for (const surplus of oldestFirst.slice(0, Math.max(0, links.length + 1 - MOST_LINKS)))
      await this.#end(surplus, link.madeAt);
    const { expiresAt, ...rest } = link;
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: marshall({
          ...linkKey(link),
          ...rest,
          endsAt: expiresAt,
          tries: 0,
          expiresAt: secondsOf(expiresAt),
        }),
      }),
    );
  }

  async find(token: LinkToken): Promise<CertificateLink | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, linkKey(token));
    return item && linkFromItem(unmarshall(item));
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
  async #end(token: LinkToken, now: Instant): Promise<void> {
    await this.#dynamo.send(
      new UpdateItemCommand({
        TableName: this.#tableName,
        Key: marshall(linkKey(token)),
        UpdateExpression: 'SET endsAt = :now, expiresAt = :seconds',
        ExpressionAttributeValues: marshall({ ':now': now, ':seconds': secondsOf(now) }),
      }),
    );
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
