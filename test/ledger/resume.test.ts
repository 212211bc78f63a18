import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { giveUpImport } from '../../functions/workflows/ledger/run-import.ts';
import { seedLedger } from '../batches/seed-ledger.ts';
import { startTable } from '../dynamo-table.ts';
import { importOf } from '../import-record.ts';
import { opportunityOf, volunteerOf } from '../people.ts';
import { cluster, HOURS_HEADINGS } from './cluster-files.ts';
import { ledgerImports } from './ledger-import.ts';
import { reportedIn } from './reported.ts';

const ISSUER = 'rawabi-health-cluster';

describe('an import', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  const reported = () => reportedIn(table, '2025-06');

  /** Makes a run die before or after its nth write of any kind. Returns whether it has. */
  function dieAt(deps: ReturnType<typeof ledgerImports>['deps'], nth: number, when: 'before' | 'after') {
    let writes = 0;
    const state = { dead: false };
    const dying = <A extends unknown[], R>(write: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        writes += 1;
        const dies = writes === nth;
        state.dead ||= dies;
        if (dies && when === 'before') throw new Error('killed');
        const outcome = await write(...args);
        if (dies) throw new Error('killed');
        return outcome;
      };
    };
    deps.ledger.write = dying(deps.ledger.write.bind(deps.ledger));
    deps.ledger.claimEntries = dying(deps.ledger.claimEntries.bind(deps.ledger));
    deps.imports.update = dying(deps.imports.update.bind(deps.imports));
    return state;
  }

  test('by somebody in charge of more issuers than a transaction has room for is recorded', async () => {
    const issuerIds = [
      'rawabi-health-cluster',
      ...Array.from({ length: 130 }, (_, number) => `cluster-${number}`),
    ];
    const imports = ledgerImports(table.dynamo, table.tableName, { issuerIds });
    const { opportunities } = cluster('MANY-ISSUERS', 1);
    expect(await imports.importBytes('opportunities.csv', opportunities)).toMatchObject({
      state: 'imported',
    });
  });

  test.each(['before', 'after'] as const)(
    'that dies %s any of its writes is resumed without losing an entry or counting one twice',
    async (when) => {
      // More timesheets than a transaction takes.
      const VOLUNTEERS = 100;
      for (let nth = 1, dead = true; dead; nth += 1) {
        const before = await reported();
        const name = `DIES-${when}-${nth}`;
        const imports = ledgerImports(table.dynamo, table.tableName);
        const { hours } = cluster(name, VOLUNTEERS);
        const volunteerIds = Array.from({ length: VOLUNTEERS }, (_, n) => `${name}-V${n}`);
        await seedLedger(table.dynamo, table.tableName, {
          opportunities: [
            opportunityOf({ opportunityId: `${name}-OP`, startsOn: '2025-02-01', endsOn: '2025-03-31' }),
          ],
          volunteers: volunteerIds.map((volunteerId) => volunteerOf({ volunteerId, gender: 'female' })),
          timesheets: [],
        });
        const importId = await imports.request('hours.csv', hours);
        const dying = ledgerImports(table.dynamo, table.tableName);
        dying.files.uploaded.set(importId, hours);
        dying.deps.journal = imports.deps.journal;
        const state = dieAt(dying.deps, nth, when);
        await dying.run(importId).catch((error: Error) => expect(error.message).toBe('killed'));
        ({ dead } = state);
        await imports.run(importId);
        expect(await imports.deps.imports.find(importId)).toMatchObject({
          state: 'imported',
          counts: { rows: 5 * VOLUNTEERS, new: 5 * VOLUNTEERS },
          rowsWritten: 5 * VOLUNTEERS,
        });
        expect(await reported()).toEqual(before);
        expect(await imports.release(importId)).toMatchObject({ state: 'released' });
        expect(await reported()).toEqual({
          minutes: before.minutes + VOLUNTEERS * 5 * 360,
          volunteers: before.volunteers + VOLUNTEERS,
        });
        const record = await imports.deps.ledger.volunteerRecord(ISSUER, `${name}-V3`);
        expect(record?.timesheets[0]?.entries.map(({ entryId }) => entryId).sort()).toEqual(
          [1, 2, 3, 4, 5].map((day) => `${name}-V3-H${day}`),
        );
      }
    },
  );

  test('that is delivered twice at the same time is written once', async () => {
    const before = await reported();
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('TWICE', 20);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    const importId = await imports.request('hours.csv', hours);
    await Promise.all([imports.run(importId), imports.run(importId)]);
    while (imports.queued.includes(importId)) {
      imports.queued.splice(imports.queued.indexOf(importId), 1);
      await imports.run(importId);
    }
    expect(await imports.deps.imports.find(importId)).toMatchObject({ state: 'imported' });
    await imports.release(importId);
    const after = await reported();
    expect(after.minutes - before.minutes).toBe(20 * 5 * 360);
    expect(after.volunteers - before.volunteers).toBe(20);
  });

  test('can be created again after a lost response, but never over another import', async () => {
    const { imports } = ledgerImports(table.dynamo, table.tableName).deps;
    const record = importOf({ importId: 'PUT-TWICE' });
    await imports.create(record);
    await imports.create(record);
    await expect(imports.create({ ...record, requestedBy: 'another' })).rejects.toThrow(
      'ConditionalCheckFailed',
    );
    expect(await imports.find('PUT-TWICE')).toEqual(record);
  });

  test('corrects hours, keeps their former state and updates the reports', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('CORRECTED', 1);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    await imports.importReleased('hours.csv', hours);
    const before = await reported();
    const correction = `${HOURS_HEADINGS}\nCORRECTED-V0-H1,CORRECTED-V0,CORRECTED-OP,2025-02-01,4:30,approved,coord-2`;
    const corrected = await imports.importBytes('hours.csv', Buffer.from(correction));
    expect(corrected).toMatchObject({
      state: 'imported',
      counts: { rows: 1, new: 0, changed: 1, unchanged: 0 },
    });
    // Corrected hours wait for a second person as new ones do.
    expect((await reported()).minutes).toBe(before.minutes - 360);
    await imports.release(corrected.importId);
    expect((await reported()).minutes).toBe(before.minutes - 90);
    const record = await imports.deps.ledger.volunteerRecord(ISSUER, 'CORRECTED-V0');
    const entry = record?.timesheets[0]?.entries.find(({ entryId }) => entryId === 'CORRECTED-V0-H1');
    expect(entry).toMatchObject({
      minutes: 270,
      remark: 'coord-2',
      approval: { by: 'supervisor', kind: 'release' },
      history: [{ minutes: 360, by: 'coordinator', approval: { by: 'supervisor', kind: 'release' } }],
    });
  });

  test('reports entries that a certificate has claimed since the check', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('OVERTAKEN', 1);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    await imports.importBytes('hours.csv', hours);
    const { ledger } = imports.deps;
    const find = ledger.recordsOf.bind(ledger);
    const certified = { certificateId: 'B1P90CH35ABARTZ768' };
    // Only writing reads whole records, so the certificate appears between the check and the write.
    ledger.recordsOf = async (keys) =>
      (await find(keys)).map(
        (record) =>
          record && {
            ...record,
            timesheets: record.timesheets.map((timesheet) => ({
              ...timesheet,
              entries: timesheet.entries.map((entry) => ({ ...entry, ...certified })),
            })),
          },
      );
    const correction = `${HOURS_HEADINGS},note\nOVERTAKEN-V0-H1,OVERTAKEN-V0,OVERTAKEN-OP,2025-02-01,4:30,approved,coord-2,late`;
    const { importId, state, problems } = await imports.importBytes('hours.csv', Buffer.from(correction));
    expect(state).toBe('imported');
    const codes = ['ENTRY_OVERTAKEN', 'COLUMN_IGNORED'];
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect((await imports.files.problems(importId)).map(({ code }) => code)).toEqual(codes);
  });

  test('writes nothing if one row of many is wrong', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('WRONG', 30);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    const before = await reported();
    const withError = Buffer.concat([
      hours,
      Buffer.from('\nWRONG-X,WRONG-V404,WRONG-OP,2025-02-01,6,approved,coord-1'),
    ]);
    expect(await imports.importBytes('hours.csv', withError)).toMatchObject({
      state: 'refused',
      problemCount: 1,
      problems: [{ code: 'VOLUNTEER_UNKNOWN', row: 152, value: 'WRONG-V404' }],
    });
    expect(await reported()).toEqual(before);
    expect(await imports.deps.ledger.volunteerRecord(ISSUER, 'WRONG-V0')).toBeUndefined();
  });

  test('only checks in a dry run', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities } = cluster('DRY', 1);
    expect(await imports.importBytes('opportunities.csv', opportunities, true)).toMatchObject({
      state: 'checked',
      counts: { rows: 1, new: 1 },
    });
    expect(await imports.deps.catalogue.find({ issuerId: ISSUER, opportunityId: 'DRY-OP' })).toBeUndefined();
  });

  test('is queued again while another holder has the lease of its issuer', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const lease = {
      issuerIds: ['rawabi-health-cluster'],
      holder: 'another',
      until: '2099-01-01T00:00:00.000Z',
    };
    await imports.deps.ledger.acquireLease(lease, '2025-08-01T00:00:00.000Z');
    const importId = await imports.request('opportunities.csv', cluster('WAITS', 1).opportunities);
    await imports.run(importId);
    expect((await imports.deps.imports.find(importId))?.state).toBe('awaiting_upload');
    expect(imports.queued.at(-1)).toBe(importId);
    await imports.deps.ledger.releaseLease(lease);
    await imports.run(importId);
    expect((await imports.deps.imports.find(importId))?.state).toBe('imported');
  });

  test('is refused if its file is replaced after the check', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const importId = await imports.request('opportunities.csv', cluster('SWAPPED', 1).opportunities);
    const { find } = imports.files;
    imports.files.find = async (file) => {
      const found = await find(file);
      imports.files.uploaded.set(file.importId, cluster('OTHER', 1).opportunities);
      return found;
    };
    await imports.run(importId);
    expect(await imports.deps.imports.find(importId)).toMatchObject({
      state: 'refused',
      problems: [{ code: 'FILE_CHANGED' }],
    });
  });

  test('that is given up after repeated faults is failed and never runs again', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const importId = await imports.request('opportunities.csv', cluster('FAULTY', 1).opportunities);
    await giveUpImport(importId, imports.deps);
    expect((await imports.deps.imports.find(importId))?.state).toBe('failed');
    await imports.run(importId);
    expect(
      await imports.deps.catalogue.find({ issuerId: ISSUER, opportunityId: 'FAULTY-OP' }),
    ).toBeUndefined();
  });
});
