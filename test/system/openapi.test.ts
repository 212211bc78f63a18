import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { ApiClient } from '../../infra/tools/cli/api-client.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { importSmallCluster } from './small-cluster.ts';

const START_MS = 180_000;
const description = JSON.parse(
  readFileSync(new URL('../../templates/openapi/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, { get?: { responses: object } }> };
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(description, 'openapi');

let cloud: SharedCloud;
let certificateId: string;
const headers: Record<string, Record<string, string>> = { nobody: {} };

beforeAll(async () => {
  cloud = await sharedCloud();
  for (const role of ['coordinator', 'auditor', 'approver'] as const)
    headers[role] = { authorization: `Bearer ${await cloud.token(role, { id: 'openapi' })}` };
  headers.volunteer = { authorization: `Bearer ${await cloud.token('volunteer', { id: 'OPENAPI-1' })}` };
  const token = await cloud.token('coordinator', { id: 'openapi' });
  const { opportunityId } = await importSmallCluster(new ApiClient({ url: cloud.url, token }), {
    name: 'OPENAPI',
    volunteers: 1,
  });
  const claimed = await fetch(`${cloud.url}/me/certificates`, {
    method: 'POST',
    headers: { ...headers.volunteer, 'content-type': 'application/json' },
    body: JSON.stringify({ opportunityId }),
  });
  ({ certificateId } = (await claimed.json()) as { certificateId: string });
}, START_MS);

/** Holds an answer against what is described for its path and status; answers what doesn't fit. */
async function misfits(path: string, address: string, who: string): Promise<unknown> {
  const answer = await fetch(cloud.url + address, {
    headers: { accept: 'application/json', ...headers[who] },
  });
  const media = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const operation = `openapi#/paths/${escaped(path)}/get`;
  const described = `${operation}/responses/${answer.status}/content/${escaped(media)}/schema`;
  const refused = `openapi#/components/responses/Refusal/content/${escaped(media)}/schema`;
  const isDescribed = Object.hasOwn(description.paths[path]?.get?.responses ?? {}, String(answer.status));
  const validate = ajv.getSchema(isDescribed ? described : refused);
  if (validate === undefined) return `nothing is described for ${answer.status} ${media}`;
  return validate(await answer.json()) ? null : validate.errors;
}

const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

describe('the service answers as its description says', () => {
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
    ['/audit', 'auditor', '/audit'],
    ['/reports', 'coordinator', '/reports?from=2025-01-01&to=2025-06-30'],
  ])('%s, asked by %s', async (path, who, address) => {
    expect(await misfits(path, address.replace('CERTIFICATE', certificateId), who)).toBeNull();
  });
});
