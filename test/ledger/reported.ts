import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { volunteersOfMonths } from '../../functions/domain/report/report.ts';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';

/** Returns the minutes and the women that the reports of 2025 count for the Rawabi cluster. */
export async function reportedIn(
  { dynamo, tableName }: { readonly dynamo: DynamoDBClient; readonly tableName: string },
  last: string,
): Promise<{ readonly minutes: number; readonly volunteers: number }> {
  const reports = new DynamoReportRegister(dynamo, tableName);
  const counters = await reports.counters('rawabi-health-cluster', '2025-01-01', '2025-12-31');
  const { female } = volunteersOfMonths(counters.volunteers, { first: '2025-01', last });
  return { minutes: counters.sums.minutes, volunteers: female };
}
