import assert from 'node:assert/strict';
import { appendEvent } from '../../functions/domain/certificate/audit-chain.ts';
import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import { claimHours } from '../../functions/domain/hours/claim-hours.ts';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { CertificateRegister } from '../../functions/domain/ports/certificate-register.ts';
import { ISSUED_AT, idOf, snapshotOf } from '../certificates.ts';
import { entryOf, timesheetOf } from '../people.ts';

/** A register to test, and access to the timesheets and counters beside it. */
export interface RegisterUnderContract {
  readonly register: CertificateRegister;
  /** Writes a timesheet of a new volunteer, at revision 1, and returns it. */
  timesheet(): Promise<Timesheet>;
  /** Writes a timesheet unconditionally. */
  overwrite(timesheet: Timesheet): Promise<void>;
  /** Returns the stored timesheet with the same key. */
  timesheetNow(timesheet: Timesheet): Promise<Timesheet | undefined>;
  /** Returns a report counter of an issuer on `COUNTED_ON`. */
  counted(issuerId: string, measure: 'certificates' | 'revocations'): Promise<number>;
}

let idNumber = 100;
/** The day of the counters that the contract changes. */
export const COUNTED_ON = '2025-08-01';

/** Returns a reservation of all hours of a timesheet, under a new ID. */
export function reservationOf(timesheet: Timesheet) {
  idNumber += 1;
  const certificateId = idOf(idNumber);
  const snapshot = snapshotOf({
    certificateId,
    award: { kind: 'opportunity', opportunityId: timesheet.opportunityId },
    holder: { ...snapshotOf().holder, volunteerId: timesheet.volunteerId },
    minutes: 360,
    evidence: timesheet.entries.map(({ entryId, date, minutes }) => ({
      entryId,
      date,
      minutes,
      recorded: 0,
      approval: 0,
    })),
  });
  const certificate: Certificate = {
    certificateId,
    state: 'reserved',
    revision: 0,
    issuerId: 'rawabi-health-cluster',
    volunteerId: timesheet.volunteerId,
    snapshot,
    reservedAt: ISSUED_AT,
    documentSha256: null,
    revocation: null,
    supersededBy: null,
    supersededAt: null,
    suspendedAt: null,
    events: appendEvent([], {
      at: ISSUED_AT,
      action: 'reserved',
      actor: 'coordinator-1',
      facts: { certificateId },
    }),
  };
  const claim = {
    kind: 'timesheet',
    timesheet: claimHours(timesheet, certificateId, snapshot.evidence),
  } as const;
  return { certificate, claim };
}

/** Returns the finalisation of a reserved certificate, without notification and counters. */
export const finalisationOf = (certificate: Certificate) => {
  const documentSha256 = 'cd'.repeat(32);
  const event = appendEvent(certificate.events, {
    at: ISSUED_AT,
    action: 'issued',
    actor: 'coordinator-1',
    facts: { documentSha256 },
  }).at(-1);
  assert(event);
  const { certificateId } = certificate;
  return { certificateId, documentSha256, event, notify: false, reportDeltas: [] };
};

/** The contract of a certificate register: test names with their checks. */
export const CERTIFICATE_REGISTER_CONTRACT: Readonly<
  Record<string, (world: RegisterUnderContract) => Promise<void>>
