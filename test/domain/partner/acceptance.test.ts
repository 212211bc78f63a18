import { describe, expect, test } from '@jest/globals';
import type { Issuer } from '../../../functions/domain/issuer.ts';
import {
  type Acceptance,
  jointIssuers,
  partnerState,
  termsOf,
} from '../../../functions/domain/partner/acceptance.ts';
import { ISSUER } from '../../issuing/issuing-world.ts';
import { opportunityOf } from '../../people.ts';

const signer = (nameEn: string) => ({ nameEn, nameAr: nameEn, titleAr: 'المدير', titleEn: 'Director' });
const partner: Issuer = {
  ...ISSUER,
  issuerId: 'municipality',
  logo: 'municipality',
  signatories: [signer('Amal'), signer('Badr')],
};
const issuers = new Map([
  [ISSUER.issuerId, ISSUER],
  [partner.issuerId, partner],
]);
const opportunity = opportunityOf({ partnerIds: ['municipality'] });
const acceptance: Acceptance = {
  issuerId: opportunity.issuerId,
  opportunityId: opportunity.opportunityId,
  partnerId: 'municipality',
  terms: termsOf(opportunity),
  mark: { logo: 'municipality', signatories: [signer('Badr')] },
  validUntil: '2026-06-30',
  by: 'mayor',
  at: '2026-01-01T08:00:00.000Z',
};
const on = '2026-06-30';

describe('a partner of a joint opportunity', () => {
  test.each([
    ['awaiting', undefined, opportunity, partner, on],
    ['accepted', acceptance, opportunity, partner, on],
    ['expired', acceptance, opportunity, partner, '2026-07-01'],
    ['withdrawn', { ...acceptance, withdrawn: { by: 'x', at: acceptance.at } }, opportunity, partner, on],
    ['accepted', acceptance, { ...opportunity, beneficiaries: 7 }, partner, on],
    ['changed', acceptance, { ...opportunity, requiredMinutes: 1 }, partner, on],
    ['changed', acceptance, { ...opportunity, titleEn: 'Another' }, partner, on],
    ['changed', acceptance, { ...opportunity, partnerIds: ['municipality', 'other'] }, partner, on],
    ['changed', acceptance, opportunity, { ...partner, logo: 'new' }, on],
    ['changed', acceptance, opportunity, { ...partner, signatories: [signer('Amal')] }, on],
    ['not_named', acceptance, { ...opportunity, partnerIds: [] }, partner, on],
  ] as const)('is %s', (state, stored, about, whom, today) => {
    expect(partnerState(whom, about, stored, today)).toBe(state);
  });

  test('signs by those whom it accepted, and nobody else', () => {
    const joint = jointIssuers(opportunity, [acceptance], issuers, on);
    expect(joint.reason).toBeUndefined();
    expect(joint.issuers.map(({ issuerId }) => issuerId)).toEqual([ISSUER.issuerId, 'municipality']);
    expect(joint.issuers[1]?.signatories).toEqual([signer('Badr')]);
  });

  test('is named where it has not agreed; the acceptance of another opportunity is none', () => {
    const reason = { reason: 'PARTNER_NOT_AGREED', partnerIds: ['municipality'] };
    expect(jointIssuers(opportunity, [], issuers, on).reason).toEqual(reason);
    const other = { ...acceptance, issuerId: 'shifa-initiative' };
    expect(jointIssuers(opportunity, [other], issuers, on).reason).toEqual(reason);
    expect(jointIssuers(opportunityOf(), [], issuers, on).reason).toBeUndefined();
  });
});
