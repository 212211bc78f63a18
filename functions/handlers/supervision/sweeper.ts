import type { Context } from 'aws-lambda';
import { readEnvironment } from '../../runtime/environment.ts';
import { logFault, logInfo } from '../../runtime/log.ts';
import { logMeasured } from '../../runtime/metrics.ts';
import { inRequest } from '../../runtime/request-id.ts';
import { wireIssuing } from '../../runtime/wiring/issuing.ts';
import { wireWorkQueue } from '../../runtime/wiring/work-queue.ts';
import { dynamoClient, s3Client, WORK } from '../../storage/clients.ts';
import { DynamoCertificateFacts } from '../../storage/dynamo/directory/dynamo-certificate-facts.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoAuditLog } from '../../storage/dynamo/supervision/dynamo-audit-log.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/supervision/dynamo-kill-switch.ts';
import { DynamoPendingWork } from '../../storage/dynamo/supervision/dynamo-pending-work.ts';
import { S3CertificateDirectories } from '../../storage/s3/s3-certificate-directories.ts';
import { certificatesOf } from '../../workflows/issuing/certificate-directory.ts';
import { measureWaits } from '../../workflows/supervision/measure-waits.ts';
import { sweepReservations } from '../../workflows/supervision/sweep-reservations.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'BATCH_QUEUE_URL');
const dynamo = dynamoClient(WORK);
const directory = {
  directories: new S3CertificateDirectories(s3Client(WORK), environment.BUCKET_NAME),
  facts: new DynamoCertificateFacts(dynamo, environment.TABLE_NAME),
  auditLog: new DynamoAuditLog(dynamo, environment.TABLE_NAME),
  now: () => new Date().toISOString(),
};
const deps = {
  ...wireIssuing(WORK, dynamo),
  batches: new DynamoBatchRegister(dynamo, environment.TABLE_NAME),
  pending: new DynamoPendingWork(dynamo, environment.TABLE_NAME),
  killSwitch: new DynamoKillSwitch(dynamo, environment.TABLE_NAME),
  queue: wireWorkQueue(environment, WORK),
  refreshDirectory: (issuerId: string) => certificatesOf(issuerId, directory),
  reportFault: (fault: unknown, certificateId: string | undefined) =>
    logFault('sweep.fault', fault, certificateId === undefined ? {} : { certificateId }),
};

/** Runs every minute: measures what waits, for alarms, and completes reservations and batches that another process left unfinished. */
export const handler = (_event: unknown, { awsRequestId }: Context): Promise<void> =>
  inRequest(awsRequestId, sweep);

async function sweep(): Promise<void> {
  logMeasured('waits.measured', { ...(await measureWaits(deps)) });
  const count = await sweepReservations(deps);
  if (count > 0) logInfo('sweep.completed', { count });
}
