import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { newBatch, planned } from '../../functions/domain/batch/batch.ts';
import type { ChunkMessage } from '../../functions/domain/batch/batch-message.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { S3ManifestStore } from '../../functions/storage/s3/s3-manifest-store.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { seedCloud } from '../batches/seed-ledger.ts';
import { idOf, issuedOf } from '../certificates.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { eventOf } from '../verification/event-of.ts';

/** The issuer of the measured certificates. */
export const ISSUER_ID = 'tilal-health-cluster';
const opportunityId = 'COLD';

/** Writes an eligible volunteer and returns the API Gateway event with which the volunteer claims a certificate. */
export async function claimEvent(cloud: EmbeddedCloud, volunteerId: string) {
  await seedVolunteer(cloud, volunteerId);
  const path = '/me/certificates';
  const claims = { sub: volunteerId, 'custom:volunteer_id': volunteerId, 'cognito:groups': '[volunteer]' };
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    requestContext: { requestId: 'cold', http: { method: 'POST', path }, authorizer: { jwt: { claims } } },
    body: JSON.stringify({ opportunityId }),
    isBase64Encoded: false,
  };
}

/** Writes a running batch with one eligible volunteer and returns the SQS event with its only chunk. */
export async function chunkEvent(cloud: EmbeddedCloud, volunteerId: string) {
  await seedVolunteer(cloud, volunteerId);
  const { clients, tableName, bucketName } = cloud;
  const batchId = volunteerId.toLowerCase();
  const lines = (async function* () {
    yield { issuerId: ISSUER_ID, volunteerId, opportunityId, reason: 'ELIGIBLE' } as const;
  })();
  const manifests = new S3ManifestStore(clients.s3, bucketName);
  await manifests.write({ batchId, manifestId: 'm' }, lines, 1);
  const [start = 0, end = 0] = await manifests.chunkOffsets({ batchId, manifestId: 'm' });
  const now = new Date().toISOString();
  const request = { batchId, issuerIds: [ISSUER_ID], dryRun: false, notify: false, createdBy: 'coordinator' };
  const plan = {
    manifestId: 'm',
    requested: 1,
    chunkCount: 1,
    verdicts: { ELIGIBLE: 1 },
    eligibleOf: { 'rawabi-health-cluster': 1 },
  };
  const batch = { ...planned(newBatch(request, now), plan, false, now), sending: false };
  await new DynamoBatchRegister(clients.dynamo, tableName).create(batch);
  const message: ChunkMessage = {
    kind: 'chunk',
    batchId,
    manifestId: 'm',
    run: batch.run,
    chunk: 0,
    start,
    end,
  };
  const attributes = { ApproximateReceiveCount: '1' };
  return { Records: [{ messageId: '1', body: JSON.stringify(message), attributes }] };
}

/** Writes an issued certificate and returns the API Gateway event that requests its verification as JSON. */
export async function verificationEvent({ clients, tableName }: EmbeddedCloud) {
  await clients.dynamo.send(new PutItemCommand({ TableName: tableName, Item: certificateItem(issuedOf()) }));
  return eventOf('GET', `/verify/${idOf(1)}`, { headers: { accept: 'application/json' } });
}

/** Writes a volunteer with enough approved hours for a certificate. */
const seedVolunteer = (cloud: EmbeddedCloud, volunteerId: string) =>
  seedCloud(cloud, {
    opportunities: [opportunityOf({ opportunityId, issuerId: ISSUER_ID, requiredMinutes: 60 })],
    volunteers: [volunteerOf({ volunteerId })],
    timesheets: [
      timesheetOf([entryOf({ entryId: `${volunteerId}-1`, date: '2025-07-01' })], {
        volunteerId,
        opportunityId,
        issuerId: ISSUER_ID,
      }),
    ],
  });
