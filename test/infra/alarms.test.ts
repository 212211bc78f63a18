import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ofType, resourcesOf } from './assembly.ts';

const service = resourcesOf('Tawtheeq-Service');
const alarms = ofType(service, 'AWS::CloudWatch::Alarm');
const runbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs/runbook.md'), 'utf8');

interface Dimension {
  readonly Name: string;
  readonly Value: unknown;
}

/** Logical IDs that some alarm on a metric watches. */
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
      expect(errors.some((value) => value.includes(`"${id}"`))).toBe(true);
    const depths = [
      ...watched('ApproximateNumberOfMessagesVisible'),
      ...watched('ApproximateAgeOfOldestMessage'),
    ];
    for (const [id] of ofType(service, 'AWS::SQS::Queue'))
      expect(depths.some((value) => value.includes(`"${id}"`))).toBe(true);
  });

  test('watches every log for two documents of one certificate', () => {
    const logs = ofType(service, 'AWS::Logs::LogGroup').length - 1;
    const filters = ofType(service, 'AWS::Logs::MetricFilter');
    expect(filters).toHaveLength(logs);
    for (const [, { Properties }] of filters)
      expect(Properties.FilterPattern).toBe('{ $.errorName = "DocumentConflict" }');
  });
});
