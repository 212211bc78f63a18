import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ofType, resourcesOf } from './assembly.ts';
import { type AlarmRule, stateOf } from './cloudwatch.ts';

const service = new Map([...resourcesOf('Tawtheeq-Records'), ...resourcesOf('Tawtheeq-Service')]);
const watching = resourcesOf('Tawtheeq-Alarms');
const alarms = ofType(watching, 'AWS::CloudWatch::Alarm');
const runbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs/runbook.md'), 'utf8');

interface Dimension {
  readonly Name: string;
  readonly Value: unknown;
}

/** What some alarm on a metric watches: references into the service’s stack, which name logical IDs. */
const watched = (metric: string): string[] =>
  alarms
    .filter(([, { Properties }]) => Properties.MetricName === metric)
    .flatMap(([, { Properties }]) => (Properties.Dimensions as readonly Dimension[]) ?? [])
    .map(({ Value }) => JSON.stringify(Value));

describe('an alarm', () => {
  test('tells somebody, and has its section in the runbook', () => {
    expect(alarms.length).toBeGreaterThan(20);
    for (const [, { Properties }] of alarms) {
      expect(Properties.AlarmActions).toHaveLength(1);
      const [, section] = /see "(\w+)" in docs\/runbook\.md$/.exec(String(Properties.AlarmDescription)) ?? [];
      expect(runbook).toContain(`\n## ${section}\n`);
    }
  });

  test('watches every function, every queue and every dead letter', () => {
    const errors = watched('Errors');
    for (const [id] of ofType(service, 'AWS::Lambda::Function'))
      expect(errors.some((value) => value.includes(id))).toBe(true);
    const depths = [
      ...watched('ApproximateNumberOfMessagesVisible'),
      ...watched('ApproximateAgeOfOldestMessage'),
    ];
    for (const [id] of ofType(service, 'AWS::SQS::Queue'))
      expect(depths.some((value) => value.includes(id))).toBe(true);
  });

  test('watches every log for faults that were caught, and that of whatever stores documents for two of one certificate', () => {
    const patterns = ofType(watching, 'AWS::Logs::MetricFilter').map(
      ([, { Properties }]) => Properties.FilterPattern,
    );
    const logs = ofType(service, 'AWS::Logs::LogGroup').length - 1;
    const storing = ofType(service, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
      (Properties.PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] }).Statement.some(
        ({ Action, Resource }) =>
          [Action].flat().includes('s3:PutObject') && JSON.stringify(Resource).includes('/documents/*'),
      ),
    ).length;
    expect(storing).toBeGreaterThan(3);
    expect(patterns.filter((one) => one === '{ $.level = "ERROR" }')).toHaveLength(logs);
    expect(patterns.filter((one) => one === '{ $.errorName = "DocumentConflict" }')).toHaveLength(storing);
  });

  test('rings for what a schedule starts, however rarely: each of its windows holds a run', () => {
    const scheduled = ofType(service, 'AWS::Events::Rule')
      .filter(([, { Properties }]) => Properties.ScheduleExpression !== undefined)
      .map(([, { Properties }]) => {
        const [, count, unit] =
          /^rate\((\d+) (minute|hour)s?\)$/.exec(String(Properties.ScheduleExpression)) ?? [];
        const target = JSON.stringify(Properties.Targets);
        return { target, seconds: Number(count) * (unit === 'hour' ? 3_600 : 60) };
      });
    expect(scheduled.length).toBeGreaterThan(2);
    for (const { target, seconds } of scheduled) {
      const [, handler = ''] = /"Fn::GetAtt":\["(\w+)"/.exec(target) ?? [];
      const name = handler.replace(/[0-9A-F]{8}$/, '');
      for (const kind of ['Errors', 'Faults', 'Silent']) {
        const alarm = alarms.find(([id]) => id.startsWith(`Alarms${name}${kind}`));
        const { Period, EvaluationPeriods } = (alarm?.[1].Properties ?? {}) as Record<string, number>;
        expect([name, kind, Number(Period) >= seconds || EvaluationPeriods === 1]).toEqual([
          name,
          kind,
          true,
        ]);
      }
    }
  });

  test('rings for a function that few people need: three bad windows of an hour, wherever they stand in it', () => {
    const scheduled = ofType(service, 'AWS::Events::Rule').map(([, { Properties }]) =>
      JSON.stringify(Properties.Targets),
    );
    const behind = (id: string) => !scheduled.some((targets) => targets.includes(`"${id}"`));
    const few = ofType(service, 'AWS::Lambda::Function').filter(([id]) => behind(id));
    expect(few.length).toBeGreaterThan(15);
    const rules = alarms.map(([name, { Properties }]) => [name, Properties as unknown as AlarmRule] as const);
    const ruleOf = (id: string, kind: string) => {
      const [name = ''] =
        rules.find(([, one]) => one.MetricName === 'Errors' && JSON.stringify(one.Dimensions).includes(id)) ??
        [];
      const [, rule] = rules.find(([one]) => one.startsWith(name.replace(/Errors[0-9A-F]{8}$/, kind))) ?? [];
      if (rule === undefined) throw new Error(`${id} has no alarm on ${kind}`);
      return rule;
    };
    for (const [id] of few)
      for (const kind of ['Errors', 'Faults']) {
        const rule = ruleOf(id, kind);
        const hour = Array.from({ length: rule.EvaluationPeriods }, () => [] as number[]);
        const withFaultsAt = (...windows: readonly number[]) =>
          stateOf(
            rule,
            hour.map((none, window) => (windows.includes(window) ? [1] : none)),
          );
        expect([id, rule.EvaluationPeriods * rule.Period]).toEqual([id, 3_600]);
        expect([id, withFaultsAt(1, 5, 10), withFaultsAt(2, 9)]).toEqual([id, 'ALARM', 'OK']);
      }
  });

  test('on what nobody signs in without names a section of its own', () => {
    const sections = alarms
      .filter(([id]) => id.startsWith('AlarmsTokenClaims'))
      .map(([, { Properties }]) => /see "(\w+)"/.exec(String(Properties.AlarmDescription))?.[1]);
    expect(sections).toEqual(['SignIn', 'SignIn', 'SignIn']);
  });

  test.each([
    ['Throttles', 20],
    ['TooManyRequests', 1],
    ['ReadThrottleEvents', 1],
    ['WriteThrottleEvents', 1],
    ['oldestReservationSeconds', 1],
    ['oldestEmailSeconds', 1],
    ['batchStandsStillSeconds', 1],
    ['Reputation.BounceRate', 1],
    ['Reputation.ComplaintRate', 1],
  ])('watches %s', (metric, atLeast) => {
    const found = alarms.filter(([, { Properties }]) => Properties.MetricName === metric);
    expect(found.length).toBeGreaterThanOrEqual(atLeast);
  });

  test('on a metric of ours has a filter that makes it, or a dimension that the code measures it by', () => {
    const made = ofType(watching, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => {
      const [transformation] = Properties.MetricTransformations as Record<string, string>[];
      return transformation?.MetricName;
    });
    const unfiltered = alarms
      .map(([, { Properties }]) => Properties)
      .filter(({ Namespace, MetricName }) => Namespace === 'Tawtheeq' && !made.includes(String(MetricName)));
    expect(unfiltered.map(({ MetricName, Dimensions }) => [MetricName, Dimensions])).toEqual(
      ['oldestReservationSeconds', 'oldestEmailSeconds', 'batchStandsStillSeconds'].map((name) => [
        name,
        [{ Name: 'service', Value: 'tawtheeq' }],
      ]),
    );
  });
});

describe('the dashboard', () => {
  const [[, dashboard] = []] = ofType(watching, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties.DashboardBody);

  test('shows every alarm, function and queue', () => {
    const shown = [
      ...alarms,
      ...ofType(service, 'AWS::Lambda::Function'),
      ...ofType(service, 'AWS::SQS::Queue'),
    ];
    expect(shown.filter(([id]) => !body.includes(id)).map(([id]) => id)).toEqual([]);
  });

  test('begins with the alarms, and goes on with what people meet', () => {
    const titles = [...body.matchAll(/\\"title\\":\\"([^\\]+)\\"/g)].map(([, title]) => title);
    expect(titles.slice(0, 2)).toEqual(['Alarms', 'Requests, refusals (4xx), faults (5xx)']);
    expect(titles).toHaveLength(10);
  });
});
