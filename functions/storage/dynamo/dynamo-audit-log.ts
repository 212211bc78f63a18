import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AuditLog, AuditPosition } from '../../domain/ports/audit-log.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { auditDayKey } from './table.ts';

/** Reads the `AUDITDAY#` items, one for each step after issue. `DynamoCertificateRegister` writes them. */
export class DynamoAuditLog implements AuditLog {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async stepsOf(day: string, page: PageRequest): Promise<Page<AuditPosition>> {
    const after = page.cursor === undefined ? '' : Buffer.from(page.cursor, 'base64url').toString('utf8');
    const answer = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        KeyConditionExpression: after === '' ? 'pk = :pk' : 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: marshall({
          ':pk': auditDayKey(day, '', 0).pk,
          ...(after === '' ? {} : { ':after': after }),
        }),
        Limit: page.limit,
      }),
    );
    const keys = (answer.Items ?? []).map((item) => item.sk?.S ?? '');
    const last = keys.at(-1);
    return {
      items: keys.map((key) => {
        const [certificateId = '', sequence = ''] = key.split('#');
        return { certificateId, sequence: Number(sequence) };
      }),
      cursor: answer.LastEvaluatedKey && last ? Buffer.from(last).toString('base64url') : null,
    };
  }
}
