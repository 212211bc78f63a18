import { describe, expect, test } from '@jest/globals';
import { measureWaits } from '../../functions/workflows/supervision/measure-waits.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import { engine } from '../batches/batch-engine.ts';
import { ofType, resourcesOf } from '../infra/assembly.ts';
import { type AlarmRule, stateOf } from '../infra/cloudwatch.ts';

const [rule] = ofType(resourcesOf('Tawtheeq-Alarms'), 'AWS::CloudWatch::Alarm')
  .map(([, { Properties }]) => Properties as unknown as AlarmRule)
  .filter(({ MetricName }) => MetricName === 'batchStandsStillSeconds');
const NOTHING_ELSE = { oldestReservation: async () => undefined, oldestNotification: async () => undefined };

/** Sweeps and measures every minute, as the schedule does. Returns the alarm's states from its first full window on. */
async function statesWhile(
  cluster: ReturnType<typeof engine>,
  minutes: number,
  everyMinute: () => Promise<void> = async () => {},
) {
  if (rule === undefined) throw new Error('No alarm watches batches that stand still');
  const samples: number[] = [];
  const waits = { pending: NOTHING_ELSE, batches: cluster.deps.batches, now: cluster.deps.now };
  for (let minute = 0; minute < minutes; minute += 1) {
    cluster.wait(1);
    await everyMinute();
    await sweepReservations(cluster.all as never);
    samples.push((await measureWaits(waits)).batchStandsStillSeconds);
  }
  const perPeriod = rule.Period / 60;
  const periods = Array.from({ length: minutes / perPeriod }, (_, index) =>
    samples.slice(index * perPeriod, (index + 1) * perPeriod),
  );
  const windows = periods.slice(rule.EvaluationPeriods - 1);
  return windows.map((_, end) => stateOf(rule, periods.slice(end, end + rule.EvaluationPeriods)));
}

describe('the alarm on batches that stand still', () => {
  test('rings for a running batch whose worker does nothing, however often the sweeper sends it again', async () => {
    const cluster = engine(45);
    const batchId = await cluster.create();
    await cluster.work(batchId, 3);
    const states = await statesWhile(cluster, 60);
    expect(cluster.records.batches.get(batchId)?.run).toBeGreaterThan(2);
    expect([states[0], states.at(-1)]).toEqual(['OK', 'ALARM']);
  });

  test('rings for a batch that nobody plans', async () => {
    const cluster = engine(5);
    await cluster.create();
    expect((await statesWhile(cluster, 60)).at(-1)).toBe('ALARM');
  });

  test('stays silent while a batch goes on, however slowly', async () => {
    const cluster = engine(95);
    const batchId = await cluster.create();
    await cluster.work(batchId, 2);
    let minute = 0;
    const states = await statesWhile(cluster, 60, async () => {
      minute += 1;
      if (minute % 10 === 0) await cluster.work(batchId, 1);
    });
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'running' });
    expect(new Set(states)).toEqual(new Set(['OK']));
  });

  test('is silent again once a person has resumed what stood still', async () => {
    const cluster = engine(45);
    const batchId = await cluster.create();
    await cluster.work(batchId, 3);
    await statesWhile(cluster, 60);
    await cluster.control(batchId, 'pause');
    expect((await statesWhile(cluster, 15)).at(-1)).toBe('OK');
    await cluster.control(batchId, 'resume');
    expect((await statesWhile(cluster, 15)).at(-1)).toBe('OK');
  });
});
