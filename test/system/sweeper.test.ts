import { QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import { replaceCertificate, revokeCertificate } from '../../functions/routes/lifecycle.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { ALL_SHARDS, PENDING_INDEX, reservedPending } from '../../functions/storage/dynamo/table.ts';
import { S3DocumentStore } from '../../functions/storage/s3/s3-document-store.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { type EffectProxy, startEffectProxy } from './effect-proxy.ts';
import { ownCloud } from './embedded-cloud.ts';
import { importSmallCluster, type SmallCluster } from './small-cluster.ts';

/** The deployed sweeper with the rights of its own role, over what processes left that were killed. */
describe('what a killed process has reserved', () => {
  let s3: EffectProxy;
  let cloud: EmbeddedCloud;
  let cluster: SmallCluster;
  let coordinator: ApiClient;

  beforeAll(async () => {
    s3 = await startEffectProxy();
    cloud = await ownCloud({ extraEnvironment: { AWS_ENDPOINT_URL_S3: s3.url } });
    s3.forwardTo(cloud.guarded.s3);
    coordinator = new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('coordinator', { issuers: ['*'] }),
    });
    cluster = await importSmallCluster(coordinator, cloud, { name: 'SWEPT', volunteers: 1 });
  });
  afterAll(async () => {
    await cloud?.stop();
    await s3?.stop();
  });

  const clientOf = async (volunteerId: string) =>
    new ApiClient({ baseUrl: cloud.url, token: await cloud.token('volunteer', { id: volunteerId }) });
  const claim = async () => {
    const volunteer = await clientOf(cluster.volunteerIds[0] ?? '');
    return volunteer.call(claimCertificate, { body: { opportunityId: cluster.opportunityId } });
  };

  /** Runs a request whose function is killed before it stores the document, or after. */
  async function killed(
    functionName: string,
    request: () => Promise<unknown>,
    when: 'before' | 'after' = 'before',
  ): Promise<void> {
    let kills = 0;
    s3.onEffect(({ method, path }, moment) => {
      if (kills > 0 || moment !== when || method !== 'PUT' || !path.includes('/documents/')) return;
      kills += 1;
      cloud.function(functionName).pool.kill();
    });
    await expect(request()).rejects.toThrow();
    expect(kills).toBe(1);
  }

  /** Makes every reservation one of years ago, runs the sweeper, and returns the certificates that were reserved. */
  async function sweep(): Promise<string[]> {
    const { dynamo } = cloud.clients;
    const swept: string[] = [];
    for (const shard of ALL_SHARDS) {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: cloud.tableName,
          IndexName: PENDING_INDEX,
          KeyConditionExpression: 'pendingPk = :pk',
          ExpressionAttributeValues: { ':pk': { S: reservedPending(shard) } },
        }),
      );
      for (const { pk, sk, pendingSk } of Items) {
        if (pk === undefined || sk === undefined) throw new Error('An item has keys');
        const [, certificateId = ''] = (pendingSk?.S ?? '').split('#');
        swept.push(certificateId);
        await dynamo.send(
          new UpdateItemCommand({
            TableName: cloud.tableName,
            Key: { pk, sk },
            UpdateExpression: 'SET pendingSk = :old',
            ExpressionAttributeValues: { ':old': { S: `2020-01-01T00:00:00.000Z#${certificateId}` } },
          }),
        );
      }
    }
    await cloud.schedules.find(({ name }) => name.includes('Sweep'))?.run();
    return swept;
  }
  const find = (certificateId: string) =>
    new DynamoCertificateRegister(cloud.clients.dynamo, cloud.tableName).find(certificateId);

  test('is issued by the sweeper, a claim and then its correction', async () => {
    await killed('IssuingClaims', claim);
    const [original = ''] = await sweep();
    expect(await find(original)).toMatchObject({ state: 'issued' });
    expect((await claim()).certificateId).toBe(original);

    await killed('LifecycleCorrections', () =>
      coordinator.call(replaceCertificate, {
        path: { id: original },
        body: { nameEn: 'Noura Salem Al-Harbi' },
      }),
    );
    const [corrected = ''] = await sweep();
    expect(await find(corrected)).toMatchObject({ state: 'issued', snapshot: { supersedes: original } });
    expect(await find(original)).toMatchObject({ state: 'superseded' });
    expect((await claim()).certificateId).toBe(corrected);
  });

  test('is abandoned with its document, if it corrects what was revoked meanwhile', async () => {
    const { certificateId } = await claim();
    const path = { id: certificateId };
    await killed(
      'LifecycleCorrections',
      () => coordinator.call(replaceCertificate, { path, body: { nameEn: 'Noura Salem al Harbi' } }),
      'after',
    );
    await coordinator.call(revokeCertificate, { path, body: { reasonCode: 'issued_in_error' } });
    const [abandoned = ''] = await sweep();
    expect(await find(abandoned)).toMatchObject({ state: 'erased' });
    const documents = new S3DocumentStore(cloud.clients.s3, cloud.bucketName);
    await expect(documents.read(abandoned)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});
