import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { idOf, issuedOf } from '../certificates.ts';
import { type EffectProxy, startEffectProxy } from './effect-proxy.ts';
import { ownCloud } from './embedded-cloud.ts';

let cloud: EmbeddedCloud;
let store: EffectProxy;

beforeAll(async () => {
  store = await startEffectProxy();
  cloud = await ownCloud({ extraEnvironment: { AWS_ENDPOINT_URL_DYNAMODB: store.url } });
  store.forwardTo(cloud.guarded.dynamodb);
  await cloud.clients.dynamo.send(
    new PutItemCommand({ TableName: cloud.tableName, Item: certificateItem(issuedOf()) }),
  );
});
afterAll(async () => {
  await cloud?.stop();
  await store?.stop();
});

async function ask(accept: string, language = 'en') {
  const began = performance.now();
  const answer = await fetch(`${cloud.url}/verify/${idOf(1)}?lang=${language}`, { headers: { accept } });
  const text = await answer.text();
  return { answer, text, seconds: (performance.now() - began) / 1000 };
}

test('while the store is stopped, the answer is "unavailable" within 3 s, never valid and never unknown', async () => {
  // Excludes the cold start of the function.
  let status = 0;
  for (let attempt = 0; attempt < 10 && status !== 200; attempt += 1)
    status = (await ask('application/json')).answer.status;
  expect(status).toBe(200);

  store.onEffect(() => new Promise(() => undefined));
  const silent = await ask('application/json');
  expect([silent.answer.status, silent.answer.headers.get('cache-control')]).toEqual([503, 'no-store']);
  expect(JSON.parse(silent.text).result).toBe('unavailable');
  expect(silent.seconds).toBeLessThan(3);

  await store.stop();
  for (const [language, words] of [
    ['ar', 'تعذّر التحقق'],
    ['en', 'Could not check'],
  ] as const) {
    const refused = await ask('text/html', language);
    expect([refused.answer.status, refused.answer.headers.get('cache-control')]).toEqual([503, 'no-store']);
    expect(refused.text).toContain(words);
    expect(refused.seconds).toBeLessThan(3);
  }
});
