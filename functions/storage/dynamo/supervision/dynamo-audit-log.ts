import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterCursor, cursorAt } from '../../../domain/cursor.ts';
import type { AuditLog, AuditPosition } from '../../../domain/ports/audit-log.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import { auditDayPartition, ofIssuer } from '../table.ts';

/** Reads the `AUDITDAY#` items, one for each step after issue. `DynamoCertificateRegister` writes them. */
export class DynamoAuditLog implements AuditLog {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async stepsOf(day: string, page: PageRequest, issuerId?: string): Promise<Page<AuditPosition>> {
    // DynamoDB takes no empty string, and a space sorts before every key.
    const first = issuerId === undefined ? ' ' : ofIssuer(issuerId);
    const until = `${issuerId === undefined ? '' : first}\uffff`;
    const cursor = afterCursor(page.cursor);
    // A cursor is a caller's text: it must not lead to another issuer's steps.
    const after = `${cursor} `;
    const from = after > first ? after : first;
    if (from > until) return { items: [], cursor: null };
    const answer = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: marshall({
          ':pk': auditDayPartition(day),
          ':first': from,
          ':last': until,
        }),
        Limit: page.limit,
      }),
    );
    const keys = (answer.Items ?? []).map((item) => item.sk?.S ?? '');
    const last = keys.at(-1);
    return {
      items: keys.map((key) => {
        const [, certificateId = '', sequence = ''] = key.split('#');
        return { certificateId, sequence: Number(sequence) };
      }),
      cursor: answer.LastEvaluatedKey && last ? cursorAt(last) : null,
    };
  }
}
