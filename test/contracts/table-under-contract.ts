import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CertificateRegister } from '../../functions/domain/ports/certificate-register.ts';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';
import { timesheetKey } from '../../functions/storage/dynamo/table.ts';
import { timesheetFromItem, timesheetItem } from '../../functions/storage/dynamo/timesheet-item.ts';
import { COUNTED_ON, freshTimesheet, type RegisterUnderContract } from './certificate-register.contract.ts';

/** Returns a register in DynamoDB, and access to the timesheets and counters in the same table. */
export function tableUnderContract(
  register: CertificateRegister,
  { dynamo, tableName }: { readonly dynamo: DynamoDBClient; readonly tableName: string },
): RegisterUnderContract {
  const overwrite: RegisterUnderContract['overwrite'] = async (timesheet) => {
    await dynamo.send(new PutItemCommand({ TableName: tableName, Item: timesheetItem(timesheet) }));
  };
  return {
    register,
    overwrite,
    timesheet: async () => {
      const timesheet = freshTimesheet();
      await overwrite(timesheet);
      return timesheet;
    },
    timesheetNow: async (key) => {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: tableName,
          Key: marshall(timesheetKey(key)),
          ConsistentRead: true,
        }),
      );
      return Item && timesheetFromItem(Item);
    },
    counted: async (issuerId, measure) => {
      const reports = new DynamoReportRegister(dynamo, tableName);
      return (await reports.counters(issuerId, COUNTED_ON, COUNTED_ON)).sums[measure];
    },
  };
}
