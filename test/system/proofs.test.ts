import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { ApiClient } from '../../functions/client/api-client.ts';
import { DAY_MS } from '../../functions/domain/calendar-date.ts';
import type { AuditRoot } from '../../functions/domain/ports/audit-roots.ts';
import type { ReferenceData } from '../../functions/proof/examination.ts';
import { eventually } from '../local/eventually.ts';
import { examined } from '../proof/examined.ts';
import { outputOf, testWith } from '../proof/external-tool.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { importSmallCluster } from './small-cluster.ts';

let cloud: SharedCloud;
let holder: Record<string, string>;
let certificateId: string;
let document: Uint8Array;
let credential: string;

const bearer = async (...[role, options]: Parameters<SharedCloud['token']>) => ({
  authorization: `Bearer ${await cloud.token(role, options)}`,
});
const getJson = async <T>(address: string) => (await fetch(`${cloud.url}${address}`)).json() as Promise<T>;

beforeAll(async () => {
  cloud = await sharedCloud();
  const api = new ApiClient({
    baseUrl: cloud.url,
    token: await cloud.token('coordinator', { id: 'proofs' }),
  });
  const { opportunityId, volunteerIds } = await importSmallCluster(api, cloud, {
    name: 'PROOFS',
    volunteers: 2,
  });
  holder = await bearer('volunteer', { id: volunteerIds[0] ?? '' });
  const claimed = await fetch(`${cloud.url}/me/certificates`, {
    method: 'POST',
    headers: { ...holder, 'content-type': 'application/json' },
    body: JSON.stringify({ opportunityId }),
  });
  expect(claimed.status).toBe(201);
  ({ certificateId } = (await claimed.json()) as { certificateId: string });
  document = new Uint8Array(
    await (
      await fetch(`${cloud.url}/certificates/${certificateId}/document`, { headers: holder })
    ).arrayBuffer(),
  );
  const answer = await fetch(`${cloud.url}/certificates/${certificateId}/credential`, { headers: holder });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/vc+jwt');
  credential = await answer.text();
});

const known = async (): Promise<ReferenceData> => {
  const { credentialStatus } = decodeJwt<{ credentialStatus: { statusListCredential: string } }>(credential);
  const { documentSha256 } = await getJson<{ documentSha256?: string }>(`/verify/${certificateId}`);
  return {
    now: new Date().toISOString(),
    keySet: await getJson('/.well-known/jwks.json'),
    documentSha256,
    statusList: await (await fetch(credentialStatus.statusListCredential)).text(),
  };
};

