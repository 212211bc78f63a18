import { describe, expect, test } from '@jest/globals';
import { controlBatch } from '../../functions/workflows/batches/control-batch.ts';
import { copied, timesheetName } from '../fakes/memory-records.ts';
import { ISSUER, volunteerIdOf } from '../issuing/issuing-world.ts';
import { engine } from './batch-engine.ts';

describe('a batch', () => {
  test('is a draft after its dry run, and issues nothing', async () => {
    const cluster = engine(12);
    const batchId = await cluster.create({ dryRun: true });
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({
      state: 'draft',
      counts: { eligible: 12, issued: 0, left: 12 },
    });
    expect(cluster.records.certificates.size).toBe(0);
    expect((await cluster.items(batchId)).every(({ outcome }) => outcome === 'eligible')).toBe(true);
  });

  test('that is confirmed issues exactly what was shown, and lists what differs', async () => {
    const cluster = engine(12, (number) => (number === 5 ? 30 : 120));
    const batchId = await cluster.create({ dryRun: true });
    await cluster.work(batchId);
    const name = (number: number) => timesheetName(volunteerIdOf(number), 'OPP-1');
    const edit = (number: number, minutes: number) => {
      const timesheet = copied(cluster.records.timesheets.get(name(number)));
      if (timesheet === undefined) throw new Error('no sheet');
      const entries = timesheet.entries.map((entry) => ({ ...entry, minutes }));
      cluster.records.timesheets.set(name(number), {
        ...timesheet,
        revision: timesheet.revision + 1,
        entries,
      });
    };
    edit(3, 10);
    edit(5, 500);
    await cluster.control(batchId, 'confirm');
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ counts: { issued: 10, refused: 2, changed: 1 } });
    const differing = (await cluster.items(batchId)).filter((item) => item.changed);
    expect(differing).toMatchObject([
      { volunteerId: 'V-3', outcome: 'refused', reason: 'HOURS_INSUFFICIENT' },
    ]);
  });

  test('is confirmed once: a second coordinator is told that it runs', async () => {
    const cluster = engine(12);
    const batchId = await cluster.create({ dryRun: true });
    await cluster.work(batchId);
    await cluster.control(batchId, 'confirm');
    await expect(cluster.control(batchId, 'confirm', 'coordinator-2')).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
  });

  test('says how many emails would go out, one for each holder, and which designs print', async () => {
    const cluster = engine(5, (number) => (number === 3 ? 30 : 120));
    const { volunteers, opportunities, timesheets, suppressed } = cluster.records;
    const addresses: (string | undefined)[] = ['several@example.org', undefined, 'bounced@example.org'];
    for (const [number, [key, volunteer]] of [...volunteers].entries()) {
      const { email: _none, ...withoutEmail } = volunteer;
      const email = number < addresses.length ? addresses[number] : 'v@example.org';
      volunteers.set(key, email === undefined ? withoutEmail : { ...volunteer, email });
    }
    suppressed.add('bounced@example.org');
    // The first volunteer is owed two certificates, and is told of both in one email.
    opportunities.set('OPP-2', { ...cluster.opportunity, opportunityId: 'OPP-2' });
    const first = copied(timesheets.get(timesheetName(volunteerIdOf(0), 'OPP-1')));
    if (first === undefined) throw new Error('no timesheet');
    const entries = first.entries.map((entry) => ({ ...entry, entryId: `${entry.entryId}-2` }));
    timesheets.set(timesheetName(volunteerIdOf(0), 'OPP-2'), { ...first, opportunityId: 'OPP-2', entries });
    const batchId = await cluster.create({ dryRun: true, opportunityIds: ['OPP-1', 'OPP-2'] });
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({
      counts: { eligible: 5 },
      expected: { emails: 2, unreached: 2, designs: { [ISSUER.designs.participation]: 5 } },
    });
  });

  test.each([
    [true, false],
    [false, true],
    [false, undefined],
  ])('planned with notify %p and confirmed with %p notifies as confirmed', async (planned, confirmed) => {
    const cluster = engine(2);
    const batchId = await cluster.create({ dryRun: true, notify: planned });
    await cluster.work(batchId);
    await controlBatch(batchId, 'confirm', { by: 'coordinator-1', notify: confirmed }, cluster.all);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ notify: confirmed ?? planned });
    const due = [...cluster.records.certificates.values()].map(({ events }) => events[0]?.facts.notify);
    expect(due).toEqual((confirmed ?? planned) ? ['yes', 'yes'] : [undefined, undefined]);
  });
});
