import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decideEligibility } from '../../functions/domain/eligibility/decide-eligibility.ts';
import { claimHours } from '../../functions/domain/hours/claim-hours.ts';
import { resumeEntries } from '../../functions/domain/hours/suspend-entries.ts';
import type { LedgerTransaction } from '../../functions/domain/ports/hours-ledger.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { opportunityOf, volunteerOf } from '../people.ts';
import { ledgerImports } from './ledger-import.ts';

const OPPORTUNITIES =
  'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries';
const VOLUNTEERS = 'volunteer_id,name_ar,name_en,gender';
const HOURS = 'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by';
const ISSUER = 'rawabi-health-cluster';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
let clusters = 0;

/** An opportunity and some volunteers whose hours are imported from a file. */
async function cluster(volunteers = 3) {
  clusters += 1;
  const name = `W${clusters}`;
  const ids = Array.from({ length: volunteers }, (_, number) => `${name}-V${number}`);
  const imports = ledgerImports(table.dynamo, table.tableName);
  const importCsv = async (...lines: string[]) => {
    const record = await imports.importReleased('file.csv', csv(...lines));
    expect(['imported', 'released']).toContain(record.state);
    return record.importId;
  };
  const opportunity = (days = '2025-03-31', beneficiaries = 900) =>
    `${name}-OP,${ISSUER},فحص السكري,Diabetes Screening,preventive,2025-02-01,${days},12,${beneficiaries}`;
  const volunteer = (id: string, nameEn = 'Noura Salem Alharbi', gender = 'female') =>
    `${id},نورة سالم الحربي,${nameEn},${gender}`;
  const hour = (id: string, day = 1, hours = '6', status = 'approved,coord-1') =>
    `${id}-H${day},${id},${name}-OP,2025-02-0${day},${hours},${status}`;
  const opportunityImport = await importCsv(OPPORTUNITIES, opportunity());
  const volunteerImport = await importCsv(VOLUNTEERS, ...ids.map((id) => volunteer(id)));
  const hoursOfAll = [HOURS, ...[1, 2].flatMap((day) => ids.map((id) => hour(id, day)))];
  const { ledger, catalogue } = imports.deps;
  const records = () => Promise.all(ids.map((id) => ledger.volunteerRecord(ISSUER, id)));
  const state = async () => {
    const reports = new DynamoReportRegister(table.dynamo, table.tableName);
    const counters = await reports.counters(ISSUER, '2025-01-01', '2025-12-31');
    return {
      records: await records(),
      opportunities: await catalogue.findMany([{ issuerId: ISSUER, opportunityId: `${name}-OP` }]),
      sums: counters.sums,
      volunteers: counters.volunteers.filter(({ count }) => count !== 0),
    };
  };
  return {
    ...{ name, ids, imports, importCsv, opportunity, volunteer, hour, hoursOfAll, records, state },
    ...{ opportunityImport, volunteerImport, ledger },
  };
}

/** Records a certificate that claims the first entry of a volunteer. */
async function certify(
  volunteerId: string,
  number: number,
  ledger: ReturnType<typeof ledgerImports>['deps']['ledger'],
) {
  const timesheet = (await ledger.volunteerRecord(ISSUER, volunteerId))?.timesheets[0];
  if (timesheet === undefined) throw new Error('No timesheet');
  const certificateId = idOf(900 + number);
  const [entry] = timesheet.entries;
  const evidence = [
    { entryId: entry?.entryId ?? '', date: '2025-02-01', minutes: 360, recorded: 0, approval: 0 },
  ];
  const snapshot = snapshotOf({
    certificateId,
    holder: { ...snapshotOf().holder, volunteerId },
    evidence,
  });
  const issued = issuedOf(snapshot);
  await new DynamoCertificateRegister(table.dynamo, table.tableName).reserve({
    certificate: {
      ...issued,
      state: 'reserved',
      revision: 0,
      documentSha256: null,
      reservedAt: new Date().toISOString(),
      events: issued.events.slice(0, 1),
    },
    claim: { kind: 'timesheet', timesheet: claimHours(timesheet, certificateId, evidence) },
  });
  return certificateId;
}

