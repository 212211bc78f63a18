import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimHours } from '../../functions/domain/hours/claim-hours.ts';
import { RELEASES_KEPT_MS } from '../../functions/domain/ports/hours-ledger.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { requestRelease } from '../../functions/workflows/ledger/request-release.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { cluster, HOURS_HEADINGS } from './cluster-files.ts';
import { ledgerImports } from './ledger-import.ts';
import { reportedIn } from './reported.ts';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

const reported = () => reportedIn(table, '2025-12');

const ISSUER = 'rawabi-health-cluster';
let names = 0;

/** Imports hours of some volunteers that their file reports as approved; nobody has released them yet. */
async function imported(volunteers = 3) {
  names += 1;
  const name = `RELEASE-${names}`;
  const imports = ledgerImports(table.dynamo, table.tableName);
  const files = cluster(name, volunteers);
  await imports.importBytes('opportunities.csv', files.opportunities);
  await imports.importBytes('volunteers.csv', files.volunteers);
  const before = await reported();
  const { importId, awaiting } = await imports.importBytes('hours.csv', files.hours);
  const ids = Array.from({ length: volunteers }, (_, n) => `${name}-V${n}`);
  const entries = async () =>
    (await Promise.all(ids.map((id) => imports.deps.ledger.volunteerRecord(ISSUER, id))))
      .flatMap((record) => record?.timesheets ?? [])
      .flatMap((timesheet) => timesheet.entries);
  const statuses = async () => [...new Set((await entries()).map(({ status }) => status))];
  return { name, imports, files, importId, awaiting, before, ids, entries, statuses };
}

type Imported = Awaited<ReturnType<typeof imported>>;

/** Records a certificate that claims the first entry of the first volunteer. */
async function certify({ ids, imports }: Imported, number: number): Promise<string> {
  const [volunteerId = ''] = ids;
  const timesheet = (await imports.deps.ledger.volunteerRecord(ISSUER, volunteerId))?.timesheets[0];
  if (timesheet === undefined) throw new Error('No timesheet');
  const certificateId = idOf(700 + number);
  const evidence = timesheet.entries.slice(0, 1).map(({ entryId, date, minutes }) => ({
    ...{ entryId, date, minutes, recorded: 0, approval: 0 },
  }));
  const holder = { ...snapshotOf().holder, volunteerId };
  const issued = issuedOf(snapshotOf({ certificateId, holder, evidence }));
  await new DynamoCertificateRegister(table.dynamo, table.tableName).reserve({
    certificate: { ...issued, state: 'reserved', revision: 0, documentSha256: null },
    claim: { kind: 'timesheet', timesheet: claimHours(timesheet, certificateId, evidence) },
  });
  return certificateId;
}

