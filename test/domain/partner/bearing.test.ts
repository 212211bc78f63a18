import { describe, expect, test } from '@jest/globals';
import type { Certificate } from '../../../functions/domain/certificate/certificate.ts';
import { bearingFigures } from '../../../functions/domain/partner/bearing.ts';
import { idOf, issuedOf, snapshotOf } from '../../certificates.ts';

const [OWN] = snapshotOf().issuers;
const PERIOD = { from: '2025-07-01', to: '2025-07-31' };

/** A certificate of an hour that bears these partners' names. */
function bearing(
  number: number,
  partnerIds: readonly string[],
  change: Partial<Certificate> = {},
): Certificate {
  const partners = partnerIds.map((issuerId) => ({ ...OWN, issuerId }));
  const volunteerId = `V-${number % 10}`;
  const snapshot = snapshotOf({
    certificateId: idOf(number),
    minutes: 60,
    issuers: [OWN, ...partners],
    holder: { ...snapshotOf().holder, volunteerId },
  });
  return issuedOf(snapshot, { volunteerId, ...change });
}

const figures = (certificates: number, volunteers = certificates) => ({
  ...{ certificates, volunteers },
  minutes: certificates * 60,
});

describe('what bears partners’ names', () => {
  test('counts for each of them, and once in all', () => {
    const both = bearing(1, ['a', 'b']);
    const certificates = [both, bearing(2, ['a']), bearing(3, ['b']), bearing(4, ['c']), bearing(5, [])];
    // A certificate of two opportunities' lists is the same one.
    expect(bearingFigures([...certificates, both], ['a', 'b'], PERIOD)).toEqual({
      partners: [
        { partnerId: 'a', ...figures(2) },
        { partnerId: 'b', ...figures(2) },
      ],
      total: figures(3),
    });
  });

  test('counts a volunteer with two certificates once', () => {
    expect(bearingFigures([bearing(1, ['a']), bearing(11, ['a'])], ['a'], PERIOD).total).toEqual(
      figures(2, 1),
    );
  });

  test('is what is in force: no revoked, replaced, erased or reserved one', () => {
    const others = (['revoked', 'superseded', 'erased', 'reserved'] as const).map((state, index) =>
      bearing(20 + index, ['a'], { state }),
    );
    const certificates = [bearing(1, ['a']), bearing(2, ['a'], { state: 'suspended' }), ...others];
    expect(bearingFigures(certificates, ['a'], PERIOD).total).toEqual(figures(2));
  });

  test('is of the period, its first and last day included', () => {
    const on = (from: string, to: string) => bearingFigures([bearing(1, ['a'])], ['a'], { from, to }).total;
    expect(on('2025-07-20', '2025-07-20')).toEqual(figures(1));
    expect(on('2025-07-21', '2025-07-31')).toEqual(figures(0));
    expect(on('2025-07-01', '2025-07-19')).toEqual(figures(0));
  });

  test('is nobody’s as the issuer', () => {
    expect(bearingFigures([bearing(1, ['a'])], [OWN.issuerId], PERIOD).total).toEqual(figures(0));
  });
});