describe('the withdrawal of an import', () => {
  test('removes what it recorded, says how much, and leaves records and reports as they were', async () => {
    const { importCsv, hoursOfAll, imports, state } = await cluster();
    const before = await state();
    const importId = await importCsv(...hoursOfAll);
    expect((await state()).sums.minutes).toBe(before.sums.minutes + 6 * 360);
    expect(await imports.withdraw(importId)).toMatchObject({
      state: 'withdrawn',
      withdrawal: {
        step: 'done',
        requestedBy: 'coordinator',
        undone: {
          removed: { opportunities: 0, volunteers: 0, hours: 6 },
          restored: { opportunities: 0, volunteers: 0, hours: 0 },
        },
        obstacleCount: 0,
      },
    });
    expect(await state()).toEqual(before);
  });

  test('frees the entry numbers, also for another volunteer', async () => {
    const { importCsv, hoursOfAll, imports, ids, records } = await cluster();
    await imports.withdraw(await importCsv(...hoursOfAll));
    const [first = '', second = ''] = ids;
    await importCsv(...hoursOfAll.map((line) => line.replace(`,${first},`, `,${second},`)));
    const [ofFirst, ofSecond] = await records();
    // The issuer had a copy of the registry's profile for these hours only.
    expect(ofFirst).toBeUndefined();
    expect(ofSecond?.timesheets[0]?.entries.map(({ entryId }) => entryId).sort()).toEqual([
      `${first}-H1`,
      `${first}-H2`,
      `${second}-H1`,
      `${second}-H2`,
    ]);
  });

  test('gives corrected hours, names and opportunities their former values again', async () => {
    const { importCsv, hoursOfAll, imports, ids, hour, volunteer, opportunity, state } = await cluster();
    await importCsv(...hoursOfAll);
    const before = await state();
    const [id = ''] = ids;
    const changes = [
      await importCsv(HOURS, hour(id, 1, '4:30'), hour(id, 3)),
      await importCsv(VOLUNTEERS, volunteer(id, 'Noura Salim Al-Harbi', 'unspecified')),
      await importCsv(OPPORTUNITIES, opportunity('2025-04-30', 1000)),
    ];
    expect(await state()).not.toEqual(before);
    const withdrawals = [];
    for (const importId of changes.toReversed()) withdrawals.push(await imports.withdraw(importId));
    expect(withdrawals.map(({ withdrawal }) => withdrawal?.undone)).toEqual([
      {
        removed: { opportunities: 0, volunteers: 0, hours: 0 },
        restored: { opportunities: 1, volunteers: 0, hours: 0 },
      },
      {
        removed: { opportunities: 0, volunteers: 0, hours: 0 },
        restored: { opportunities: 0, volunteers: 1, hours: 0 },
      },
      {
        removed: { opportunities: 0, volunteers: 0, hours: 1 },
        restored: { opportunities: 0, volunteers: 0, hours: 1 },
      },
    ]);
    const after = await state();
    const withoutRevisions = (records: typeof after.records) =>
      records.map((record) => record?.timesheets.map(({ entries }) => entries));
    expect(withoutRevisions(after.records)).toEqual(withoutRevisions(before.records));
    expect(after.records.map((record) => record?.volunteer)).toEqual(
      before.records.map((record) => record?.volunteer),
    );
    expect({ ...after, records: [] }).toEqual({ ...before, records: [] });
  });

  test('is refused with the certificate, and leaves everything countable', async () => {
    const { importCsv, hoursOfAll, imports, ids, ledger, records } = await cluster();
    const importId = await importCsv(...hoursOfAll);
    const [id = ''] = ids;
    const certificateId = await certify(id, clusters, ledger);
    const before = await records();
    expect(await imports.withdraw(importId)).toMatchObject({
      state: 'released',
      withdrawal: {
        step: 'refused',
        obstacles: [{ code: 'CERTIFICATE_ISSUED', kind: 'hours', id: `${id}-H1`, certificateId }],
        obstacleCount: 1,
      },
    });
    const after = await records();
    expect(after.some((record) => record?.timesheets[0]?.withdrawal !== undefined)).toBe(false);
    expect(after.map((record) => record?.timesheets[0]?.entries)).toEqual(
      before.map((record) => record?.timesheets[0]?.entries),
    );
  });

  test('is refused where a later import changed the hours, also only their status', async () => {
    const { importCsv, imports, ids, hour } = await cluster();
    const [first = '', second = ''] = ids;
    const importId = await importCsv(HOURS, hour(first, 1, '6', 'pending,'), hour(second));
    const later = await importCsv(HOURS, hour(first), hour(second, 1, '5'));
    expect((await imports.withdraw(importId)).withdrawal?.obstacles).toEqual([
      { code: 'CHANGED_SINCE', kind: 'hours', id: `${first}-H1`, certificateId: null },
      { code: 'CHANGED_SINCE', kind: 'hours', id: `${second}-H1`, certificateId: null },
    ]);
    expect(await imports.withdraw(later)).toMatchObject({ state: 'withdrawn' });
    expect(await imports.withdraw(importId)).toMatchObject({ state: 'withdrawn' });
  });

  test('of volunteers or opportunities is refused while hours refer to them', async () => {
    const { importCsv, hoursOfAll, imports, ids, name, opportunityImport, volunteerImport, state } =
      await cluster(1);
    const importId = await importCsv(...hoursOfAll);
    const [id = ''] = ids;
    expect((await imports.withdraw(volunteerImport)).withdrawal?.obstacles).toEqual([
      { code: 'STILL_REFERRED_TO', kind: 'volunteers', id, certificateId: null },
    ]);
    expect((await imports.withdraw(opportunityImport)).withdrawal?.obstacles).toEqual([
      { code: 'STILL_REFERRED_TO', kind: 'opportunities', id: `${name}-OP`, certificateId: null },
    ]);
    for (const one of [importId, volunteerImport, opportunityImport])
      expect(await imports.withdraw(one)).toMatchObject({ state: 'withdrawn' });
    expect(await state()).toMatchObject({ records: [undefined], opportunities: [] });
  });

  test('that is asked for again changes nothing', async () => {
    const { importCsv, hoursOfAll, imports, state } = await cluster();
    const importId = await importCsv(...hoursOfAll);
    const withdrawn = await imports.withdraw(importId);
    const again = await importCsv(...hoursOfAll);
    const before = await state();
    expect(await imports.withdraw(importId)).toEqual(withdrawn);
    expect(await state()).toEqual(before);
    expect(await imports.withdraw(again)).toMatchObject({ state: 'withdrawn' });
  });

  test.each(['before', 'after'] as const)(
    'that dies %s any of its writes ends whole with the next run, and meanwhile keeps others out',
    async (when) => {
      for (let nth = 1, dead = true; dead; nth += 1) {
        // More volunteers than one attempt changes.
        const { importCsv, hoursOfAll, imports, ledger, state } = await cluster(70);
        const before = await state();
        const importId = await importCsv(...hoursOfAll);
        const { write } = ledger;
        let writes = 0;
        ledger.write = async (step: LedgerTransaction) => {
          writes += 1;
          if (writes === nth && when === 'before') throw new Error('killed');
          const outcome = await write.call(ledger, step);
          if (writes === nth) throw new Error('killed');
          return outcome;
        };
        dead = await imports.withdraw(importId).then(
          () => false,
          () => true,
        );
        ledger.write = write;
        if (dead) {
          const other = await imports.request('other.csv', csv(...hoursOfAll));
          await imports.run(other);
          expect((await imports.deps.imports.find(other))?.state).toBe('awaiting_upload');
        }
        expect(await imports.withdraw(importId)).toMatchObject({
          state: 'withdrawn',
          withdrawal: { undone: { removed: { hours: 140 } } },
        });
        expect(await state()).toEqual(before);
      }
    },
  );
});