describe('the release of an import', () => {
  test('lets its hours count from then on, for everyone and in the reports, and names who released it', async () => {
    const { imports, importId, awaiting, before, entries, statuses } = await imported();
    expect(awaiting).toEqual({
      ...{ issuerIds: ['rawabi-health-cluster'], entries: 15, minutes: 15 * 360, volunteers: 3 },
      ...{ opportunities: 1, names: 0, addresses: 0, from: '2025-02-01', to: '2025-02-05' },
      entriesSum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await statuses()).toEqual(['pending']);
    expect(await reported()).toEqual(before);
    const { state, release } = await imports.release(importId);
    expect([state, release?.step]).toEqual(['released', 'done']);
    expect(await statuses()).toEqual(['approved']);
    expect((await entries())[0]?.approval).toEqual({
      ...{ at: release?.requestedAt, by: 'supervisor', kind: 'release' },
    });
    expect(await reported()).toEqual({
      minutes: before.minutes + 15 * 360,
      volunteers: before.volunteers + 3,
    });
    // Asking again changes nothing.
    expect(await imports.release(importId)).toMatchObject({ state: 'released', release });
    expect((await reported()).minutes).toBe(before.minutes + 15 * 360);
  });

  test('is refused to the person who recorded it, also where nothing waits', async () => {
    const { imports, importId, files } = await imported();
    const release = (of: string, requestedBy: string) =>
      requestRelease({ importId: of, requestedBy, canModify: () => true }, imports.deps);
    await expect(release(importId, 'coordinator')).rejects.toMatchObject({ code: 'SAME_PERSON' });
    const again = await imports.importBytes('hours.csv', files.hours);
    expect(again).toMatchObject({ counts: { unchanged: 15 }, awaitingEarlier: [importId] });
    await expect(release(again.importId, 'supervisor')).rejects.toMatchObject({
      ...{ code: 'STATE_CONFLICT', facts: { state: 'imported', awaiting: 0 } },
    });
  });

  test('is allowed to the same person where the issuer’s policy says so', async () => {
    const { imports, importId } = await imported();
    const issuers = new Map(
      [...imports.deps.issuers].map(([id, issuer]) => [
        id,
        { ...issuer, policy: { makerAndChecker: false } },
      ]),
    );
    const request = { importId, requestedBy: 'coordinator', canModify: () => true };
    expect(await requestRelease(request, { ...imports.deps, issuers })).toMatchObject({ state: 'releasing' });
  });

  test('leaves decisions of people as they are', async () => {
    const { imports, importId, name, entries } = await imported(1);
    const rejected = `${HOURS_HEADINGS}\n${name}-V0-H1,${name}-V0,${name}-OP,2025-02-01,6,rejected,coord-1`;
    await imports.importBytes('rejected.csv', Buffer.from(rejected));
    await imports.release(importId);
    expect((await entries()).map(({ entryId, status }) => [entryId, status])).toContainEqual([
      `${name}-V0-H1`,
      'rejected',
    ]);
  });

  test('is seen at once by a reader who has asked before, and its end after a while', async () => {
    const { imports, importId, ids } = await imported(1);
    const reader = new DynamoHoursLedger(table.dynamo, table.tableName);
    const status = async () =>
      (await reader.volunteerRecord(ISSUER, ids[0] ?? ''))?.timesheets[0]?.entries[0]?.status;
    expect(await status()).toBe('pending');
    await imports.release(importId);
    expect(await status()).toBe('approved');
    const pauses: number[] = [];
    let fenced: unknown;
    imports.deps.pause = async (milliseconds: number) => {
      pauses.push(milliseconds);
      // The reader still takes the release to be in force: nothing of it may be counted meanwhile.
      const [timesheet] = (await reader.volunteerRecord(ISSUER, ids[0] ?? ''))?.timesheets ?? [];
      fenced = timesheet?.withdrawal?.entryIds.length;
    };
    expect(await imports.takeBack(importId)).toMatchObject({ state: 'imported' });
    expect(fenced).toBe(5);
    expect(pauses).toEqual([expect.any(Number)]);
    expect(pauses[0]).toBeGreaterThan(RELEASES_KEPT_MS);
  });
});

describe('taking a release back', () => {
  test('leaves hours and reports as before the release, and the import can be released again', async () => {
    const { imports, importId, before, statuses } = await imported();
    await imports.release(importId);
    expect(await imports.takeBack(importId)).toMatchObject({
      state: 'imported',
      takingBack: { step: 'done', requestedBy: 'supervisor', obstacleCount: 0 },
    });
    expect(await statuses()).toEqual(['pending']);
    expect(await reported()).toEqual(before);
    await imports.release(importId);
    expect(await statuses()).toEqual(['approved']);
    expect((await reported()).minutes).toBe(before.minutes + 15 * 360);
    expect(await imports.withdraw(importId)).toMatchObject({ state: 'withdrawn' });
    expect(await reported()).toEqual(before);
  });

  test('is refused with the certificate that counts its hours, and leaves everything countable', async () => {
    const of = await imported(70);
    await of.imports.release(of.importId);
    const certificateId = await certify(of, 1);
    const counted = await reported();
    expect(await of.imports.takeBack(of.importId)).toMatchObject({
      state: 'released',
      takingBack: {
        step: 'refused',
        obstacles: [{ code: 'CERTIFICATE_ISSUED', id: `${of.name}-V0-H1`, certificateId }],
        obstacleCount: 1,
      },
    });
    expect(await of.statuses()).toEqual(['approved']);
    expect(await reported()).toEqual(counted);
    const records = await Promise.all(of.ids.map((id) => of.imports.deps.ledger.volunteerRecord(ISSUER, id)));
    expect(records.some((record) => record?.timesheets[0]?.withdrawal !== undefined)).toBe(false);
  });

  test('keeps hours that a later file corrected as they are', async () => {
    const { imports, importId, name, entries } = await imported(1);
    await imports.release(importId);
    const line = `${name}-V0-H1,${name}-V0,${name}-OP,2025-02-01,4,approved,coord-1`;
    const later = await imports.importReleased('later.csv', Buffer.from(`${HOURS_HEADINGS}\n${line}`));
    expect(later.state).toBe('released');
    await imports.takeBack(importId);
    const approved = (await entries()).filter(({ status }) => status === 'approved');
    expect(approved.map(({ entryId, minutes }) => [entryId, minutes])).toEqual([[`${name}-V0-H1`, 240]]);
  });
});

describe.each(['release', 'takeBack'] as const)('%s', (job) => {
  test.each(['before', 'after'] as const)(
    'that dies %s any of its writes ends whole with the next run, and meanwhile keeps others out',
    async (when) => {
      for (let nth = 1, dead = true; dead; nth += 1) {
        // More volunteers than one attempt changes.
        const of = await imported(70);
        const { imports, importId, files, before } = of;
        if (job === 'takeBack') await imports.release(importId);
        dead = await dies(imports, nth, when, () => imports[job](importId));
        if (dead) {
          const { state } = (await imports.deps.imports.find(importId)) ?? {};
          const other = await imports.request('other.csv', files.hours);
          await imports.run(other);
          // After its last write the job is done, and only its lease is left.
          if (state === 'releasing' || state === 'taking_back')
            expect((await imports.deps.imports.find(other))?.state).toBe('awaiting_upload');
          // Whoever reads meanwhile sees all of the hours approved, or none.
          expect(await of.statuses()).toHaveLength(1);
        }
        const done = await imports[job](importId);
        expect(done.state).toBe(job === 'release' ? 'released' : 'imported');
        expect(await of.statuses()).toEqual([job === 'release' ? 'approved' : 'pending']);
        expect(await reported()).toEqual(
          job === 'release'
            ? { minutes: before.minutes + 70 * 5 * 360, volunteers: before.volunteers + 70 }
            : before,
        );
      }
    },
  );
});

/** Runs a job that dies before or after its nth write. Returns whether it has. */
async function dies(
  { deps }: Imported['imports'],
  nth: number,
  when: 'before' | 'after',
  run: () => Promise<unknown>,
): Promise<boolean> {
  const { write } = deps.ledger;
  const { storeCounters } = deps.journal;
  let writes = 0;
  const dying = <A extends unknown[], R>(act: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      writes += 1;
      const last = writes === nth;
      if (last && when === 'before') throw new Error('killed');
      const outcome = await act(...args);
      if (last) throw new Error('killed');
      return outcome;
    };
  };
  deps.ledger.write = dying(write.bind(deps.ledger));
  deps.journal.storeCounters = dying(storeCounters.bind(deps.journal));
  const dead = await run().then(
    () => false,
    (error: Error) => {
      expect(error.message).toBe('killed');
      return true;
    },
  );
  deps.ledger.write = write;
  deps.journal.storeCounters = storeCounters;
  return dead;
}
