import { describe, expect, test } from '@jest/globals';
import { callerAddress } from '../../functions/runtime/http/caller-address.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { eventOf } from './event-of.ts';
import { MemoryRegister, verificationClient } from './verification-client.ts';

const ID = idOf(1);
const OTHER = 'سارة سعد';
const RIGHT = 'نورة عبدالله البيشي';
const form = (name: string, lang = 'en') => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ name, lang }).toString(),
});
const clientOf = (disclosure: 'masked' | 'match') =>
  verificationClient(new MemoryRegister(issuedOf(snapshotOf({ disclosure }))));

describe('a page on which a name was compared', () => {
  test.each([
    ['masked', 'en', 'The name doesn’t match', /You typed “<bdi[^>]*>سارة سعد<\/bdi>”/],
    ['match', 'ar', 'الاسم غير مطابق', /الاسم المكتوب: «<bdi[^>]*>سارة سعد<\/bdi>»/],
  ] as const)(
    'under %s in %s, has nothing green for another name, and says what was typed',
    async (disclosure, lang, title, typed) => {
      const { statusCode, body = '' } = await clientOf(disclosure)(
        'POST',
        `/verify/${ID}/match`,
        form(OTHER, lang),
      );
      expect(statusCode).toBe(200);
      expect(body).toContain('class="certificate valid mismatch"');
      expect(body).toContain(`<h1 id="status">${title}</h1>`);
      expect(body).toContain(`<title>${title}`);
      expect(body).toMatch(typed);
      expect(body).toMatch(/<li class="failed">.*سارة سعد/);
      expect(body).toContain(`value="${OTHER}"`);
      expect(body).not.toMatch(/<h1[^>]*>(?:Valid certificate|شهادة صحيحة)|outcome-line yes/);
    },
  );

  test('stays green for the holder’s name, and says which it was', async () => {
    const { body = '' } = await clientOf('masked')('POST', `/verify/${ID}/match`, form(`د. ${RIGHT}`));
    expect(body).toContain('<h1 id="status">Valid certificate</h1>');
    expect(body).not.toContain('mismatch');
    expect(body).toMatch(/<li class="passed">.*د. نورة عبدالله البيشي/);
  });

  test('has the comparison directly below the status, where the name is masked', async () => {
    const { body = '' } = await clientOf('masked')('GET', `/verify/${ID}?lang=en`, {
      headers: { accept: 'text/html' },
    });
    const order = ['class="status"', 'id="match"', 'class="facts"', 'id="checks"'].map((part) =>
      body.indexOf(part),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(Math.min(...order)).toBeGreaterThan(0);
  });

  test('escapes what was typed', async () => {
    const { body = '' } = await clientOf('masked')('POST', `/verify/${ID}/match`, form('"><b>x</b>'));
    expect(body).not.toContain('<b>x');
  });

  test('compares nothing where nothing was typed', async () => {
    const { body = '' } = await clientOf('masked')('POST', `/verify/${ID}/match`, form('  '));
    expect(body).toContain('<h1 id="status">Valid certificate</h1>');
    expect(body).not.toContain('outcome-line no');
  });
});

describe('the limit of comparisons', () => {
  const json = (name: string, from: string) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
    from,
  });

  test('lets an employer compare while a stranger has used up his', async () => {
    const send = clientOf('masked');
    const statuses = [];
    for (let time = 0; time < 8; time += 1)
      statuses.push((await send('POST', `/verify/${ID}/match`, json(OTHER, '203.0.113.7'))).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const answer = await send('POST', `/verify/${ID}/match`, json(RIGHT, '192.0.2.55'));
    expect([answer.statusCode, answer.body]).toEqual([200, '{"matches":true}']);
  });

  test('is sixty for all addresses together, so that many addresses can’t try many names', async () => {
    const send = clientOf('masked');
    const statuses = [];
    for (let address = 0; address < 70; address += 1)
      statuses.push(
        (await send('POST', `/verify/${ID}/match`, json(OTHER, `203.0.113.${address}`))).statusCode,
      );
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
  });

  test('names no address in what it stores', async () => {
    const names: string[] = [];
    const send = verificationClient(new MemoryRegister(issuedOf()), {
      onAttempt: (name) => names.push(name),
    });
    await send('POST', `/verify/${ID}/match`, json(OTHER, '203.0.113.7'));
    expect(names).toEqual([expect.stringMatching(new RegExp(`^match#${ID}#[0-9a-f]{4}$`)), `match#${ID}`]);
  });

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ])('counts %s as %s: one subscriber', (from, address) => {
    expect(callerAddress(eventOf('GET', '/verify', { from }))).toBe(address);
  });
});
