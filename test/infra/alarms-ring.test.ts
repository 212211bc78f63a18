import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { ofType, type Resource, resourcesOf, STACKS } from './assembly.ts';
import { type AlarmRule, embeddedSamples, type FilterRule, samplesOf, stateOf } from './cloudwatch.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const watching = resourcesOf('Tawtheeq-Alarms');
const resources = new Map([...resourcesOf('Tawtheeq-Records'), ...resourcesOf('Tawtheeq-Service')]);
const outputs = new Map(STACKS.map((stack) => [stack as string, outputsOf(stack)]));
const rules = ofType(watching, 'AWS::CloudWatch::Alarm').map(([id, { Properties }]): [string, AlarmRule] => [
  id,
  Properties as unknown as AlarmRule,
]);
const filters = ofType(watching, 'AWS::Logs::MetricFilter').map(
  ([, { Properties }]) => Properties as unknown as FilterRule,
);
const metricOf = ({ MetricTransformations: [{ MetricNamespace, MetricName }] }: FilterRule) =>
  `${MetricNamespace} ${MetricName}`;
const filtersFor = ({ Namespace, MetricName }: AlarmRule) =>
  filters.filter((filter) => metricOf(filter) === `${Namespace} ${MetricName}`);

/** What the code writes: the same logger, in a process of its own as on Lambda. */
function logged(code: string): string[] {
  const script = `import { logFault, logInfo } from '${join(ROOT, 'functions/runtime/log.ts')}';
    import { logMeasured } from '${join(ROOT, 'functions/runtime/metrics.ts')}';
    import { DocumentConflict } from '${join(ROOT, 'functions/domain/ports/document-store.ts')}';
    ${code}`;
  const env = { PATH: process.env.PATH, POWERTOOLS_LOG_LEVEL: 'INFO' };
  const args = ['--no-warnings', '--input-type=module', '-e', script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  return `${stdout}${stderr}`.trim().split('\n');
}

/** A line of the access log in its own format, with these values. */
function accessLine(values: Readonly<Record<string, string>>): string {
  const [[, stage] = []] = ofType(resources, 'AWS::ApiGatewayV2::Stage');
  const { Format } = (stage?.Properties.AccessLogSettings ?? {}) as { Format: string };
  return Format.replace(/\$context\.(\w+)/g, (_, name: string) => values[name] ?? '-');
}

const WAITS = ['oldestReservationSeconds', 'oldestEmailSeconds', 'batchStandsStillSeconds'];
const waits = (seconds: number) => JSON.stringify(Object.fromEntries(WAITS.map((field) => [field, seconds])));
const quiet = logged(
  `logInfo('refused', { code: 'NOT_FOUND' }); logMeasured('waits.measured', ${waits(0)});`,
);
const loud = logged(
  `logFault('document.fault', new DocumentConflict('two')); logMeasured('waits.measured', ${waits(1_801 * 2)});`,
);
const answered = (status: string, count: number) => Array<string>(count).fill(accessLine({ status }));

/** The samples of one period of a metric that AWS's services emit: when all is well, and when the alarm should ring. */
const EMITTED: Readonly<Record<string, { readonly well: number[]; readonly wrong: number[] }>> = {
  // One for each request: 1 where it was a fault.
  'AWS/ApiGateway 5xx': { well: [0, 0, 1, 1, 1, 1, 1], wrong: [1, 1, 1, 1, 1, 1] },
  'AWS/SQS ApproximateNumberOfMessagesVisible': { well: [0, 0], wrong: [0, 1] },
  'AWS/SQS ApproximateAgeOfOldestMessage': { well: [0, 900], wrong: [901] },
  'AWS/Lambda Errors': { well: [0, 0], wrong: [0, 1] },
  'AWS/Lambda Throttles': { well: [0], wrong: [1] },
  // No invocation is no sample.
  'AWS/Lambda Invocations': { well: [1], wrong: [] },
  'AWS/DynamoDB ReadThrottleEvents': { well: [], wrong: [1] },
  'AWS/DynamoDB WriteThrottleEvents': { well: [], wrong: [1] },
  // SES reviews an account at 5 % and 0.1 %.
  'AWS/SES Reputation.BounceRate': { well: [0.02], wrong: [0.049] },
  'AWS/SES Reputation.ComplaintRate': { well: [0.0005], wrong: [0.00099] },
};

/** The samples of one period of a metric of ours, as log lines have it in them, or as filters make it of them. */
function logSamples(rule: AlarmRule): { readonly well: number[]; readonly wrong: number[] } {
  if (WAITS.includes(rule.MetricName))
    return { well: embeddedSamples(rule, quiet), wrong: embeddedSamples(rule, loud) };
  const isAccess = rule.MetricName === 'TooManyRequests';
  const well = isAccess ? [...answered('200', 1_000), ...answered('429', 100)] : quiet;
  const wrong = isAccess ? answered('429', 101) : loud;
  const [filter] = filtersFor(rule);
  if (filter === undefined) throw new Error(`No filter makes ${rule.MetricName}`);
  return { well: samplesOf(filter, well), wrong: samplesOf(filter, wrong) };
}

const samples = (rule: AlarmRule) =>
  rule.Namespace === 'Tawtheeq' ? logSamples(rule) : EMITTED[`${rule.Namespace} ${rule.MetricName}`];
const repeated = <T>(value: T, count: number): T[] => Array<T>(count).fill(value);

describe('an alarm rings when its metric says so, and not before:', () => {
  test.each(rules)('%s', (_id, rule) => {
    const { well, wrong } = samples(rule) ?? { well: [], wrong: [] };
    const periods = rule.EvaluationPeriods;
    expect(stateOf(rule, repeated(wrong, periods))).toBe('ALARM');
    expect(stateOf(rule, repeated(well, periods))).toBe('OK');
    const enough = rule.DatapointsToAlarm ?? periods;
    const windows = [...repeated(wrong, enough - 1), ...repeated(well, periods - enough + 1)];
    expect(stateOf(rule, windows)).toBe('OK');
    expect(stateOf(rule, [wrong, ...windows].slice(0, periods))).toBe('ALARM');
    // Without any data only the silence of a schedule is an alarm.
    expect(stateOf(rule, repeated([], periods))).toBe(rule.MetricName === 'Invocations' ? 'ALARM' : 'OK');
    // What CloudWatch takes: whole minutes, and a day at most.
    expect([rule.Period % 60, rule.Period * periods <= 86_400]).toEqual([0, true]);
  });
});

interface Output {
  readonly Value: { readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly [string, string] };
}

function outputsOf(stack: string): Readonly<Record<string, Output>> {
  const file = join(synthesized(), `${stack}.template.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { Outputs?: Record<string, Output> }).Outputs ?? {};
}

/** What a metric's dimension names, by the type of the resource and its value. */
const NAMED_BY: Readonly<Record<string, readonly [type: string, value: string]>> = {
  'AWS/ApiGateway ApiId': ['AWS::ApiGatewayV2::Api', 'Ref'],
  'AWS/Lambda FunctionName': ['AWS::Lambda::Function', 'Ref'],
  'AWS/SQS QueueName': ['AWS::SQS::Queue', 'QueueName'],
  'AWS/DynamoDB TableName': ['AWS::DynamoDB::GlobalTable', 'Ref'],
};

/** Returns the resource and the value that a reference into another stack leads to. */
function referred(value: unknown): readonly [Resource | undefined, string] {
  const { StackName = '', OutputName = '' } = (
    value as { 'Fn::GetStackOutput': { StackName?: string; OutputName?: string } }
  )['Fn::GetStackOutput'];
  const { Ref, 'Fn::GetAtt': [id = '', attribute = ''] = [] } =
    outputs.get(StackName)?.[OutputName]?.Value ?? {};
  return Ref === undefined ? [resources.get(id), attribute] : [resources.get(Ref), 'Ref'];
}

describe('what an alarm watches exists:', () => {
  test.each(rules.filter(([, { Namespace }]) => Namespace !== 'Tawtheeq'))(
    '%s, a metric of AWS about a resource of the service',
    (_id, { Namespace, MetricName, Dimensions = [] }) => {
      expect(Object.keys(EMITTED)).toContain(`${Namespace} ${MetricName}`);
      // The reputation is the account's.
      expect(Dimensions).toHaveLength(Namespace === 'AWS/SES' ? 0 : 1);
      for (const { Name, Value } of Dimensions) {
        const [resource, value] = referred(Value);
        expect([resource?.Type, value]).toEqual(NAMED_BY[`${Namespace} ${Name}`]);
      }
    },
  );

  test('every metric of ours is made of a log that a function, or the API, really writes', () => {
    const ids = new Map([...resources].map(([id, resource]) => [resource, id]));
    const written = new Set([
      ...ofType(resources, 'AWS::Lambda::Function').map(
        ([, { Properties }]) => (Properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup.Ref,
      ),
      ...ofType(resources, 'AWS::ApiGatewayV2::Stage').map(
        ([, { Properties }]) =>
          (Properties.AccessLogSettings as { DestinationArn: { 'Fn::GetAtt': [string] } }).DestinationArn[
            'Fn::GetAtt'
          ][0],
      ),
    ]);
    const read = filters.map(({ LogGroupName }) => referred(LogGroupName)[0]);
    for (const log of read) expect(written).toContain(ids.get(log as Resource));
    expect(new Set(read).size).toBe(written.size);
  });

  test('every metric that a filter makes has its alarm, and every function an alarm on the faults in its own log', () => {
    const watched = new Set(rules.map(([, { Namespace, MetricName }]) => `${Namespace} ${MetricName}`));
    expect(filters.map(metricOf).filter((metric) => !watched.has(metric))).toEqual([]);
    const own = ofType(resources, 'AWS::Lambda::Function').map(([, { Properties }]) => {
      const { Ref } = (Properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup;
      const ofFaults = filters.filter(
        ({ LogGroupName, FilterPattern }) =>
          FilterPattern.includes('$.level') && referred(LogGroupName)[0] === resources.get(Ref),
      );
      return ofFaults.map(metricOf).join();
    });
    expect(own.filter((metric) => !/^Tawtheeq \w+Faults$/.test(metric))).toEqual([]);
    expect(new Set(own).size).toBe(own.length);
  });
});
