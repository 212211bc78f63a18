import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CertificateRegister } from '../../functions/domain/ports/certificate-register.ts';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';
import { sheetKey } from '../../functions/storage/dynamo/table.ts';
import { sheetFromItem, sheetItem } from '../../functions/storage/dynamo/timesheet-item.ts';
import { COUNTED_ON, freshSheet, type RegisterUnderContract } from './certificate-register.contract.ts';

/** A register over a real table, and the sheets beside it. */
export function tableUnderContract(
  register: CertificateRegister,
  { dynamo, tableName }: { readonly dynamo: DynamoDBClient; readonly tableName: string },
): RegisterUnderContract {
  const overwrite: RegisterUnderContract['overwrite'] = async (sheet) => {
    await dynamo.send(new PutItemCommand({ TableName: tableName, Item: sheetItem(sheet) }));
  };
  return {
    register,
    overwrite,
    sheet: async () => {
      const sheet = freshSheet();
      await overwrite(sheet);
      return sheet;
    },
    sheetNow: async ({ volunteerId, opportunityId }) => {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: tableName,
          Key: marshall(sheetKey(volunteerId, opportunityId)),
          ConsistentRead: true,
        }),
      );
      return Item && sheetFromItem(Item);
    },
    counted: async (issuerId, measure) => {
      const reports = new DynamoReportRegister(dynamo, tableName);
      return (await reports.dailySums(issuerId, COUNTED_ON, COUNTED_ON))[measure];
    },
  };
}