> = {
  'writes certificate and claim together': async (world) => {
    const timesheet = await world.timesheet();
    const { certificate, claim } = reservationOf(timesheet);
    assert.equal(await world.register.reserve({ certificate, claim }), 'reserved');
    assert.deepEqual(await world.register.find(certificate.certificateId), certificate);
    assert.deepEqual(await world.timesheetNow(timesheet), claim.timesheet);
  },
  'reserves nothing if the timesheet has changed': async (world) => {
    const timesheet = await world.timesheet();
    const { certificate, claim } = reservationOf(timesheet);
    await world.overwrite({ ...timesheet, revision: 2, entries: [entryOf({ minutes: 10 })] });
    assert.equal(await world.register.reserve({ certificate, claim }), 'changed');
    assert.equal(await world.register.find(certificate.certificateId), undefined);
  },
  'reserves nothing if the award is taken, even at the revision that was read': async (world) => {
    const timesheet = await world.timesheet();
    const { certificate, claim } = reservationOf(timesheet);
    await world.overwrite({ ...timesheet, certificateId: idOf(1) });
    assert.equal(await world.register.reserve({ certificate, claim }), 'changed');
  },
  'reserves nothing if the award is locked': async (world) => {
    const timesheet = await world.timesheet();
    const { certificate, claim } = reservationOf(timesheet);
    await world.overwrite({ ...timesheet, locked: true });
    assert.equal(await world.register.reserve({ certificate, claim }), 'changed');
  },
  'writes one of two reservations of an award': async (world) => {
    const timesheet = await world.timesheet();
    const results = await Promise.all([
      world.register.reserve(reservationOf(timesheet)),
      world.register.reserve(reservationOf(timesheet)),
    ]);
    assert.deepEqual([...results].sort(), ['changed', 'reserved']);
  },
  'never reserves an ID twice': async (world) => {
    const { certificate } = await reserved(world);
    const other = await world.timesheet();
    const claim = { kind: 'timesheet', timesheet: claimHours(other, certificate.certificateId, []) } as const;
    assert.equal(await world.register.reserve({ certificate, claim }), 'changed');
  },
  'issues a reservation once': async (world) => {
    const { certificate } = await reserved(world);
    const finalisation = finalisationOf(certificate);
    assert.equal(await world.register.finalise(finalisation), 'issued');
    assert.equal(await world.register.finalise(finalisation), 'settled');
    const issued = await world.register.find(certificate.certificateId);
    assert.equal(issued?.state, 'issued');
    assert.equal(issued?.documentSha256, finalisation.documentSha256);
    assert.deepEqual(issued?.events, [...certificate.events, finalisation.event]);
  },
  'issues nothing that was never reserved': async (world) => {
    const { certificate } = reservationOf(await world.timesheet());
    assert.equal(await world.register.finalise(finalisationOf(certificate)), 'settled');
    assert.equal(await world.register.find(certificate.certificateId), undefined);
  },
  'issues nothing if the chain has grown': async (world) => {
    const { certificate } = await reserved(world);
    const longer = appendEvent(certificate.events, {
      at: ISSUED_AT,
      action: 'erased',
      actor: 'x',
      facts: {},
    });
    await world.register.change([{ certificate: { ...certificate, revision: 1, events: longer } }]);
    assert.equal(await world.register.finalise(finalisationOf(certificate)), 'settled');
  },
  'issues nothing that is not reserved any more, whatever its chain': async (world) => {
    const { certificate } = await reserved(world);
    await world.register.change([{ certificate: { ...certificate, revision: 1, state: 'erased' } }]);
    assert.equal(await world.register.finalise(finalisationOf(certificate)), 'settled');
    assert.equal((await world.register.find(certificate.certificateId))?.state, 'erased');
  },
  'reserves many at the same time, each on its own condition': async (world) => {
    const reservations = await Promise.all(
      [1, 2, 3, 4].map(async () => reservationOf(await world.timesheet())),
    );
    const [, stale] = reservations;
    assert(stale);
    await world.overwrite({ ...stale.claim.timesheet, revision: 9 });
    const results = await Promise.all(reservations.map((one) => world.register.reserve(one)));
    assert.deepEqual(results, ['reserved', 'changed', 'reserved', 'reserved']);
    for (const [index, { certificate, claim }] of reservations.entries()) {
      const found = await world.register.find(certificate.certificateId);
      assert.deepEqual(found, index === 1 ? undefined : certificate);
      if (index !== 1) assert.deepEqual(await world.timesheetNow(claim.timesheet), claim.timesheet);
    }
  },
  'issues many at the same time, each on its own condition': async (world) => {
    const reservations = await Promise.all([1, 2, 3, 4, 5].map(() => reserved(world)));
    const [, erased, grown] = reservations.map(({ certificate }) => certificate);
    assert(erased && grown);
    await world.register.change([{ certificate: { ...erased, revision: 1, state: 'erased' } }]);
    const events = appendEvent(grown.events, { at: ISSUED_AT, action: 'erased', actor: 'x', facts: {} });
    await world.register.change([{ certificate: { ...grown, revision: 1, events } }]);
    const finalisations = reservations.map(({ certificate }, index) => ({
      ...finalisationOf(certificate),
      notify: index === 4,
    }));
    const results = await Promise.all(finalisations.map((one) => world.register.finalise(one)));
    assert.deepEqual(results, ['issued', 'settled', 'settled', 'issued', 'issued']);
    for (const [index, { certificate }] of reservations.entries()) {
      const found = await world.register.find(certificate.certificateId);
      if (results[index] === 'settled') assert.notEqual(found?.state, 'issued');
      else
        assert.deepEqual(found, {
          ...certificate,
          state: 'issued',
          revision: 1,
          documentSha256: finalisations[index]?.documentSha256,
          events: [...certificate.events, finalisations[index]?.event],
        });
    }
    const left = await world.register.reservedBefore('2026-01-01T00:00:00.000Z');
    for (const index of [0, 3, 4])
      assert(!left.includes(reservations[index]?.certificate.certificateId ?? ''));
  },
  'changes certificate and timesheet only at the revisions that were read': async (world) => {
    const { certificate, timesheet } = await reserved(world);
    await world.register.finalise(finalisationOf(certificate));
    const issued = await world.register.find(certificate.certificateId);
    assert(issued);
    const revoked = {
      ...issued,
      revision: issued.revision + 1,
      state: 'revoked' as const,
      events: appendEvent(issued.events, { at: ISSUED_AT, action: 'revoked', actor: 'c', facts: {} }),
    };
    assert.equal(
      await world.register.change([{ certificate: { ...revoked, revision: issued.revision } }]),
      'changed',
    );
    const claimed = await world.timesheetNow(timesheet);
    assert(claimed);
    const { certificateId: _released, ...free } = claimed;
    const stale = { ...free, revision: claimed.revision };
    assert.equal(await world.register.change([{ certificate: revoked, timesheet: stale }]), 'changed');
    assert.deepEqual(await world.register.find(certificate.certificateId), issued);
    const next = { ...free, revision: claimed.revision + 1 };
    assert.equal(await world.register.change([{ certificate: revoked, timesheet: next }]), 'written');
    assert.deepEqual(await world.register.find(certificate.certificateId), revoked);
    assert.deepEqual(await world.timesheetNow(timesheet), next);
  },
  'counts an issue once, in the write that issues': async (world) => {
    const { certificate } = await reserved(world);
    const issuerId = `counted-${certificate.certificateId}`;
    const reportDeltas = [{ issuerId, day: COUNTED_ON, measure: 'certificates', by: 1 }] as const;
    const finalisation = { ...finalisationOf(certificate), reportDeltas };
    assert.equal(await world.register.finalise(finalisation), 'issued');
    assert.equal(await world.register.finalise(finalisation), 'settled');
    assert.equal((await world.register.find(certificate.certificateId))?.state, 'issued');
    assert.equal(await world.counted(issuerId, 'certificates'), 1);
  },
  'counts a change in its write, and nothing if it was not written': async (world) => {
    const { certificate } = await reserved(world);
    const issuerId = `counted-${certificate.certificateId}`;
    const reportDeltas = [{ issuerId, day: COUNTED_ON, measure: 'revocations', by: 1 }] as const;
    const change = { certificate: { ...certificate, revision: 1, state: 'erased' as const }, reportDeltas };
    assert.equal(await world.register.change([change]), 'written');
    assert.equal(await world.register.change([change]), 'changed');
    assert.equal(await world.counted(issuerId, 'revocations'), 1);
  },
  'returns open reservations made before an instant': async (world) => {
    const open = await reserved(world);
    const issued = await reserved(world);
    await world.register.finalise(finalisationOf(issued.certificate));
    const found = await world.register.reservedBefore('2026-01-01T00:00:00.000Z');
    assert(found.includes(open.certificate.certificateId));
    assert(!found.includes(issued.certificate.certificateId));
    assert(!(await world.register.reservedBefore(ISSUED_AT)).includes(open.certificate.certificateId));
  },
  'lists each certificate of an issuer once, page by page': async (world) => {
    const reservations = await Promise.all(Array.from({ length: 5 }, () => reserved(world)));
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.register.list(
        [{ issuerId: 'rawabi-health-cluster', from: '2025', until: '2026' }],
        { limit: 2, cursor },
      );
      ids.push(...page.items.map(({ certificateId }) => certificateId));
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    assert.equal(new Set(ids).size, ids.length);
    for (const { certificate } of reservations) assert(ids.includes(certificate.certificateId));
  },
};

/** Reserves a certificate on a timesheet of its own. */
async function reserved(world: RegisterUnderContract) {
  const timesheet = await world.timesheet();
  const reservation = reservationOf(timesheet);
  assert.equal(await world.register.reserve(reservation), 'reserved');
  return { ...reservation, timesheet };
}

let people = 0;

/** Returns a timesheet of a volunteer that no other test uses. */
export function freshTimesheet(): Timesheet {
  people += 1;
  return timesheetOf([entryOf()], { volunteerId: `CONTRACT-${people}` });
}
