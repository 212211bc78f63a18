import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CACHED_PATHS } from '../../infra/edge-stack.ts';
import { registerApi } from '../../infra/local/api-gateway/api-routes.ts';
import {
  behindDistribution,
  type Distribution,
  distributionOf,
} from '../../infra/local/cloudfront/distribution.ts';
import { type LoopbackServer, listenOnLoopback } from '../../infra/local/loopback-server.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { readAssembly } from '../../infra/local/template/cloud-assembly.ts';
import { EMULATED_TYPES } from '../../infra/local/template/emulated-types.ts';
import { ResourceReader } from '../../infra/local/template/resource-reader.ts';

let distribution: Distribution;
let server: LoopbackServer;
let answers = 0;
beforeAll(async () => {
  const resources = new ResourceReader(readAssembly(synthesized()), {}, EMULATED_TYPES);
  registerApi(resources, 'http://127.0.0.1');
  distribution = distributionOf(resources);
  const handler = behindDistribution(distribution, (_, response) => {
    answers += 1;
    response.writeHead(200, { 'cache-control': 'public, max-age=60' }).end(`answer ${answers}`);
  });
  server = await listenOnLoopback((request, response) => void handler(request, response));
});
afterAll(() => server?.stop());

describe('the distribution of the template', () => {
  test('is read with its paths, what keeps answers apart, and the headers of every answer', () => {
    expect(distribution.cache).toEqual({ paths: [...CACHED_PATHS], headers: ['Accept', 'Accept-Language'] });
    expect(distribution.headers).toEqual({ 'strict-transport-security': 'max-age=63072000' });
  });

  test.each([
    ['/status/1', true],
    ['/openapi.json', true],
    ['/issuers', false],
    ['/my', false],
  ])('keeps an answer at %s: %p', async (path, isKept) => {
    const asked = async () => {
      const answer = await fetch(server.url + path);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=63072000');
      return answer.text();
    };
    const [first, second] = [await asked(), await asked()];
    expect(first === second).toBe(isKept);
  });
});
