import { expect, test } from '@jest/globals';
import { findUnprinted } from '../../../functions/domain/wording/printed-text.ts';
import { isCovered } from '../../../functions/rendering/printable.ts';
import { openFontLibrary } from '../../../functions/rendering/template-fonts.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';

const library = openFontLibrary(templatesDirectory());
const find = (text: string) => findUnprinted(text, (character) => isCovered(library, character));

test.each([
  'حملة القلب: «نبض» (المرحلة ٢) — 100% & 25/09/2025',
  'فريق CARE التطوعي #1 @ الروابي',
  'Heart & Soul: 5 km, 37°C – “Step 2”',
  'علی‌رضا گل‌محمدی',
  'اليوم الوطني الـ95 لمحـو الأمية',
  'نسبة SpO₂ وCO₂، 10⁶ خلية، ⅔ الجرعة',
  'São Tomé, Özgür Şenyiğit',
])('prints %s', (text) => {
  expect(find(text)).toBeUndefined();
});

test.each([
  ['حملة القلب ❤', { codePoint: 'U+2764', position: 12 }],
  ['Heart 中文 campaign', { codePoint: 'U+4E2D', position: 7 }],
  ['Сampaign', { codePoint: 'U+0421', position: 1 }],
  ['Cαre', { codePoint: 'U+03B1', position: 2 }],
  ['Ｃare', { codePoint: 'U+FF23', position: 1 }],
  ['𝐂are', { codePoint: 'U+1D402', position: 1 }],
  ['abc\u202Edef', { codePoint: 'U+202E', position: 4 }],
  // One font has the letter, another one the mark.
  ['№ ŋ\u030B', { codePoint: 'U+030B', position: 4 }],
  ['حملة \u064Bالقلب', { codePoint: 'U+064B', position: 6 }],
  ['\u0651حملة', { codePoint: 'U+0651', position: 1 }],
  ['حملة 😀', { codePoint: 'U+1F600', position: 6 }],
])('refuses %s and says which character', (text, unprinted) => {
  expect(find(text)).toEqual(unprinted);
});
