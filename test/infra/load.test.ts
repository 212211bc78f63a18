import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { RATES } from '../../infra/constructs/gateway.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { type ResolutionScope, resolver } from '../../infra/local/template/intrinsics.ts';
import { ofType, resourcesOf } from './assembly.ts';

const service = resourcesOf('Tawtheeq-Service');

/** Resolves values of the service's template under a quota of concurrent executions. */
function underQuota(quota: string) {
  const file = path.join(synthesized(), 'Tawtheeq-Service.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  return resolver({
    stackName: 'Tawtheeq-Service',
    template: { Conditions: {}, Mappings: {}, Parameters: {}, ...template },
    parameters: { ConcurrentExecutions: quota },
  } as unknown as ResolutionScope);
}

/** Returns the message groups of a FIFO queue, each of which Lambda handles one batch at a time; undefined for others. */
function groupsOf(queueArn: string): number | undefined {
  const queue = ofType(service, 'AWS::SQS::Queue').find(([id]) => queueArn.includes(`"${id}"`))?.[1];
  if (queue?.Properties.FifoQueue !== true) return undefined;
  const targets = ofType(service, 'AWS::Events::Rule').flatMap(
    ([, { Properties }]) =>
      Properties.Targets as { Arn: unknown; SqsParameters?: { MessageGroupId: string } }[],
  );
  const groups = targets
    .filter(({ Arn }) => JSON.stringify(Arn) === queueArn)
    .map(({ SqsParameters }) => SqsParameters?.MessageGroupId);
  expect(groups).not.toContain(undefined);
  return new Set(groups).size;
}

/** Executions that queues and schedules start at once, and those that are kept for single functions. */
function executions(quota: string) {
  const resolve = underQuota(quota);
  const atOnce = ofType(service, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => {
    const queueArn = JSON.stringify(Properties.EventSourceArn);
    const [, queue = ''] = /"Fn::GetAtt":\["(\w+)[0-9A-F]{8}"/.exec(queueArn) ?? [];
    const { MaximumConcurrency } = (Properties.ScalingConfig ?? {}) as { MaximumConcurrency?: unknown };
    return [queue, groupsOf(queueArn) ?? Number(resolve(MaximumConcurrency))] as const;
  });
  // A rule starts its functions once in a period, which each of them ends within.
  const schedules = ofType(service, 'AWS::Events::Rule')
    .filter(([, { Properties }]) => Properties.ScheduleExpression !== undefined)
    .flatMap(([, { Properties }]) => Properties.Targets as unknown[]).length;
  const reserved = ofType(service, 'AWS::Lambda::Function').flatMap(([id, { Properties }]) => {
    const value = resolve(Properties.ReservedConcurrentExecutions ?? null);
    return typeof value === 'number' ? [[id.replace(/[0-9A-F]{8}$/, ''), value] as const] : [];
  });
  const sum = (some: typeof atOnce) => some.reduce((all, [, one]) => all + one, schedules);
  return {
    everything: sum(atOnce),
    /** While a batch is issued and its emails are reported, and nothing is planned or imported. */
    besideBatch: sum(atOnce.filter(([queue]) => /^BatchesChunks|DeliveryEvents/.test(queue))),
    reserved,
  };
}

describe('queues and schedules', () => {
  test('leave three of a new account’s ten executions to people beside a batch, and reserve none, which it refuses', () => {
    expect(executions('10')).toMatchObject({ besideBatch: 7, reserved: [] });
  });

  test('take one more than a new account has, when plans and imports run as well: docs/deploying.md says so', () => {
    expect(executions('10').everything).toBe(11);
    const page = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs/deploying.md'), 'utf8');
    expect(page).toContain('eleven');
  });

  test('leave a usual account’s executions to people, a hundred of them to verification', () => {
    expect(executions('1000')).toEqual({
      everything: 27,
      besideBatch: 21,
      reserved: [['Verification', 100]],
    });
  });
});

describe('the rates of routes', () => {
  const [stage] = ofType(service, 'AWS::ApiGatewayV2::Stage').map(([, resource]) => resource);
  const settings = stage?.Properties.RouteSettings as Record<string, { ThrottlingRateLimit: number }>;

  test('name routes that exist, and wait for them in a deployment', () => {
    const keys = new Set(ROUTE_TABLE.map(routeKey));
    for (const key of Object.keys(RATES)) expect(keys).toContain(key);
    expect(Object.keys(settings).sort()).toEqual(Object.keys(RATES).sort());
    const routes = ofType(service, 'AWS::ApiGatewayV2::Route');
    const ids = routes.filter(([, { Properties }]) => String(Properties.RouteKey) in RATES).map(([id]) => id);
    const { DependsOn = [] } = stage as unknown as { DependsOn?: string[] };
    expect([DependsOn].flat()).toEqual(expect.arrayContaining(ids));
  });

  test('keep lists of IDs and imports apart from single verifications', () => {
    expect(settings['GET /verify/{id}']?.ThrottlingRateLimit).toBe(1000);
    for (const key of ['POST /verify', 'POST /imports', 'POST /batches'])
      expect(settings[key]?.ThrottlingRateLimit).toBeLessThan(50);
  });
});
