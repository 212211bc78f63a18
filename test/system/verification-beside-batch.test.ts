import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { verificationsBesideBatch } from '../bench/verifications-beside-batch.ts';
import { ownCloud } from './embedded-cloud.ts';

const CERTIFICATES = 300;

let cloud: EmbeddedCloud;
beforeAll(async () => {
  cloud = await ownCloud({ accountExecutions: 10, parameters: { ConcurrentExecutions: '10' } });
});
afterAll(() => cloud?.stop());

test('with a new account’s ten executions no verification is throttled or refused while a batch is issued', async () => {
  const measured = await verificationsBesideBatch(cloud, {
    certificates: CERTIFICATES,
    stored: 200,
    quietSeconds: 2,
    spanSeconds: 3,
  });
  expect([measured.quiet.failures, measured.beside.failures]).toEqual([0, 0]);
  // Else the spans would not lie beside the batch.
  expect(measured.seconds).toBeGreaterThanOrEqual(3);
  expect(measured.beside.answers).toBeGreaterThan(20);
});