test('entries that are being withdrawn count for no certificate', async () => {
  const { importCsv, hoursOfAll, imports, ids, ledger } = await cluster(1);
  const importId = await importCsv(...hoursOfAll);
  const { write } = ledger;
  let suspended: LedgerTransaction | undefined;
  ledger.write = async (step) => {
    suspended ??= step;
    return write.call(ledger, step);
  };
  await imports.withdraw(importId);
  const timesheets = suspended?.timesheets ?? [];
  expect(timesheets[0]?.withdrawal).toEqual({ importId, entryIds: [`${ids[0]}-H1`, `${ids[0]}-H2`] });
  const verdict = (of: typeof timesheets) =>
    decideEligibility({
      volunteer: volunteerOf({ volunteerId: ids[0] ?? '' }),
      timesheets: of,
      opportunity: opportunityOf({
        opportunityId: of[0]?.opportunityId ?? '',
        startsOn: '2025-02-01',
        endsOn: '2025-03-31',
        requiredMinutes: 720,
      }),
      issuer: { timeZone: 'Asia/Riyadh', dailyCapMinutes: 720 },
      now: '2025-06-01T09:00:00.000Z',
      findUnprintable: () => undefined,
    });
  expect(verdict(timesheets)).toMatchObject({ reason: 'HOURS_INSUFFICIENT', approvedMinutes: 0 });
  expect(verdict(timesheets.map(resumeEntries))).toMatchObject({ reason: 'ELIGIBLE' });
});
