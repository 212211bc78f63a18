import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { ReportRegister } from '../../domain/ports/report-register.ts';
import {
  DAILY_MEASURES,
  type DailyMeasure,
  DISTINCT_MEASURES,
  type DistinctMeasure,
  type FixedPeriod,
} from '../../domain/report/report-delta.ts';
import { reportKey, reportPartition } from './report-keys.ts';
import type { Item } from './timesheet-item.ts';

/**
 * Reads the report counters: `REPORT#` items, several for each month (`MONTH#`) and one for each half-year and year
 * (`PERIOD#`). `counterWrites` updates them.
 */
export class DynamoReportRegister implements ReportRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async dailySums(
    issuerId: string,
    from: CalendarDate,
    to: CalendarDate,
  ): Promise<Record<DailyMeasure, number>> {
    const items: Item[] = [];
    let after: Item | undefined;
    do {
      const answer = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: marshall({
            ':pk': reportPartition(issuerId),
            ':from': reportKey(issuerId, from.slice(0, 7)).sk,
            // A month has more than one item: parallel writers use items of their own.
            ':to': `${reportKey(issuerId, to.slice(0, 7)).sk}\uffff`,
          }),
          ...(after ? { ExclusiveStartKey: after } : {}),
        }),
      );
      items.push(...(answer.Items ?? []));
      after = answer.LastEvaluatedKey;
    } while (after);
    const sums = Object.fromEntries(DAILY_MEASURES.map((measure) => [measure, 0])) as Record<
      DailyMeasure,
      number
    >;
    for (const item of items) {
      const { pk: _pk, sk, ...counters } = unmarshall(item) as { sk: string } & Record<string, unknown>;
      const month = sk.slice('MONTH#'.length, 'MONTH#'.length + 7);
      for (const [counter, value] of Object.entries(counters)) {
        const [measure = '', day] = counter.split('@');
        const date = `${month}-${day}`;
        if (day === undefined || date < from || date > to || typeof value !== 'number') continue;
        if (measure in sums) sums[measure as DailyMeasure] += value;
      }
    }
    return sums;
  }

  async volunteerCounts(issuerId: string, period: FixedPeriod): Promise<Record<DistinctMeasure, number>> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({ TableName: this.#tableName, Key: marshall(reportKey(issuerId, period)) }),
    );
    const counters = Item ? unmarshall(Item) : {};
    return Object.fromEntries(
      DISTINCT_MEASURES.map((measure) => [measure, Number(counters[measure] ?? 0)]),
    ) as Record<DistinctMeasure, number>;
  }
}
