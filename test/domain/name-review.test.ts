import { describe, expect, test } from '@jest/globals';
import { type NameReview, reviewOf } from '../../functions/domain/hours/name-review.ts';

const NAME = { nameAr: 'نورة سالم الحربي', nameEn: 'Noura Salem Alharbi' };
const REVIEW: NameReview = {
  issuerId: 'rawabi-health-cluster',
  volunteerId: 'V-0001',
  revision: 1,
  state: 'confirmed',
  ...NAME,
  reviewedAt: '2025-08-01T08:00:00.000Z',
  reviewedBy: 'holder-1',
  wantedAr: null,
  wantedEn: null,
  note: '',
  decidedAt: null,
  decidedBy: null,
  decisionNote: null,
};
const REQUEST: NameReview = { ...REVIEW, state: 'requested', wantedEn: 'Noura Salim Alharbi' };

describe('the review of a name', () => {
  test('confirms the name that was seen', () => {
    expect(reviewOf(REVIEW, NAME)).toEqual(REVIEW);
  });

  test('confirms no other name that was recorded since', () => {
    expect(reviewOf(REVIEW, { ...NAME, nameAr: 'نورة سالم' })).toBeUndefined();
  });

  test('asks for another name until the ledger has it, whoever recorded it', () => {
    expect(reviewOf(REQUEST, NAME)?.state).toBe('requested');
    expect(reviewOf(REQUEST, { ...NAME, nameEn: 'Noura Salim Alharbi' })?.state).toBe('corrected');
  });

  test('still asks where only another script was recorded since', () => {
    expect(reviewOf(REQUEST, { ...NAME, nameAr: 'نورة بنت سالم الحربي' })?.state).toBe('requested');
  });
});
