import { describe, expect, test } from '@jest/globals';
import { certificateSummary } from '../../../functions/domain/certificate/certificate-summary.ts';
import { hasVisibleDocument, isInForce } from '../../../functions/domain/certificate/in-force.ts';
import { verificationOf } from '../../../functions/domain/certificate/verification.ts';
import { issuedOf, snapshotOf } from '../../certificates.ts';

describe('a certificate that is valid until 10 January in Riyadh', () => {
  const certificate = issuedOf(snapshotOf({ validUntil: '2026-01-10' }));

  test.each([
    ['in the evening of that day', '2026-01-10T20:59:59.000Z', true],
    [
      'in the first hours of the next day, while it is still 10 January in UTC',
      '2026-01-10T21:00:00.000Z',
      false,
    ],
    ['the day after', '2026-01-11T12:00:00.000Z', false],
  ])('%s is in force exactly where its verification says valid, and lists the same', (_, now, expected) => {
    expect(isInForce(certificate, now)).toBe(expected);
    const answer = verificationOf(certificate.certificateId, certificate, now);
    expect(answer.result).toBe(expected ? 'valid' : 'expired');
    expect(certificateSummary(certificate, now).isExpired).toBe(!expected);
  });
});

test.each([
  ['reserved', false, false],
  ['issued', true, true],
  ['suspended', false, true],
  ['revoked', false, true],
  ['superseded', false, true],
  ['erased', false, false],
] as const)('a certificate that is %s', (state, inForce, visible) => {
  const certificate = { ...issuedOf(), state };
  expect(isInForce(certificate, '2026-01-10T12:00:00.000Z')).toBe(inForce);
  expect(hasVisibleDocument(certificate)).toBe(visible);
});
