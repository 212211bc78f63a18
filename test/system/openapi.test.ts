import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { ApiClient } from '../../functions/client/api-client.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { importSmallCluster } from './small-cluster.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

let cloud: SharedCloud;
let certificateId: string;
const headers: Record<string, Record<string, string>> = { nobody: {} };

beforeAll(async () => {
  cloud = await sharedCloud();
  ajv.addSchema((await (await fetch(`${cloud.url}/openapi.json`)).json()) as object, 'openapi');
  for (const role of ['coordinator', 'auditor', 'approver'] as const)
    headers[role] = { authorization: `Bearer ${await cloud.token(role, { id: 'openapi' })}` };
  headers.volunteer = { authorization: `Bearer ${await cloud.token('volunteer', { id: 'OPENAPI-1' })}` };
  const token = await cloud.token('coordinator', { id: 'openapi' });
  const { opportunityId } = await importSmallCluster(new ApiClient({ baseUrl: cloud.url, token }), cloud, {
    name: 'OPENAPI',
    volunteers: 1,
  });
  const claimed = await fetch(`${cloud.url}/me/certificates`, {
    method: 'POST',
    headers: { ...headers.volunteer, 'content-type': 'application/json' },
    body: JSON.stringify({ opportunityId }),
  });
  ({ certificateId } = (await claimed.json()) as { certificateId: string });
});

/** Returns how an answer differs from what is described for its path and status; null if it doesn't. */
async function differences(path: string, address: string, who: string): Promise<unknown> {
  const answer = await fetch(cloud.url + address, {
    headers: { accept: 'application/json', ...headers[who] },
  });
  const mediaType = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const responses = `openapi#/paths/${escaped(path)}/get/responses`;
  const validate = ajv.getSchema(`${responses}/${answer.status}/content/${escaped(mediaType)}/schema`);
  if (validate === undefined) return `nothing is described for ${answer.status} ${mediaType}`;
  return validate(await answer.json()) ? null : validate.errors;
}

const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

describe('the service answers as its OpenAPI document says', () => {
  test.each([
    ['/verify/{id}', 'nobody', '/verify/CERTIFICATE'],
    ['/verify/{id}', 'nobody', '/verify/000000000000000098'],
    ['/verify/{id}', 'nobody', '/verify/000000000000000097'],
    ['/issuers', 'nobody', '/issuers'],
    ['/issuers/{issuerId}', 'nobody', '/issuers/rawabi-health-cluster'],
    ['/issuers/{issuerId}', 'nobody', '/issuers/unknown'],
    ['/.well-known/jwks.json', 'nobody', '/.well-known/jwks.json'],
    ['/health', 'nobody', '/health'],
    ['/me', 'volunteer', '/me'],
    ['/me/certificates', 'volunteer', '/me/certificates'],
    ['/certificates', 'coordinator', '/certificates?limit=5'],
    ['/certificates', 'volunteer', '/certificates'],
    ['/certificates/{id}', 'coordinator', '/certificates/CERTIFICATE'],
    ['/volunteers', 'coordinator', '/volunteers'],
    ['/opportunities', 'coordinator', '/opportunities'],
    ['/batches', 'coordinator', '/batches'],
    ['/batches/{id}', 'coordinator', '/batches/unknown'],
    ['/corrections', 'coordinator', '/corrections'],
    ['/issuing', 'approver', '/issuing'],
    ['/audit', 'auditor', '/audit?certificateId=CERTIFICATE'],
    ['/audit', 'auditor', '/audit?day=2025-02-01'],
    ['/audit', 'auditor', '/audit'],
    ['/reports', 'coordinator', '/reports?from=2025-01-01&to=2025-06-30'],
  ])('%s, asked by %s', async (path, who, address) => {
    expect(await differences(path, address.replace('CERTIFICATE', certificateId), who)).toBeNull();
  });
});
