import { describe, expect, test } from '@jest/globals';
import type { Acceptance } from '../../functions/domain/partner/acceptance.ts';
import { termsOf } from '../../functions/domain/partner/acceptance.ts';
import { COUNTED_BY_ISSUE } from '../../functions/domain/report/counter.ts';
import { issueCertificate } from '../../functions/workflows/issuing/issue-certificate.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import { brokenInvariants } from './broken-invariants.ts';
import { ISSUER, issuingWorld, volunteerIdOf } from './issuing-world.ts';
import { dies, portWith } from './register-with.ts';

const PARTNER = { ...ISSUER, issuerId: 'municipality' };

/** A world with one joint opportunity that its partner has accepted. */
function jointWorld() {
  const world = issuingWorld([[120]]);
  const opportunity = { ...world.opportunity, partnerIds: [PARTNER.issuerId] };
  world.records.opportunities.set(opportunity.opportunityId, opportunity);
  const { issuerId, opportunityId } = opportunity;
  const acceptance: Acceptance = {
    ...{ issuerId, opportunityId, partnerId: PARTNER.issuerId },
    terms: termsOf(opportunity),
    mark: { logo: PARTNER.logo, signatories: PARTNER.signatories },
    validUntil: '2030-01-01',
    by: 'mayor',
    at: '2026-01-09T08:00:00.000Z',
  };
  const issuers = new Map([ISSUER, PARTNER].map((one) => [one.issuerId, one]));
  const deps = { ...world.deps, issuers };
  const accept = () => deps.agreements.store(acceptance);
  const withdraw = () =>
    deps.agreements.store({ ...acceptance, withdrawn: { by: 'mayor', at: '2026-01-10T08:00:00.000Z' } });
  const request = {
    volunteerId: volunteerIdOf(0),
    opportunity,
    actor: 'coordinator-1',
    counter: COUNTED_BY_ISSUE,
    notify: false,
  };
  return { world, deps, accept, withdraw, request };
}

type Deps = ReturnType<typeof jointWorld>['deps'];

/** The calls of issuing on which something else may happen before or after, in order. */
const POINTS: readonly (readonly [keyof Deps, string])[] = [
  ['ledger', 'volunteerRecord'],
  ['agreements', 'acceptances'],
  ['statusIndexes', 'next'],
  ['register', 'reserve'],
  ['documents', 'store'],
  ['register', 'finalise'],
];
const SIDES = ['before', 'after'] as const;
const moments = POINTS.flatMap(([port, call]) => SIDES.map((side) => [side, port, call] as const));

const withPoint = (
  deps: Deps,
  port: keyof Deps,
  call: string,
  side: (typeof SIDES)[number],
  happens: () => unknown,
): Deps => ({ ...deps, [port]: portWith(deps[port] as never, call as never, { [side]: happens }) });

/** Whether a moment is before the acceptance is read. */
const isBeforeTheRead = (side: string, call: string) =>
  call === 'volunteerRecord' || (call === 'acceptances' && side === 'before');

describe('an acceptance and an issue at the same time', () => {
  test.each(moments)(
    'withdrawn %s %s.%s: decided on what was read, and one that is made stays',
    async (...moment) => {
      const [side, port, call] = moment;
      const { world, deps, accept, withdraw, request } = jointWorld();
      await accept();
      let happened = 0;
      const racing = withPoint(deps, port, call, side, async () => {
        happened += 1;
        await withdraw();
      });
      const first = await issueCertificate(request, racing);
      expect(happened).toBeGreaterThan(0);
      if (isBeforeTheRead(side, call)) {
        expect(first).toMatchObject({
          outcome: 'refused',
          verdict: { reason: 'PARTNER_NOT_AGREED', partnerIds: ['municipality'] },
        });
        expect(world.records.certificates.size).toBe(0);
      } else {
        expect(first).toMatchObject({ outcome: 'issued' });
        // Nothing more after the withdrawal, and what was issued is found again.
        expect(await issueCertificate(request, deps)).toMatchObject({ outcome: 'alreadyIssued' });
      }
      expect(brokenInvariants(world.records, true)).toEqual([]);
    },
  );

  test.each(moments)('accepted %s %s.%s: issued exactly where it was read', async (side, port, call) => {
    const { world, deps, accept, request } = jointWorld();
    const racing = withPoint(deps, port, call, side, accept);
    const first = await issueCertificate(request, racing);
    expect(first.outcome).toBe(isBeforeTheRead(side, call) ? 'issued' : 'refused');
    await accept();
    expect((await issueCertificate(request, deps)).outcome).toBe(
      first.outcome === 'issued' ? 'alreadyIssued' : 'issued',
    );
    expect(world.records.certificates.size).toBe(1);
  });

  test.each(moments)(
    'withdrawn where the issue dies %s %s.%s: a reservation is completed, and none is made',
    async (...moment) => {
      const [side, port, call] = moment;
      const { world, deps, accept, withdraw, request } = jointWorld();
      await accept();
      await expect(issueCertificate(request, withPoint(deps, port, call, side, dies))).rejects.toThrow(
        'died',
      );
      await withdraw();
      const reserved = world.records.certificates.size;
      world.wait(60);
      await sweepReservations(deps as never);
      expect([...world.records.certificates.values()].map(({ state }) => state)).toEqual(
        reserved === 0 ? [] : ['issued'],
      );
      const again = await issueCertificate(request, deps);
      expect(again.outcome).toBe(reserved === 0 ? 'refused' : 'alreadyIssued');
    },
  );
});
