import { describe, expect, test } from '@jest/globals';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { MemoryRegister, verificationClient } from './verification-client.ts';

const ID = idOf(1);
const MISTYPED = `${ID.slice(0, 14)}00${ID.slice(16)}`;
const page = async (id: string, lang: string) => {
  const send = verificationClient(new MemoryRegister(issuedOf(snapshotOf())));
  const { body = '' } = await send('GET', `/verify/${id}?lang=${lang}`, { headers: { accept: 'text/html' } });
  return body;
};

describe('the page of a certificate', () => {
  test.each([
    ['ar', 'تجمع الروابي الصحي', '٣٠ ساعة على الأقل، سُجّلت بتواريخها واعتمدتها الجهة'],
    ['en', 'Rawabi Health Cluster', 'At least 30 hours, recorded by date and approved by the issuer'],
  ])('says in %s who issued it, where to ask, and what it took', async (lang, issuer, took) => {
    const body = await page(ID, lang);
    const facts = body.slice(body.indexOf('class="facts"'), body.indexOf('id="checks"'));
    expect(facts).toMatch(/<img[^>]* src="\/assets\/[^"]*\.svg"/);
    for (const text of [issuer, 'rawabi-health.example', took]) expect(facts).toContain(text);
    expect(facts).toContain('href="mailto:volunteering@rawabi-health.example"');
  });

  test('speaks Arabic as people do', async () => {
    const body = await page(ID, 'ar');
    expect(body).toContain('أفلت الملف هنا');
    expect(body).toContain('طابق الاسم');
    expect(await page(MISTYPED, 'ar')).toContain('إحدى هذه الخانات');
  });
});
