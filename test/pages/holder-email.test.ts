import { describe, expect, test } from '@jest/globals';
import { issuerOf } from '../../functions/domain/issuer.ts';
import { snapshotOf } from '../certificates.ts';
import { emailOf, ISSUERS, OCCASIONS } from '../emails.ts';

const addressesIn = (markup: string) => [...markup.matchAll(/href="([^"]+)"/g)].map(([, address]) => address);

describe('emails to holders', () => {
  test('have no name in their subject, and escape texts in HTML', () => {
    const holder = { ...snapshotOf().holder, nameEn: '<img src=x onerror=alert(1)>' };
    for (const occasion of OCCASIONS) {
      const email = emailOf({ occasion, snapshot: snapshotOf({ holder }) });
      expect(email.subject).not.toContain(holder.nameAr);
      expect(email.html).not.toContain('<img');
      expect(email.html).toContain('&lt;img');
    }
  });

  test.each(OCCASIONS)('fill in every placeholder, in both languages: $kind', (occasion) => {
    for (const asks of [[], ['volunteerId', 'birthYear'] as const]) {
      const link = { url: 'https://verify.example.org/my#T', expiresAt: '2025-08-19T09:30:00.000Z', asks };
      const { text, subject } = emailOf({ occasion, link });
      expect(text).not.toMatch(/[{}]|undefined|\u2066\u2069|\u2067\u2069/);
      expect(subject).toMatch(/^[\u0600-\u06ff ،]+ \| [A-Za-z ,]+$/);
    }
  });

  test('say that a corrected certificate replaces the earlier one, and that a request was approved', () => {
    expect(emailOf().text).not.toMatch(/corrected|المصحّحة/);
    const { subject, text } = emailOf({ occasion: { kind: 'replaced' } });
    expect(subject).toBe('شهادتك التطوعية المصحّحة جاهزة | Your corrected volunteering certificate is ready');
    expect(text).toMatch(/issued a corrected certificate.*takes the place of the earlier one/);
    expect(text).toMatch(/صدرت شهادتك المصحّحة.*تحل محل الشهادة السابقة/);
    expect(emailOf({ occasion: { kind: 'corrected' } }).text).toMatch(
      /request to correct the name was approved/,
    );
  });

  test('say for how many hours, and have one button, to the certificate without signing in', () => {
    const { text, html, picture } = emailOf({
      snapshot: snapshotOf({ minutes: 1830 }),
      picture: new Uint8Array([7]),
    });
    const read = text.replace(/[\u2066-\u2069]/g, '');
    expect(read).toContain('عن ٣٠ ساعة و٣٠ دقيقة في');
    expect(read).toContain('for 30 hours and 30 minutes in');
    expect(read).toContain('until 19 August 2025');
    const { baseUrl, certificateId } = snapshotOf();
    const link = `${baseUrl}/my#${certificateId}${'0a'.repeat(16)}`;
    expect(new Set(addressesIn(html))).toEqual(
      new Set([
        link,
        `${baseUrl}/verify/${certificateId}`,
        `mailto:${issuerOf(ISSUERS, 'rawabi-health-cluster').email}`,
      ]),
    );
    // No address outside: the picture is inside the email.
    expect([...html.matchAll(/src="([^"]+)"/g)].map(([, address]) => address)).toEqual(['cid:certificate']);
    expect(picture).toMatchObject({ contentId: 'certificate', mediaType: 'image/jpeg' });
  });

  test('divide the address of the issuer before its domain', () => {
    const { email } = issuerOf(ISSUERS, 'rawabi-health-cluster');
    const [local, domain] = email.split('@');
    expect(emailOf().html.split(`>${local}<wbr>@${domain}</a>`)).toHaveLength(3);
  });

  test('are in one language for a holder who chose it', () => {
    const { text, html } = emailOf({ language: 'ar' });
    expect(text).not.toContain('Dear');
    expect(html).not.toContain('lang="en" dir="ltr" style');
  });

  test('lead to the sign-in where the issuer’s policy has no links', () => {
    const { html, text } = emailOf({ link: undefined });
    expect(addressesIn(html)).toContain('https://verify.example.org/my');
    expect(text).toMatch(/Sign in with this email address/);
  });
});
