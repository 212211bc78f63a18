import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { Gender } from '../../domain/hours/volunteer.ts';
import type { ReportCounters, ReportRegister } from '../../domain/ports/report-register.ts';
import { DAILY_MEASURES, type DailyMeasure, type Month, monthOf } from '../../domain/report/report-delta.ts';
import { NO_MONTH, reportKey, reportPartition, VOLUNTEERS } from './report-keys.ts';
import type { Item } from './timesheet-item.ts';

/** Counters while they are summed. */
interface Summed {
  readonly sums: Record<DailyMeasure, number>;
  readonly minutesOutside: { before: number; after: number };
  readonly volunteers: ReportCounters['volunteers'][number][];
}

/** Reads the report counters: `REPORT#` items, several for each month. `counterWrites` updates them. */
export class DynamoReportRegister implements ReportRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async counters(issuerId: string, from: CalendarDate, to: CalendarDate): Promise<ReportCounters> {
    const sums = Object.fromEntries(DAILY_MEASURES.map((measure) => [measure, 0]));
    const summed: Summed = {
      sums: sums as Record<DailyMeasure, number>,
      minutesOutside: { before: 0, after: 0 },
      volunteers: [],
    };
    const queries = yearsOf(from, to).map(({ first, last }) => this.#items(issuerId, first, last));
    for (const items of await Promise.all(queries)) for (const item of items) addItem(summed, item, from, to);
    return summed;
  }

  /** Returns the items of the counters of some months, in order. */
  async #items(issuerId: string, first: Month, last: Month): Promise<Item[]> {
    const items: Item[] = [];
    let after: Item | undefined;
    do {
      const answer = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: marshall({
            ':pk': reportPartition(issuerId),
            ':from': reportKey(issuerId, first).sk,
            // A month has more than one item: parallel writers use items of their own.
            ':to': `${reportKey(issuerId, last).sk}\uffff`,
          }),
          ...(after ? { ExclusiveStartKey: after } : {}),
        }),
      );
      items.push(...(answer.Items ?? []));
      after = answer.LastEvaluatedKey;
    } while (after);
    return items;
  }
}

/** Returns the months of a period by year: a year of a large issuer is one query, and several run at the same time. */
function yearsOf(from: CalendarDate, to: CalendarDate): { readonly first: Month; readonly last: Month }[] {
  const [firstYear, lastYear] = [from, to].map((day) => Number(day.slice(0, 4))) as [number, number];
  return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => {
    const year = firstYear + index;
    return {
      first: year === firstYear ? monthOf(from) : `${year}-01`,
      last: year === lastYear ? monthOf(to) : `${year}-12`,
    };
  });
}

/** Adds the counters of one item: attributes such as `minutes@04`, and `volunteers_female@2025-02`. */
function addItem(summed: Summed, item: Item, from: CalendarDate, to: CalendarDate): void {
  const month: Month = (item.sk?.S ?? '').slice('MONTH#'.length, 'MONTH#'.length + 7);
  // Read without `unmarshall`: the counters of years are a hundred thousand numbers.
  for (const [counter, { N: number }] of Object.entries(item)) {
    const [measure = '', of = ''] = counter.split('@');
    if (number === undefined) continue;
    const count = Number(number);
    if (measure.startsWith(VOLUNTEERS)) {
      const gender = measure.slice(VOLUNTEERS.length) as Gender;
      summed.volunteers.push({ month, gender, monthBefore: of === NO_MONTH ? null : of, count });
    } else if (measure in summed.sums) {
      const date = `${month}-${of}`;
      if (date >= from && date <= to) summed.sums[measure as DailyMeasure] += count;
      else if (measure === 'minutes') summed.minutesOutside[date < from ? 'before' : 'after'] += count;
    }
  }
}
