import { describe, expect, test } from '@jest/globals';
import {
  appointmentEmail,
  approvalRequestEmail,
  loadStaffEmailWording,
} from '../../functions/pages/staff-email.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';

const wording = loadStaffEmailWording(templatesDirectory());
const issuer = loadIssuers(templatesDirectory()).get('rawabi-health-cluster');
if (issuer === undefined) throw new Error('The sample has no such issuer');
const SIGN_IN = 'https://verify.example.org/my';
const person = { name: 'سارة <القحطاني>', email: 'sara@example.org', reference: 'r1' };

/** Returns a text without the marks that isolate its facts. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

describe('an email to staff', () => {
  test('says who invited, for which issuer, what the person may do and how to begin, Arabic first', () => {
    const email = appointmentEmail(
      { ...person, roles: ['recorder', 'supervisor'], inviter: 'هدى العنزي' },
      issuer,
      SIGN_IN,
      wording,
    );
    expect(email.to).toBe('sara@example.org');
    const text = plain(email.text);
    expect(text.indexOf('وصلتك دعوة من هدى العنزي')).toBeLessThan(text.indexOf('هدى العنزي has invited you'));
    expect(text).toContain('صلاحياتك: تسجيل الساعات، اعتماد الساعات.');
    expect(text).toContain('What you may do: recording hours, approving hours.');
    expect(text.match(new RegExp(SIGN_IN, 'g'))).toHaveLength(2);
    expect(email.html).toContain('&lt;القحطاني&gt;');
    expect(email.subject).not.toContain('سارة');
  });

  test('says that the administration invited where nobody knows the name', () => {
    const email = appointmentEmail(
      { ...person, roles: ['auditor'], inviter: null },
      issuer,
      SIGN_IN,
      wording,
    );
    expect(plain(email.text)).toContain(`وصلتك دعوة من إدارة ${issuer.nameAr}`);
    expect(plain(email.text)).toContain(`The administration of ${issuer.nameEn} has invited you`);
  });

  test('leads nobody to a sign-in who approves by link', () => {
    const email = appointmentEmail(
      { ...person, roles: ['supervisor'], byLink: true, inviter: null },
      issuer,
      SIGN_IN,
      wording,
    );
    expect(email.text + email.html).not.toContain(SIGN_IN);
    expect(plain(email.text)).toContain('لا تحتاج إلى حساب');
  });

  test('asks for an approval with the link, the opportunities, the number of shifts and the last day', () => {
    const link = 'https://verify.example.org/approve#secret';
    const email = approvalRequestEmail(
      {
        ...person,
        titles: [{ titleAr: 'فحص السكري', titleEn: 'Diabetes screening' }],
        shifts: 12,
        until: '2026-03-01',
      },
      issuer,
      link,
      wording,
    );
    expect(plain(email.text)).toContain(`في: فحص السكري. عدد فترات التطوع: ١٢.`);
    expect(plain(email.text)).toContain('in: Diabetes screening. Number of shifts: 12.');
    expect(plain(email.text).replaceAll('\u00a0', ' ')).toContain('صالح حتى ١ مارس ٢٠٢٦');
    expect(email.html.match(new RegExp(`href="${link}"`, 'g'))).toHaveLength(2);
  });
});

test('both languages have the same texts', () => {
  const keysOf = (value: object): unknown =>
    Object.entries(value).map(([key, inner]) => [key, typeof inner === 'object' ? keysOf(inner) : null]);
  expect(keysOf(wording.ar)).toEqual(keysOf(wording.en));
});
