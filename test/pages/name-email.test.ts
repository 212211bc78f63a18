import { describe, expect, test } from '@jest/globals';
import { withoutIsolates } from '../../functions/domain/wording/directional-text.ts';
import { loadNameEmailWording, nameEmail } from '../../functions/pages/email/name-email.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { ISSUERS } from '../emails.ts';

const WORDING = loadNameEmailWording(templatesDirectory());
const [issuer] = [...ISSUERS.values()];
if (issuer === undefined) throw new Error('There is no issuer');
const DECIDED = {
  to: 'noura@example.org',
  language: null,
  volunteer: { nameAr: 'نورة سالم الحربي', nameEn: 'Noura Salim <Alharbi>' },
  outcome: 'corrected',
  note: '',
  issuer,
  address: 'https://verify.example.org/my#details',
  reference: 'a1',
} as const;

describe('the email about a decided name', () => {
  test('says the name as it is now in both scripts, and leads to the page of the details', () => {
    const { subject, text, html } = nameEmail(DECIDED, WORDING);
    expect(subject).toBe('قُبل طلبك تصحيح الاسم | Your name was corrected');
    const read = withoutIsolates(text);
    expect(read).toContain('فصار بالعربية: نورة سالم الحربي، وبالإنجليزية: Noura Salim <Alharbi>.');
    expect(read).toContain('now نورة سالم الحربي in Arabic and Noura Salim <Alharbi> in English');
    expect(text.split(DECIDED.address)).toHaveLength(3);
    expect(html).toContain('Noura Salim &lt;Alharbi&gt;');
    expect(html).not.toContain('<Alharbi>');
  });

  test('says the reason where it was declined, in the language that was chosen alone', () => {
    const note = 'Please send a copy of your passport.';
    const { subject, text } = nameEmail({ ...DECIDED, outcome: 'declined', note, language: 'ar' }, WORDING);
    expect(subject).toBe('الرد على طلبك تصحيح الاسم');
    expect(text).toContain(`وجاء في الرد: \u2066${note}\u2069`);
    expect(text).not.toContain('Dear');
  });

  test.each(['corrected', 'declined'] as const)('fills in every placeholder: %s', (outcome) => {
    const { text, html } = nameEmail({ ...DECIDED, outcome, note: '.' }, WORDING);
    expect(`${text}${html.replace(/style="[^"]*"/g, '')}`).not.toMatch(
      /[{}]|undefined|\u2066\u2069|\u2067\u2069/,
    );
  });
});
