import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Alarms } from '../../infra/local/cloudwatch/alarms.ts';
import { Mailbox } from '../../infra/local/ses/mailbox.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { type AssemblyStack, readAssembly } from '../../infra/local/template/cloud-assembly.ts';
import { EMULATED_TYPES } from '../../infra/local/template/emulated-types.ts';
import { ResourceReader } from '../../infra/local/template/resource-reader.ts';
import { firewallStack } from './firewall-stack.ts';
import { PRODUCTION } from './production-stage.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'alarm-paths-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stacks = [
  ...readAssembly(synthesized()).filter(({ name }) => name === 'Tawtheeq-Alarms'),
  firewallStack(path.join(folder, 'firewall')),
];

/** Rings every alarm of a stack; returns how many there are, and those of which nobody was told. */
function ringAll(stack: AssemblyStack, without?: string): { count: number; unheard: string[] } {
  const { template } = stack;
  const left = Object.entries(template.Resources).filter(([, { Type }]) => Type !== without);
  const read = { ...stack, template: { ...template, Resources: Object.fromEntries(left) } };
  const types = new Set([...EMULATED_TYPES, 'AWS::WAFv2::WebACL']);
  const mailbox = new Mailbox(mkdtempSync(path.join(folder, 'mailbox-')));
  const alarms = new Alarms(mailbox);
  alarms.read(new ResourceReader([read], { AlarmEmail: PRODUCTION.alarmEmail }, types));
  for (const { name } of alarms.list()) alarms.set(name, 'ALARM', 'A check', new Date());
  const told = mailbox.list().filter(({ to }) => to.join() === PRODUCTION.alarmEmail);
  const unheard = alarms
    .list()
    .filter(({ name }) => !told.some(({ subject }) => subject.includes(`"${name}"`)));
  return { count: alarms.list().length, unheard: unheard.map(({ name }) => name) };
}

describe.each(stacks.map((stack) => [stack.name, stack] as const))('%s', (_name, stack) => {
  test('tells the reader of alarms of each: its topic takes it from CloudWatch and has a subscriber', () => {
    const { count, unheard } = ringAll(stack);
    expect(count).toBeGreaterThanOrEqual(3);
    expect(unheard).toEqual([]);
  });

  test.each(['AWS::SNS::TopicPolicy', 'AWS::SNS::Subscription'])(
    'would tell nobody without its %s',
    (type) => {
      const { count, unheard } = ringAll(stack, type);
      expect(unheard).toHaveLength(count);
    },
  );
});
