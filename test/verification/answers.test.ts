import { describe, expect, test } from '@jest/globals';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import { MemoryRegister, verificationClient } from './verification-client.ts';

const ID = idOf(1);
const JSON_ACCEPT = { accept: 'application/json' };
const SHORT = 'public, max-age=0, s-maxage=10, stale-if-error=0';

const bodyOf = (answer: { body?: string | undefined }) => JSON.parse(answer.body ?? '');

describe('GET /verify/{id} as JSON', () => {
  test('a certificate in force answers with the facts of the document', async () => {
    const send = verificationClient(new MemoryRegister(issuedOf()));
    const answer = await send('GET', `/verify/${ID}`, { headers: JSON_ACCEPT });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'cache-control': SHORT, 'access-control-allow-origin': '*' });
    expect(bodyOf(answer)).toEqual({
      certificateId: ID,
      displayId: ID.replace(/^(....)(....)(....)(....)/, '$1-$2-$3-$4-'),
      result: 'valid',
      checkedAt: '2026-11-22T11:03:20.000Z',
      holder: { disclosure: 'masked', nameAr: 'ن••• ع••• الب•••', nameEn: 'N••• A••• Al-B•••' },
      award: 'opportunity',
      opportunity: {
        titleAr: 'حملة القلب السليم',
        titleEn: 'Healthy Heart Campaign',
        track: 'preventive',
        kind: 'volunteering',
      },
      minutes: 1890,
      requiredMinutes: 1800,
      period: { from: '2025-06-01', to: '2025-07-15' },
      issuedOn: '2025-07-20',
      validUntil: null,
      issuer: {
        issuerId: 'rawabi-health-cluster',
        nameAr: 'تجمع الروابي الصحي',
        nameEn: 'Rawabi Health Cluster',
        domain: 'rawabi-health.example',
        country: 'SA',
      },
      partners: [],
      documentSha256: 'ab'.repeat(32),
      provenance: {
        ...{ grade: 'confirmed', shifts: 1, averageDaysToRecord: 17, approvers: 1, releasers: 0, files: 0 },
        approversByLink: 0,
        ...{ recordedSome: 0, approversRecordedSome: 0, releasersRecordedSome: 0, makerAndChecker: true },
        textAr: 'فترة تطوع واحدة؛ التسجيل بعد ١٧ يومًا في المتوسط؛ الاعتماد من شخص واحد لم يسجّل شيئًا منها.',
        textEn:
          'One shift, recorded 17 days after on average, approved by one person who recorded none of them.',
      },
      correctedOn: null,
    });
  });

  test.each([
    ['revoked', 200, { result: 'revoked', revokedOn: '2026-03-05', reasonCode: 'hours_corrected' }],
    [
      'superseded',
      200,
      { result: 'superseded', supersededOn: '2026-03-05', replacement: `/verify/${idOf(2)}` },
    ],
    ['suspended', 200, { result: 'suspended', suspendedOn: '2026-03-05' }],
  ] as const)(
    '%s answers with the day in the issuer’s time zone, without the holder',
    async (state, status, facts) => {
      const send = verificationClient(new MemoryRegister(inState(state)));
      const answer = await send('GET', `/verify/${ID}`, { headers: JSON_ACCEPT });
      expect(answer.statusCode).toBe(status);
      expect(bodyOf(answer)).toMatchObject(facts);
      expect(answer.body).not.toMatch(/holder|minutes|نورة|Noura|••/);
    },
  );

  test('a certificate is in force on its last day and expired on the next', async () => {
    const snapshot = snapshotOf({ validUntil: '2026-11-22' });
    const register = new MemoryRegister(issuedOf(snapshot));
    const lastMoment = verificationClient(register, { now: () => '2026-11-22T20:59:59.999Z' });
    const nextDay = verificationClient(register, { now: () => '2026-11-22T21:00:00.000Z' });
    expect(bodyOf(await lastMoment('GET', `/verify/${ID}`)).result).toBe('valid');
    const expired = await nextDay('GET', `/verify/${ID}`);
    expect(expired.statusCode).toBe(200);
    expect(bodyOf(expired)).toMatchObject({ result: 'expired', validUntil: '2026-11-22' });
    expect(expired.body).not.toMatch(/holder|minutes/);
  });

  test.each(['application/json', 'text/html'])(
    'never issued, reserved and erased certificates have the same answer, byte for byte, as %s',
    async (accept) => {
      const answers = [];
      for (const register of [
        new MemoryRegister(),
        new MemoryRegister(inState('reserved')),
        new MemoryRegister(inState('erased')),
      ]) {
        answers.push(await verificationClient(register)('GET', `/verify/${ID}`, { headers: { accept } }));
      }
      expect(answers[0]?.statusCode).toBe(404);
      expect(answers[0]?.headers?.['cache-control']).toBe(SHORT);
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    },
  );

  test('a mistyped ID is located without a read', async () => {
    const register = new MemoryRegister(issuedOf());
    const typed = `${ID.slice(0, 15)}${ID[15] === 'Z' ? 'Y' : 'Z'}${ID.slice(16)}`;
    const answer = await verificationClient(register)('GET', `/verify/${typed}`, { headers: JSON_ACCEPT });
    expect(answer.statusCode).toBe(400);
    expect(bodyOf(answer)).toMatchObject({ result: 'malformed', rule: 'check_digits', certificateId: null });
    expect(bodyOf(answer).suspectSymbols).toContain(16);
    expect(register.reads).toBe(0);
  });

  test('an unreachable store is answered as unavailable, which is not cached', async () => {
    const register = new MemoryRegister(issuedOf());
    register.broken = true;
    const faults: unknown[] = [];
    const answer = await verificationClient(register, { faults })('GET', `/verify/${ID}`, {
      headers: JSON_ACCEPT,
    });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '5' });
    expect(bodyOf(answer)).toMatchObject({ result: 'unavailable', certificateId: ID });
    expect(faults).toHaveLength(1);
  });

  test('a record that contradicts itself is never valid', async () => {
    const register = new MemoryRegister(issuedOf(snapshotOf(), { documentSha256: null }));
    const answer = await verificationClient(register)('GET', `/verify/${ID}`, { headers: JSON_ACCEPT });
    expect(bodyOf(answer).result).toBe('unavailable');
  });

  test('under `match` neither the name nor the replacement is shown', async () => {
    const snapshot = snapshotOf({ disclosure: 'match' });
    const valid = await verificationClient(new MemoryRegister(issuedOf(snapshot)))('GET', `/verify/${ID}`);
    expect(bodyOf(valid).holder).toEqual({ disclosure: 'match', nameAr: null, nameEn: null });
    const register = new MemoryRegister(inState('superseded', snapshot));
    expect(bodyOf(await verificationClient(register)('GET', `/verify/${ID}`)).replacement).toBeNull();
  });
});

