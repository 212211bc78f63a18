import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { isIdentityOf, type VolunteerKey } from '../../functions/domain/hours/volunteer.ts';
import type { Acceptance } from '../../functions/domain/partner/acceptance.ts';
import { correctName } from '../../functions/workflows/lifecycle/correct-name.ts';
import { decideCorrection } from '../../functions/workflows/lifecycle/decide-correction.ts';
import { requestCorrection } from '../../functions/workflows/lifecycle/request-correction.ts';
import { snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { worldOf } from './world.ts';

const ANOTHER = { nameEn: 'Zabarjada Saad Al-Bishi' };
const SPELLING = { nameEn: 'Noura Abdullah Albishi' };
const ISSUER = snapshotOf().issuers[0];
const PARTNER = { ...ISSUER, issuerId: 'rawabi-municipality', logo: 'municipality.svg' };

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

/** A certificate, and what the coordinator `sara` and others do about its name. */
async function certified(change: Partial<CertificateSnapshot> = {}, makerAndChecker = true) {
  const world = await worldOf(table.dynamo, table.tableName, false, change);
  const { certificateId } = world;
  const deps = { ...world.deps, policies: { of: async () => ({ makerAndChecker }) } };
  const correct = (name: { nameEn: string }, actor = 'sara') =>
    correctName({ certificateId, name, actor, note: 'A typing error', canModify: () => true }, deps);
  const decide = (
    correctionId: string,
    actor: string,
    decision: 'approve' | 'reject' = 'approve',
    isVolunteer = (_: VolunteerKey) => false,
  ) =>
    decideCorrection(
      {
        ...{ correctionId, decision, actor, note: 'No', hasIssuer: () => true, isVolunteer },
        isApprover: () => !actor.startsWith('coordinator'),
      },
      deps,
    );
  /** Opens the request for another name, and returns its ID. */
  const asked = async () => {
    const corrected = await correct(ANOTHER);
    if ('replacement' in corrected) throw new Error('One person has replaced it');
    return corrected.waiting.correctionId;
  };
  return { ...world, deps, correct, decide, asked };
}

describe('a correction that a coordinator makes', () => {
  test('replaces the certificate at once where it only spells the name', async () => {
    const { correct, answers } = await certified();
    expect(await correct(SPELLING)).toMatchObject({ replacement: { state: 'issued' } });
    expect(await answers()).toEqual(['superseded', 'valid']);
  });

  test('keeps evidence and provenance of the original, byte for byte', async () => {
    const { correct, find } = await certified();
    const corrected = await correct(SPELLING);
    const replacement = 'replacement' in corrected ? corrected.replacement.snapshot : null;
    const { snapshot } = await find();
    expect(replacement?.supersedes).toBe(snapshot?.certificateId);
    for (const field of ['evidence', 'provenance', 'minutes', 'period', 'award', 'issuers'] as const)
      expect(JSON.stringify(replacement?.[field])).toBe(JSON.stringify(snapshot?.[field]));
  });

  test('waits for an approver where it could be somebody else’s name', async () => {
    const { asked, decide, answers, find } = await certified();
    const correctionId = await asked();
    expect(await answers()).toEqual(['valid']);
    await expect(decide(correctionId, 'sara')).rejects.toMatchObject({ code: 'SAME_PERSON' });
    // An administrator alone makes any number of coordinators.
    await expect(decide(correctionId, 'coordinator-2')).rejects.toMatchObject({ code: 'FORBIDDEN_ROLE' });
    expect(await answers()).toEqual(['valid']);
    const decided = await decide(correctionId, 'omar');
    expect(decided).toMatchObject({ state: 'approved', requester: 'issuer', requestedBy: 'sara' });
    expect(await answers()).toEqual(['superseded', 'valid']);
    const { snapshot } = await find(decided.replacementId ?? '');
    expect(snapshot?.holder.nameEn).toBe(ANOTHER.nameEn);
  });

  test('is taken back by who made it, and no email tells the holder', async () => {
    const { asked, decide, answers, certificateId, everythingOf, correct } = await certified();
    expect(await decide(await asked(), 'sara', 'reject')).toMatchObject({ state: 'rejected' });
    expect(await everythingOf(certificateId)).not.toContain('NOTIFICATION#');
    expect(await answers()).toEqual(['valid']);
    expect(await correct(ANOTHER, 'omar')).toMatchObject({ waiting: { state: 'open' } });
  });

  test('is open once: a second one says which waits', async () => {
    const { asked, correct } = await certified();
    const correctionId = await asked();
    await expect(correct({ nameEn: 'Yaqoota Saad' })).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      facts: { correctionId },
    });
  });

  test('needs nobody where the issuer asks for no second person, and the evidence says so', async () => {
    const { correct, find } = await certified({}, false);
    const corrected = await correct(ANOTHER);
    expect(corrected).toMatchObject({
      replacement: { snapshot: { provenance: { makerAndChecker: false } } },
    });
    expect((await find()).snapshot?.provenance.makerAndChecker).toBe(true);
  });
});

