import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { CREDENTIALS, REGION } from '../../../local/region.ts';
import type { AuditSource } from '../../audit/audit.ts';
import { embeddedCloudRecords } from '../api/embedded-cloud.ts';
import { WrongUsage } from './exit-codes.ts';
import { isLoopback, type Words } from './session.ts';

/** The options that name the table and the bucket of an installation on AWS. */
export interface NamedRecords {
  readonly table?: string;
  readonly bucket?: string;
}

/**
 * Returns the records to audit: those of the embedded cloud at the address, or those of AWS with the credentials of the
 * environment.
 * @throws WrongUsage when the address is not an embedded cloud and the table or the bucket is not named.
 */
export async function auditSource(
  { table: tableName, bucket }: NamedRecords,
  url: string,
  words: Words,
): Promise<AuditSource> {
  if (tableName !== undefined && bucket !== undefined) {
    return { dynamo: new DynamoDBClient(), s3: new S3Client(), tableName, bucketName: bucket };
  }
  if (!isLoopback(url) || tableName !== undefined || bucket !== undefined) {
    throw new WrongUsage(words.messages.auditNeedsNames(url));
  }
  const cloud = await embeddedCloudRecords(url);
  const common = { region: REGION, credentials: CREDENTIALS };
  return {
    dynamo: new DynamoDBClient({ ...common, endpoint: cloud.endpoints.dynamodb }),
    s3: new S3Client({ ...common, endpoint: cloud.endpoints.s3, forcePathStyle: true }),
    tableName: cloud.tableName,
    bucketName: cloud.bucketName,
  };
}