describe('the form of an answer', () => {
  const send = verificationClient(new MemoryRegister(issuedOf()));
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

  test.each([
    [browser, 'text/html; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['text/html;q=0.5, application/json', 'application/json; charset=utf-8'],
  ])('Accept: %s is answered with %s', async (accept, type) => {
    const answer = await send('GET', `/verify/${ID}`, { headers: { accept } });
    expect(answer.headers?.['content-type']).toBe(type);
    expect(answer.headers?.vary).toBe('accept, accept-language');
  });

  test.each([
    ['?lang=en', 'ar', 'en'],
    ['', 'en-GB,en;q=0.9,ar;q=0.5', 'en'],
    ['', 'ar-SA', 'ar'],
    ['', 'fr', 'ar'],
    ['?lang=fr', 'en', 'en'],
  ])('%s with Accept-Language %s is in %s', async (query, acceptLanguage, language) => {
    const headers = { accept: browser, 'accept-language': acceptLanguage };
    const answer = await send('GET', `/verify/${ID}${query}`, { headers });
    expect(answer.headers?.['content-language']).toBe(language);
    expect(answer.body).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  });

  test('HEAD has the headers of GET and no body', async () => {
    const get = await send('GET', `/verify/${ID}`);
    const head = await send('HEAD', `/verify/${ID}`);
    expect(head.headers).toEqual(get.headers);
    expect(head.statusCode).toBe(200);
    expect(head.body).toBeUndefined();
  });

  test('scripts of other origins may send GET', async () => {
    const answer = await send('OPTIONS', `/verify/${ID}`, {
      headers: { origin: 'https://employer.example' },
    });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
    });
  });

  test.each([
    ['the QR’s address', `/V/${ID}`],
    ['the address after a comparison of names', `/verify/${ID}/match`],
  ])('%s redirects to the answer', async (_, address) => {
    const answer = await send('GET', address);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers?.location).toBe(`/verify/${ID}`);
  });
});

describe('the form without scripts', () => {
  const send = verificationClient(new MemoryRegister(issuedOf()));
  const inArabicDigits = ID.toLowerCase().replace(/\d/g, (digit) =>
    String.fromCharCode(0x660 + Number(digit)),
  );

  test.each([
    ID,
    ID.toLowerCase().replace(/(.{4})/g, '$1 '),
    inArabicDigits,
    `https://verify.example.org/V/${ID}`,
  ])('reads %s and redirects to the answer', async (typed) => {
    const answer = await send('GET', `/verify?id=${encodeURIComponent(typed)}&lang=en`);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers?.location).toBe(`/verify/${ID}?lang=en`);
  });

  test('shows a malformed ID again, escaped', async () => {
    const answer = await send('GET', `/verify?id=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('<script>alert');
    expect(answer.body).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('the page of a certificate', () => {
  test.each([
    ['volunteering', 'ar', 'مدة التطوع'],
    ['volunteering', 'en', 'Time volunteered'],
    ['course', 'ar', 'مدة التدريب'],
    ['course', 'en', 'Training time'],
  ] as const)('labels the time of %s as the document does (%s)', async (opportunityKind, language, label) => {
    const register = new MemoryRegister(issuedOf(snapshotOf({ opportunityKind })));
    const { body } = await verificationClient(register)('GET', `/verify/${ID}?lang=${language}`, {
      headers: { accept: 'text/html' },
    });
    expect(body).toContain(`<dt>${label}</dt>`);
  });
});
