import { createHash } from 'node:crypto';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { chainBreaks } from '../../functions/domain/certificate/audit-chain.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { type Effect, type EffectProxy, startEffectProxy } from './effect-proxy.ts';
import { ownCloud } from './embedded-cloud.ts';
import { importSmallCluster, type SmallCluster } from './small-cluster.ts';

const EFFECTS: Readonly<Record<string, (effect: Effect) => boolean>> = {
  // Both are transactions: the first puts the certificate, the second updates it with the counters.
  'the reservation': ({ operation, body }) => operation === 'TransactWriteItems' && body.includes('"Put":'),
  'the document': ({ method, path }) => method === 'PUT' && path.includes('/documents/'),
  'the last record': ({ operation, body }) => operation === 'TransactWriteItems' && !body.includes('"Put":'),
};
const KILLS = Object.keys(EFFECTS).flatMap((effect) =>
  (['before', 'after'] as const).map((moment) => ({ effect, moment })),
);

describe('a process of the issuing function that is killed', () => {
  let dynamoProxy: EffectProxy;
  let s3Proxy: EffectProxy;
  let cloud: EmbeddedCloud;
  let cluster: SmallCluster;

  beforeAll(async () => {
    [dynamoProxy, s3Proxy] = await Promise.all([startEffectProxy(), startEffectProxy()]);
    cloud = await ownCloud({
      extraEnvironment: { AWS_ENDPOINT_URL_DYNAMODB: dynamoProxy.url, AWS_ENDPOINT_URL_S3: s3Proxy.url },
    });
    dynamoProxy.forwardTo(cloud.guarded.dynamodb);
    s3Proxy.forwardTo(cloud.guarded.s3);
    const token = await cloud.token('coordinator', { issuers: ['*'] });
    cluster = await importSmallCluster(new ApiClient({ baseUrl: cloud.url, token }), cloud, {
      name: 'KILL',
      volunteers: KILLS.length,
    });
  });

  afterAll(async () => {
    await cloud?.stop();
    await Promise.all([dynamoProxy?.stop(), s3Proxy?.stop()]);
  });

  const claim = async (volunteerId: string) =>
    fetch(`${cloud.url}/me/certificates`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await cloud.token('volunteer', { id: volunteerId })}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ opportunityId: cluster.opportunityId }),
    });

  /** Kills the function's processes once, at the first such effect. Returns a function that counts the kills. */
  function killAt(effect: string, moment: 'before' | 'after'): () => number {
    let kills = 0;
    const watch: Parameters<EffectProxy['onEffect']>[0] = (seen, when) => {
      if (kills > 0 || when !== moment || EFFECTS[effect]?.(seen) !== true) return;
      kills += 1;
      cloud.function('IssuingClaims').pool.kill();
    };
    dynamoProxy.onEffect(watch);
    s3Proxy.onEffect(watch);
    return () => kills;
  }

  test.each(KILLS.map((kill, n) => ({ ...kill, n })))(
    '$moment $effect leaves exactly one certificate after a retry',
    async ({ effect, moment, n }) => {
      const volunteerId = cluster.volunteerIds[n] ?? '';
      const kills = killAt(effect, moment);
      const broken = await claim(volunteerId);
      expect(kills()).toBe(1);
      expect(broken.status).toBeGreaterThanOrEqual(500);

      const retried = await claim(volunteerId);
      expect([200, 201]).toContain(retried.status);
      const { certificateId } = (await retried.json()) as { certificateId: string };

      const ledger = new DynamoHoursLedger(cloud.clients.dynamo, cloud.tableName);
      const record = await ledger.volunteerRecord('rawabi-health-cluster', volunteerId);
      expect(record?.timesheets.map((timesheet) => timesheet.certificateIds)).toEqual([[certificateId]]);
      expect(record?.timesheets[0]?.entries.every((entry) => entry.certificateId === certificateId)).toBe(
        true,
      );

      const register = new DynamoCertificateRegister(cloud.clients.dynamo, cloud.tableName);
      const certificate = await register.find(certificateId);
      expect(certificate?.state).toBe('issued');
      expect(certificate?.events.map(({ action }) => action)).toEqual(['reserved', 'issued']);
      expect(chainBreaks(certificate?.events ?? [], certificateId)).toEqual([]);

      const { Body } = await cloud.clients.s3.send(
        new GetObjectCommand({ Bucket: cloud.bucketName, Key: `documents/${certificateId}.pdf` }),
      );
      const document = await Body?.transformToByteArray();
      expect(
        createHash('sha256')
          .update(document ?? '')
          .digest('hex'),
      ).toBe(certificate?.documentSha256);
    },
  );

  test('leaves no document without a record, and no reservation', async () => {
    const { Contents } = await cloud.clients.s3.send(
      new ListObjectsV2Command({ Bucket: cloud.bucketName, Prefix: 'documents/' }),
    );
    expect(Contents?.length).toBe(KILLS.length);
    const register = new DynamoCertificateRegister(cloud.clients.dynamo, cloud.tableName);
    expect(await register.reservedBefore('9999')).toEqual([]);
  });
});
