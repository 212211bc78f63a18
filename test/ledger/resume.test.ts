import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Import, NO_ROWS } from '../../functions/domain/import/import.ts';
import type { LedgerTransaction } from '../../functions/domain/ports/hours-ledger.ts';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';
import { giveUpImport } from '../../functions/workflows/ledger/run-import.ts';
import { startTable } from '../dynamo-table.ts';
import { ledgerImports } from './ledger-import.ts';

const OPPORTUNITY_HEADINGS =
  'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries';
const HOURS_HEADINGS = 'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by';

/** Files of a small cluster for one test: an opportunity, and volunteers with five approved entries each. */
function cluster(name: string, volunteers: number) {
  const ids = Array.from({ length: volunteers }, (_, n) => `${name}-V${n}`);
  const csv = (lines: readonly string[]) => Buffer.from(lines.join('\n'));
  return {
    opportunities: csv([
      OPPORTUNITY_HEADINGS,
      `${name}-OP,rawabi-health-cluster,فحص السكري,Diabetes Screening,preventive,2025-02-01,2025-03-31,30,900`,
    ]),
    volunteers: csv([
      'volunteer_id,name_ar,name_en,gender',
      ...ids.map((id) => `${id},نورة سالم الحربي,Noura Salem Alharbi,female`),
    ]),
    hours: csv([
      HOURS_HEADINGS,
      // Ordered by day, so that more than one transaction writes a timesheet.
      ...[1, 2, 3, 4, 5].flatMap((day) =>
        ids.map((id) => `${id}-H${day},${id},${name}-OP,2025-02-0${day},6,approved,coord-1`),
      ),
    ]),
  };
}

