import { describe, expect, test } from '@jest/globals';
import { roomReason } from '../../../functions/domain/eligibility/design-room.ts';
import { publishedRooms } from '../../../functions/rendering/certificate/design-room.ts';
import {
  HARD_ISSUERS,
  HARD_SIGNATORY,
  LONGEST_ISSUER,
} from '../../../functions/rendering/preview/gallery.ts';
import { openFontLibrary } from '../../../functions/rendering/template-fonts.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';

const person = { nameAr: 'أ', nameEn: 'A', titleAr: 'ب', titleEn: 'B' };
const issuerWith = (signatories: number) => ({
  nameAr: 'أ',
  nameEn: 'A',
  signatories: Array.from({ length: signatories }, () => person),
});
const roomFor = publishedRooms(templatesDirectory(), openFontLibrary(templatesDirectory()));

describe('the room of a published design', () => {
  test.each([
    ['participation@1', { issuers: 1, signatories: 4 }],
    ['course@1', { issuers: 1, signatories: 6 }],
    ['team@1', { issuers: 1, signatories: 5 }],
    ['joint@1', { issuers: 4, signatories: 6 }],
  ])('%s', (design, room) => {
    const { issuers, signatories } = roomFor(design);
    const nine = Array.from({ length: 9 }, () => person);
    expect({ issuers: issuers(nine), signatories: signatories(nine) }).toEqual(room);
  });

  test.each([
    ['participation@1', 3],
    ['course@1', 4],
    ['team@1', 4],
    ['joint@1', 4],
  ])('%s gives %i people with very long names letters that can be read', (design, most) => {
    const people = Array.from({ length: 6 }, () => HARD_SIGNATORY);
    expect(roomFor(design).signatories(people)).toBe(most);
    expect(roomReason([{ nameAr: 'أ', nameEn: 'A', signatories: people }], roomFor(design))).toEqual({
      reason: 'DESIGN_NO_ROOM',
      printed: 'signatories',
      count: 6,
      most,
    });
  });
});

test('the joint design names four issuers, and three whose names are as long as they may be', () => {
  const { issuers } = roomFor('joint@1');
  expect(issuers(HARD_ISSUERS)).toBe(4);
  expect(issuers(Array.from({ length: 4 }, () => LONGEST_ISSUER))).toBe(3);
});

describe('a certificate is refused before it is issued', () => {
  test.each([
    [
      'two issuers on the design for one',
      'participation@1',
      [1, 1],
      { printed: 'issuers', count: 2, most: 1 },
    ],
    ['five issuers', 'joint@1', [1, 1, 1, 1, 1], { printed: 'issuers', count: 5, most: 4 }],
    ['seven signatories', 'joint@1', [3, 3, 1], { printed: 'signatories', count: 7, most: 6 }],
  ])('with %s', (_, design, signatories, facts) => {
    expect(roomReason(signatories.map(issuerWith), roomFor(design))).toEqual({
      reason: 'DESIGN_NO_ROOM',
      ...facts,
    });
  });

  test('but not with four issuers and six signatories', () => {
    expect(roomReason([3, 1, 1, 1].map(issuerWith), roomFor('joint@1'))).toBeUndefined();
  });
});
