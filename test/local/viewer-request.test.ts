import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { viewerRequestCode, withViewerRequest } from '../../infra/local/cloudfront/viewer-request.ts';
import { type LoopbackServer, listenOnLoopback } from '../../infra/local/loopback-server.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { readAssembly } from '../../infra/local/template/cloud-assembly.ts';
import { EMULATED_TYPES } from '../../infra/local/template/emulated-types.ts';
import { ResourceReader } from '../../infra/local/template/resource-reader.ts';

let server: LoopbackServer;
beforeAll(async () => {
  const resources = new ResourceReader(readAssembly(synthesized()), {}, EMULATED_TYPES);
  const handler = withViewerRequest(viewerRequestCode(resources), (request, response) => {
    response.end(JSON.stringify(request.headers));
  });
  server = await listenOnLoopback((request, response) => void handler(request, response));
});
afterAll(() => server?.stop());

describe('the function of the template, before the cache', () => {
  test('gives the origin the viewer’s address in place of any other', async () => {
    const answer = await fetch(`${server.url}/console?x=1`, {
      headers: { 'x-viewer-address': '203.0.113.1' },
    });
    expect(await answer.json()).toMatchObject({ 'x-viewer-address': '127.0.0.1' });
  });

  test('answers a program that asks about an ID with wrong check digits', async () => {
    const answer = await fetch(`${server.url}/verify/B1P9-0CH3-5ABA-RTZ7-69`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('cache-control')).toContain('s-maxage=10');
    expect(await answer.json()).toMatchObject({ result: 'malformed', rule: 'check_digits' });
  });

  test('passes a sound ID on', async () => {
    const answer = await fetch(`${server.url}/verify/B1P9-0CH3-5ABA-RTZ7-68`);
    expect(answer.status).toBe(200);
  });
});