describe('an import', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    table = await startTable();
  }, 60_000);
  afterAll(() => table.stop());

  const reported = async () => {
    const reports = new DynamoReportRegister(table.dynamo, table.tableName);
    const { minutes } = await reports.dailySums('rawabi-health-cluster', '2025-01-01', '2025-12-31');
    const { volunteers } = await reports.volunteerCounts('rawabi-health-cluster', '2025-H1');
    return { minutes, volunteers };
  };

  test('that dies after any of its writes is resumed without losing an entry or counting one twice', async () => {
    const VOLUNTEERS = 40;
    for (const dieAfter of [1, 2, 3]) {
      const before = await reported();
      const imports = ledgerImports(table.dynamo, table.tableName);
      const { opportunities, volunteers, hours } = cluster(`DIES${dieAfter}`, VOLUNTEERS);
      await imports.importBytes('opportunities.csv', opportunities);
      await imports.importBytes('volunteers.csv', volunteers);
      const { ledger } = imports.deps;
      const write = ledger.write.bind(ledger);
      let writes = 0;
      ledger.write = async (transaction: LedgerTransaction) => {
        const outcome = await write(transaction);
        writes += 1;
        if (writes === dieAfter) throw new Error('killed');
        return outcome;
      };
      const importId = await imports.request('hours.csv', hours);
      await expect(imports.run(importId)).rejects.toThrow('killed');
      await imports.run(importId);
      expect(await imports.deps.imports.find(importId)).toMatchObject({
        state: 'imported',
        counts: { rows: 5 * VOLUNTEERS, new: 5 * VOLUNTEERS },
        rowsWritten: 5 * VOLUNTEERS,
      });
      expect(await reported()).toEqual({
        minutes: before.minutes + VOLUNTEERS * 5 * 360,
        volunteers: before.volunteers + VOLUNTEERS,
      });
      const record = await ledger.volunteerRecord(`DIES${dieAfter}-V3`);
      expect(record?.timesheets[0]?.entries.map(({ entryId }) => entryId).sort()).toEqual(
        [1, 2, 3, 4, 5].map((day) => `DIES${dieAfter}-V3-H${day}`),
      );
    }
  }, 120_000);

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
    const after = await reported();
    expect(after.minutes - before.minutes).toBe(20 * 5 * 360);
    expect(after.volunteers - before.volunteers).toBe(20);
  }, 60_000);

  test('can be created again after a lost response, but never over another import', async () => {
    const { imports } = ledgerImports(table.dynamo, table.tableName).deps;
    const record: Import = {
      importId: 'PUT-TWICE',
      fileName: 'hours.csv',
      bytes: 1,
      dryRun: false,
      requestedBy: 'coordinator',
      issuerIds: ['rawabi-health-cluster'],
      createdAt: '2026-01-15T09:00:00.000Z',
      linkUntil: '2026-01-15T09:15:00.000Z',
      state: 'awaiting_upload',
      kinds: [],
      counts: NO_ROWS,
      rowsWritten: 0,
      problemCount: 0,
      noteCount: 0,
      problems: [],
    };
    await imports.create(record);
    await imports.create(record);
    await expect(imports.create({ ...record, requestedBy: 'another' })).rejects.toThrow('conditional');
    expect(await imports.find('PUT-TWICE')).toEqual(record);
  });

  test('corrects hours, keeps their former state and updates the reports', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('CORRECTED', 1);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    await imports.importBytes('hours.csv', hours);
    const before = await reported();
    const correction = `${HOURS_HEADINGS}\nCORRECTED-V0-H1,CORRECTED-V0,CORRECTED-OP,2025-02-01,4:30,approved,coord-2`;
    expect(await imports.importBytes('hours.csv', Buffer.from(correction))).toMatchObject({
      state: 'imported',
      counts: { rows: 1, new: 0, changed: 1, unchanged: 0 },
    });
    expect((await reported()).minutes).toBe(before.minutes - 90);
    const record = await imports.deps.ledger.volunteerRecord('CORRECTED-V0');
    const entry = record?.timesheets[0]?.entries.find(({ entryId }) => entryId === 'CORRECTED-V0-H1');
    expect(entry).toMatchObject({
      minutes: 270,
      decidedBy: 'coord-2',
      history: [{ minutes: 360, by: 'coordinator' }],
    });
  }, 60_000);

  test('reports entries that a certificate has claimed since the check', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('OVERTAKEN', 1);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    await imports.importBytes('hours.csv', hours);
    const { ledger } = imports.deps;
    const find = ledger.volunteerRecord.bind(ledger);
    // Only writing reads whole records, so the certificate appears between the check and the write.
    ledger.volunteerRecord = async (volunteerId) => {
      const record = await find(volunteerId);
      const certified = { certificateId: 'B1P90CH35ABARTZ768' };
      return (
        record && {
          ...record,
          timesheets: record.timesheets.map((timesheet) => ({
            ...timesheet,
            entries: timesheet.entries.map((entry) => ({ ...entry, ...certified })),
          })),
        }
      );
    };
    const correction = `${HOURS_HEADINGS},note\nOVERTAKEN-V0-H1,OVERTAKEN-V0,OVERTAKEN-OP,2025-02-01,4:30,approved,coord-2,`;
    const { importId, state, problems } = await imports.importBytes('hours.csv', Buffer.from(correction));
    expect(state).toBe('imported');
    const codes = ['ENTRY_OVERTAKEN', 'COLUMN_IGNORED'];
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect((await imports.files.problems(importId)).map(({ code }) => code)).toEqual(codes);
  }, 60_000);

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
    expect((await imports.deps.ledger.volunteerRecord('WRONG-V0'))?.timesheets).toEqual([]);
  }, 60_000);

  test('only checks in a dry run', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities } = cluster('DRY', 1);
    expect(await imports.importBytes('opportunities.csv', opportunities, true)).toMatchObject({
      state: 'checked',
      counts: { rows: 1, new: 1 },
    });
    expect(await imports.deps.catalogue.find('DRY-OP')).toBeUndefined();
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
    imports.files.find = async (id) => {
      const found = await find(id);
      imports.files.uploaded.set(id, cluster('OTHER', 1).opportunities);
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
    expect(await imports.deps.catalogue.find('FAULTY-OP')).toBeUndefined();
  });
});