describe('a holder’s request', () => {
  const requested = async () => {
    const made = await certified();
    const request = { certificateId: made.certificateId, isHolder: () => true, name: ANOTHER, note: '' };
    const { correctionId } = await requestCorrection({ ...request, actor: 'sara' }, made.deps);
    return { ...made, correctionId };
  };

  test('is not approved by the account that asked', async () => {
    const { correctionId, decide, answers } = await requested();
    await expect(decide(correctionId, 'sara')).rejects.toMatchObject({ code: 'SAME_PERSON' });
    expect(await answers()).toEqual(['valid']);
    expect(await decide(correctionId, 'coordinator-2')).toMatchObject({ state: 'approved' });
  });

  test('is not approved by an account that is the holder', async () => {
    const { correctionId, decide, answers, find } = await requested();
    const { volunteerId } = await find();
    const isHolder = (key: VolunteerKey) => isIdentityOf({ volunteerId }, key);
    await expect(decide(correctionId, 'omar', 'approve', isHolder)).rejects.toMatchObject({
      code: 'SAME_PERSON',
    });
    expect(await answers()).toEqual(['valid']);
  });
});

describe('a correction of a joint certificate', () => {
  const acceptance = {
    ...{ issuerId: ISSUER.issuerId, partnerId: PARTNER.issuerId, validUntil: '2027-12-31', by: 'mayor' },
    mark: { logo: PARTNER.logo, signatories: PARTNER.signatories },
  } as unknown as Acceptance;
  const joint = async (acceptances: readonly Acceptance[]) => {
    const made = await certified({ issuers: [ISSUER, PARTNER] });
    const deps = { ...made.deps, agreements: { acceptances: async () => [...acceptances] } };
    const request = { certificateId: made.certificateId, name: SPELLING, actor: 'sara' };
    return { ...made, correcting: correctName({ ...request, canModify: () => true }, deps) };
  };

  test('prints the partner again while the acceptance is in force', async () => {
    const { correcting } = await joint([acceptance]);
    expect(await correcting).toMatchObject({
      replacement: { snapshot: { issuers: [{}, { issuerId: PARTNER.issuerId }] } },
    });
  });

  test.each([
    ['was never given', []],
    ['was withdrawn', [{ ...acceptance, withdrawn: { by: 'mayor', at: '2026-01-01T00:00:00.000Z' } }]],
    ['has ended', [{ ...acceptance, validUntil: '2025-12-31' }]],
    ['is of another signatory', [{ ...acceptance, mark: { logo: PARTNER.logo, signatories: [] } }]],
  ])('is refused where the acceptance %s', async (_, acceptances) => {
    const { correcting, answers } = await joint(acceptances);
    await expect(correcting).rejects.toMatchObject({
      code: 'NOT_ELIGIBLE',
      facts: { reason: 'PARTNER_NOT_AGREED', partnerIds: [PARTNER.issuerId] },
    });
    expect(await answers()).toEqual(['valid']);
  });
});
