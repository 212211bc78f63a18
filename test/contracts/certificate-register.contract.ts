import assert from 'node:assert/strict';
import { appendEvent } from '../../functions/domain/certificate/audit-chain.ts';
import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import { claimHours } from '../../functions/domain/hours/claim-hours.ts';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { CertificateRegister } from '../../functions/domain/ports/certificate-register.ts';
import { ISSUED_AT, idOf, snapshotOf } from '../certificates.ts';
import { entryOf, timesheetOf } from '../people.ts';

/** A register with one sheet of a volunteer in it, and a way to change the sheet beside it. */
export interface RegisterUnderContract {
  readonly register: CertificateRegister;
  /** A sheet nobody else has, written at revision 1. */
  timesheet(): Promise<Timesheet>;
  /** Writes a sheet whatever is there. */
  overwrite(timesheet: Timesheet): Promise<void>;
  timesheetNow(timesheet: Timesheet): Promise<Timesheet | undefined>;
  /** What the reports count of an issuer on the day of issue. */
  counted(issuerId: string, measure: 'certificates' | 'revocations'): Promise<number>;
}

let numbers = 100;
export const COUNTED_ON = '2025-08-01';

function reservationOf(timesheet: Timesheet) {
  numbers += 1;
  const certificateId = idOf(numbers);
  const snapshot = snapshotOf({
    certificateId,
    award: { kind: 'opportunity', opportunityId: timesheet.opportunityId },
    holder: { ...snapshotOf().holder, volunteerId: timesheet.volunteerId },
    minutes: 360,
    evidence: timesheet.entries.map(({ entryId, date, minutes }) => ({
      entryId,
      date,
      minutes,
      approvedBy: 'A',
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

const finalisationOf = (certificate: Certificate) => {
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

/** What every certificate register promises, as sentences with the code that holds it to them. */
export const CERTIFICATE_REGISTER_CONTRACT: Readonly<
  Record<string, (world: RegisterUnderContract) => Promise<void>>
> = {
  'reserves certificate and hours together': async (world) => {
    const timesheet = await world.timesheet();
    const { certificate, claim } = reservationOf(timesheet);
    assert.equal(await world.register.reserve({ certificate, claim }), 'reserved');
    assert.deepEqual(await world.register.find(certificate.certificateId), certificate);
    assert.deepEqual(await world.timesheetNow(timesheet), claim.timesheet);
  },
  'reserves nothing on hours that have changed': async (world) => {
    const timesheet = await world.timesheet();
    const { certificate, claim } = reservationOf(timesheet);
    await world.overwrite({ ...timesheet, revision: 2, entries: [entryOf({ minutes: 10 })] });
    assert.equal(await world.register.reserve({ certificate, claim }), 'changed');
    assert.equal(await world.register.find(certificate.certificateId), undefined);
  },
  'reserves nothing on an award that is taken, even at the revision decided on': async (world) => {
    const timesheet = await world.timesheet();
    const { certificate, claim } = reservationOf(timesheet);
    await world.overwrite({ ...timesheet, certificateId: idOf(1) });
    assert.equal(await world.register.reserve({ certificate, claim }), 'changed');
  },
  'reserves nothing on an award that is locked': async (world) => {
    const timesheet = await world.timesheet();
    const { certificate, claim } = reservationOf(timesheet);
    await world.overwrite({ ...timesheet, locked: true });
    assert.equal(await world.register.reserve({ certificate, claim }), 'changed');
  },
  'lets one of two reservations of an award win': async (world) => {
    const timesheet = await world.timesheet();
    const both = await Promise.all([
      world.register.reserve(reservationOf(timesheet)),
      world.register.reserve(reservationOf(timesheet)),
    ]);
    assert.deepEqual([...both].sort(), ['changed', 'reserved']);
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
  'issues nothing on a chain that has grown meanwhile': async (world) => {
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
  'issues nothing that is no longer reserved, whatever its chain': async (world) => {
    const { certificate } = await reserved(world);
    await world.register.change([{ certificate: { ...certificate, revision: 1, state: 'erased' } }]);
    assert.equal(await world.register.finalise(finalisationOf(certificate)), 'settled');
    assert.equal((await world.register.find(certificate.certificateId))?.state, 'erased');
  },
  'reserves many at once, each on its own condition': async (world) => {
    const some = await Promise.all([1, 2, 3, 4].map(async () => reservationOf(await world.timesheet())));
    const [, stale] = some;
    assert(stale);
    await world.overwrite({ ...stale.claim.timesheet, revision: 9 });
    const answers = await Promise.all(some.map((reservation) => world.register.reserve(reservation)));
    assert.deepEqual(answers, ['reserved', 'changed', 'reserved', 'reserved']);
    for (const [place, { certificate, claim }] of some.entries()) {
      const found = await world.register.find(certificate.certificateId);
      assert.deepEqual(found, place === 1 ? undefined : certificate);
      if (place !== 1) assert.deepEqual(await world.timesheetNow(claim.timesheet), claim.timesheet);
    }
  },
  'issues many at once, each on its own condition': async (world) => {
    const some = await Promise.all([1, 2, 3, 4, 5].map(() => reserved(world)));
    const [, erased, grown] = some.map(({ certificate }) => certificate);
    assert(erased && grown);
    await world.register.change([{ certificate: { ...erased, revision: 1, state: 'erased' } }]);
    const events = appendEvent(grown.events, { at: ISSUED_AT, action: 'erased', actor: 'x', facts: {} });
    await world.register.change([{ certificate: { ...grown, revision: 1, events } }]);
    const finalisations = some.map(({ certificate }, place) => ({
      ...finalisationOf(certificate),
      notify: place === 4,
    }));
    const answers = await Promise.all(finalisations.map((one) => world.register.finalise(one)));
    assert.deepEqual(answers, ['issued', 'settled', 'settled', 'issued', 'issued']);
    for (const [place, { certificate }] of some.entries()) {
      const found = await world.register.find(certificate.certificateId);
      if (answers[place] === 'settled') assert.notEqual(found?.state, 'issued');
      else
        assert.deepEqual(found, {
          ...certificate,
          state: 'issued',
          revision: 1,
          documentSha256: finalisations[place]?.documentSha256,
          events: [...certificate.events, finalisations[place]?.event],
        });
    }
    const left = await world.register.reservedBefore('2026-01-01T00:00:00.000Z');
    for (const place of [0, 3, 4]) assert(!left.includes(some[place]?.certificate.certificateId ?? ''));
  },
  'changes a certificate only as it was decided on': async (world) => {
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
  'counts an issue in its own write, and once': async (world) => {
    const { certificate } = await reserved(world);
    const issuerId = `counted-${certificate.certificateId}`;
    const reportDeltas = [{ issuerId, day: COUNTED_ON, measure: 'certificates', by: 1 }] as const;
    const finalisation = { ...finalisationOf(certificate), reportDeltas };
    assert.equal(await world.register.finalise(finalisation), 'issued');
    assert.equal(await world.register.finalise(finalisation), 'settled');
    assert.equal((await world.register.find(certificate.certificateId))?.state, 'issued');
    assert.equal(await world.counted(issuerId, 'certificates'), 1);
  },
  'counts a change in its own write, and nothing where it was not written': async (world) => {
    const { certificate } = await reserved(world);
    const issuerId = `counted-${certificate.certificateId}`;
    const reportDeltas = [{ issuerId, day: COUNTED_ON, measure: 'revocations', by: 1 }] as const;
    const change = { certificate: { ...certificate, revision: 1, state: 'erased' as const }, reportDeltas };
    assert.equal(await world.register.change([change]), 'written');
    assert.equal(await world.register.change([change]), 'changed');
    assert.equal(await world.counted(issuerId, 'revocations'), 1);
  },
  'finds what was reserved before an instant and not issued since': async (world) => {
    const left = await reserved(world);
    const done = await reserved(world);
    await world.register.finalise(finalisationOf(done.certificate));
    const found = await world.register.reservedBefore('2026-01-01T00:00:00.000Z');
    assert(found.includes(left.certificate.certificateId));
    assert(!found.includes(done.certificate.certificateId));
    assert(!(await world.register.reservedBefore(ISSUED_AT)).includes(left.certificate.certificateId));
  },
  'lists an issuer’s certificates page by page, each once': async (world) => {
    const some = await Promise.all(Array.from({ length: 5 }, () => reserved(world)));
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.register.list(
        { issuerIds: ['rawabi-health-cluster'], from: '2025', until: '2026' },
        { limit: 2, cursor },
      );
      ids.push(...page.items.map(({ certificateId }) => certificateId));
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    assert.equal(new Set(ids).size, ids.length);
    for (const { certificate } of some) assert(ids.includes(certificate.certificateId));
  },
};

async function reserved(world: RegisterUnderContract) {
  const timesheet = await world.timesheet();
  const reservation = reservationOf(timesheet);
  assert.equal(await world.register.reserve(reservation), 'reserved');
  return { ...reservation, timesheet };
}

let people = 0;

/** A sheet of somebody who is in no other test. */
export function freshTimesheet(): Timesheet {
  people += 1;
  return timesheetOf([entryOf()], { volunteerId: `CONTRACT-${people}` });
}
