import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Alarms } from '../../../infra/local/cloudwatch/alarms.ts';
import { startAlarmsEndpoint } from '../../../infra/local/cloudwatch/alarms-endpoint.ts';
import type { LoopbackServer } from '../../../infra/local/loopback-server.ts';
import { Mailbox } from '../../../infra/local/ses/mailbox.ts';
import { synthesized } from '../../../infra/local/setup/synthesize.mjs';
import { readAssembly } from '../../../infra/local/template/cloud-assembly.ts';
import { EMULATED_TYPES } from '../../../infra/local/template/emulated-types.ts';
import { ResourceReader } from '../../../infra/local/template/resource-reader.ts';
import { ring } from '../../../infra/tools/cli/smoke/ring.ts';
import { messagesIn } from '../../../infra/tools/cli/wording/messages.ts';
import { ACCESS_KEY, NO_CREDENTIALS } from './scripted-account.ts';

const SERVICE = 'https://verify.cluster.example';
const IN_REGION = { AWS_REGION: 'me-central-1' };
const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-alarms-'));
const mailbox = new Mailbox(folder);
const [stack] = readAssembly(synthesized()).filter(({ name }) => name === 'Tawtheeq-Alarms');
let before: NodeJS.ProcessEnv;
let server: LoopbackServer | undefined;

beforeEach(() => {
  before = { ...process.env };
});
afterEach(async () => {
  process.env = before;
  await server?.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rings an alarm of the template without the resources of some types, as with an account. */
async function ringWithout(...types: string[]): Promise<string> {
  if (stack === undefined) throw new Error('There is no stack of alarms');
  const { template } = stack;
  const left = Object.entries(template.Resources).filter(([, { Type }]) => !types.includes(Type));
  const changed = { ...stack, template: { ...template, Resources: Object.fromEntries(left) } };
  const alarms = new Alarms(mailbox);
  alarms.read(new ResourceReader([changed], { AlarmEmail: 'operations@cluster.example' }, EMULATED_TYPES));
  server = await startAlarmsEndpoint(alarms);
  Object.assign(process.env, NO_CREDENTIALS, ACCESS_KEY, IN_REGION, { AWS_ENDPOINT_URL: server.url });
  return ring(SERVICE, messagesIn('en'));
}

describe('an alarm that is rung', () => {
  test('tells whoever is subscribed to its topic', async () => {
    expect(await ringWithout()).toMatch(/^Tawtheeq-Alarms-\w+: CloudWatch told its topic/);
    const [email] = mailbox.list();
    expect(email?.to).toEqual(['operations@cluster.example']);
    expect(email?.text).toMatch(/see "\w+" in docs\/runbook\.md/);
  });

  test('is a failure where its topic takes nothing from CloudWatch', async () => {
    await expect(ringWithout('AWS::SNS::TopicPolicy')).rejects.toThrow('Failed to execute action');
  });

  test('is a failure where it would reach nobody', async () => {
    await expect(ringWithout('AWS::SNS::Subscription')).rejects.toThrow(/would reach nobody/);
  });

  test('was not rung where there are no alarms', async () => {
    await expect(ringWithout('AWS::CloudWatch::Alarm')).rejects.toMatchObject({
      name: 'Unchecked',
      message: 'not rung: there are no alarms of Tawtheeq-Alarms in me-central-1',
    });
  });

  test('was not rung without the credentials of the account', async () => {
    Object.assign(process.env, NO_CREDENTIALS, IN_REGION);
    await expect(ring(SERVICE, messagesIn('en'))).rejects.toMatchObject({
      name: 'Unchecked',
      message: expect.stringMatching(/^not rung: .*credentials/i),
    });
  });

  test('was not rung where CloudWatch does not answer', async () => {
    Object.assign(process.env, NO_CREDENTIALS, ACCESS_KEY, IN_REGION, {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    });
    await expect(ring(SERVICE, messagesIn('en'))).rejects.toMatchObject({
      name: 'Unchecked',
      message: expect.stringContaining('not rung: 127.0.0.1:9'),
    });
  });
});