describe('a certificate issued with every proof', () => {
  test('passes every check but the one of the certification authority, for which there is no trusted root', async () => {
    const { rows, verdict, ...examination } = await examined(document, await known());
    expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([
      { check: 'seal_chain', outcome: 'not_possible', reason: 'no_authority_given' },
    ]);
    expect(verdict).toBe('genuine');
    expect(examination).toMatchObject({
      certificateId,
      sha256: createHash('sha256').update(document).digest('hex'),
      sealedBy: ['Tawtheeq embedded test seal — not trusted', 'Tawtheeq embedded test CA — not trusted'],
      credential: { holderNames: ['نورة سالم الحربي', 'Noura Salem Alharbi'], minutes: 1800 },
    });
  });

  testWith('pdfsig')('is sealed as a whole, as pdfsig verifies', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'proofs-')), 'sealed.pdf');
    writeFileSync(file, document);
    const answer = outputOf('pdfsig', [file]);
    expect(answer).toContain('Signature is Valid.');
    expect(answer).toContain('Total document signed');
  });

  test('has a credential that an independent library verifies with the published keys', async () => {
    const keys = createRemoteJWKSet(new URL(`${cloud.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(credential, keys, { algorithms: ['RS256'], typ: 'JWT' });
    expect(payload.jti).toBe(`${cloud.url}/verify/${certificateId}`);
    const profile = await (await fetch(payload.iss ?? '')).json();
    expect(profile).toMatchObject({ id: payload.iss, type: ['Profile'], nameEn: 'Rawabi Health Cluster' });
  });

  test('shows its credential to its holder and the issuer’s coordinators only', async () => {
    const asked = async (headers: Record<string, string>) => {
      const answer = await fetch(`${cloud.url}/certificates/${certificateId}/credential`, { headers });
      return { status: answer.status, body: await answer.text() };
    };
    expect(await asked(await bearer('coordinator', { id: 'proofs' }))).toEqual({
      status: 200,
      body: credential,
    });
    const stranger = await asked(await bearer('volunteer', { id: 'PROOFS-2' }));
    expect(stranger.status).toBe(404);
    expect(JSON.parse(stranger.body)).toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere = await asked(await bearer('coordinator', { id: 'else', issuers: ['shifa-initiative'] }));
    expect(elsewhere.status).toBe(404);
    expect((await asked({})).status).toBe(401);
  });

  test('is revoked in the status list within a minute, and no other certificate is', async () => {
    const before = await known();
    const revoked = await fetch(`${cloud.url}/certificates/${certificateId}/revocation`, {
      method: 'POST',
      headers: { ...(await bearer('coordinator', { id: 'proofs' })), 'content-type': 'application/json' },
      body: JSON.stringify({ reasonCode: 'issued_in_error', note: 'a test' }),
    });
    expect(revoked.status).toBe(200);
    const { list, status, verdict } = await eventually(
      async () => {
        const { statusList } = await known();
        const { rows, verdict } = await examined(document, { ...before, statusList });
        const status = rows.find(({ check }) => check === 'credential_status');
        return status?.outcome === 'failed' && { list: statusList, status, verdict };
      },
      { withinMilliseconds: 60_000, everyMilliseconds: 250 },
    );
    expect(status.reason).toBe('revoked');
    // The certificate isn't in force any more; the file is still the issued one.
    expect(verdict).toBe('genuine');
    const { credentialSubject } = decodeJwt<{ credentialSubject: { encodedList: string } }>(list ?? '');
    const { credentialStatus } = decodeJwt<{ credentialStatus: { statusListIndex: string } }>(credential);
    const bits = await decodeList(credentialSubject);
    const index = Number(credentialStatus.statusListIndex);
    expect([bits.getStatus(index), bits.getStatus((index + 1) % bits.length)]).toEqual([true, false]);
  });
});

describe('public proofs', () => {
  test('the keys: both active, readable by pages of any origin', async () => {
    const answer = await fetch(`${cloud.url}/.well-known/jwks.json`);
    expect(answer.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toContain('stale-if-error=0');
    const { keys } = (await answer.json()) as { keys: { purpose: string; status: string; d?: string }[] };
    expect(keys.map(({ purpose, status }) => [purpose, status])).toEqual([
      ['credential', 'active'],
      ['seal', 'active'],
    ]);
    expect(keys.every((key) => key.d === undefined)).toBe(true);
  });

  test.each(['/status/rawabi-health-cluster-99', '/status/nobody-1', '/status/x', '/issuers/nobody'])(
    '%s is not found, and nothing is signed for it',
    async (address) => {
      const answer = await fetch(`${cloud.url}${address}`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
    },
  );

  test('the health and the OpenAPI description', async () => {
    expect(await getJson('/health')).toEqual({ status: 'ok', records: 'reached' });
    const { paths } = await getJson<{ paths: Record<string, unknown> }>('/openapi.json');
    expect(Object.keys(paths)).toContain('/certificates/{id}/credential');
  });
});

describe('the audit root', () => {
  test('is signed once for each past day', async () => {
    const yesterday = new Date(Date.now() - DAY_MS - 15 * 60_000).toISOString().slice(0, 10);
    const root = async () => {
      const object = new GetObjectCommand({ Bucket: cloud.bucketName, Key: `audit/roots/${yesterday}.json` });
      return JSON.parse(
        (await (await cloud.clients.s3.send(object)).Body?.transformToString()) ?? '',
      ) as AuditRoot;
    };
    await cloud.runSchedule('CloseDay');
    const first = await root();
    const { payload } = await jwtVerify(
      first.jws,
      createRemoteJWKSet(new URL(`${cloud.url}/.well-known/jwks.json`)),
      { typ: 'audit-root+jwt' },
    );
    expect(payload).toMatchObject({
      iss: cloud.url,
      day: yesterday,
      size: first.size,
      rootHash: first.rootHash,
    });
    await cloud.runSchedule('CloseDay');
    expect(await root()).toEqual(first);
  });
});
