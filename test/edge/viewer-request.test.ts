import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  certificateIdFrom,
  displayId,
  parseCertificateId,
} from '../../functions/domain/certificate/certificate-id.ts';
import { malformedAnswer } from '../../functions/domain/certificate/verification.ts';
import { prefersPage } from '../../functions/pages/language.ts';

interface EdgeRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: Record<string, { value: string }>;
}
type Answered = EdgeRequest & {
  readonly statusCode?: number;
  readonly headers: Record<string, { value: string }>;
  readonly body?: { readonly data: string };
};

/** The code as CloudFront gets it, in a context that has nothing but the language. */
const code = readFileSync(new URL('../../functions/edge/viewer-request.js', import.meta.url), 'utf8');
const context = createContext({});
runInContext(code, context);

function ask(uri: string, accept?: string, method = 'GET'): Answered {
  const request = { method, uri, headers: accept === undefined ? {} : { accept: { value: accept } } };
  context.event = { viewer: { ip: '198.51.100.7' }, request };
  return JSON.parse(runInContext('JSON.stringify(handler(event))', context)) as Answered;
}

const anyId = fc.uint8Array({ minLength: 10, maxLength: 10 }).map(certificateIdFrom);

describe('the function at the edge', () => {
  test('is small enough for CloudFront, which takes 10 KB', () => {
    expect(Buffer.byteLength(code)).toBeLessThan(10_000);
  });

  test('tells the origin who asks, whatever the viewer says', () => {
    const { headers } = ask('/console');
    expect(headers['x-viewer-address']).toEqual({ value: '198.51.100.7' });
    context.event = {
      viewer: { ip: '2001:db8::1' },
      request: { method: 'GET', uri: '/', headers: { 'x-viewer-address': { value: '203.0.113.1' } } },
    };
    expect(JSON.parse(runInContext('JSON.stringify(handler(event))', context)).headers).toEqual({
      'x-viewer-address': { value: '2001:db8::1' },
    });
  });

  test.each([
    'WhatsApp/2.23.20.0',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Twitterbot/1.0',
    'LinkedInBot/1.0 (compatible; Mozilla/5.0)',
    'Slackbot-LinkExpanding 1.0',
    'TelegramBot (like TwitterBot)',
    'Mozilla/5.0 (compatible; Discordbot/2.0)',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
    'curl/8.5.0',
    'Mozilla/5.0 (X11; Linux x86_64)',
  ])('asks for a page exactly for whom the service answers with one: %s', (agent) => {
    for (const accept of [undefined, '*/*', 'application/json', 'text/html,*/*;q=0.8']) {
      const headers = {
        'user-agent': { value: agent },
        ...(accept === undefined ? {} : { accept: { value: accept } }),
      };
      context.event = { viewer: { ip: '198.51.100.7' }, request: { method: 'GET', uri: '/verify', headers } };
      const asked = JSON.parse(runInContext('JSON.stringify(handler(event))', context)).headers;
      const isForPage = prefersPage({ accept, 'user-agent': agent });
      // The cache doesn't see who asks.
      expect({ accept, isForPage: prefersPage({ accept: asked.accept?.value }) }).toEqual({
        accept,
        isForPage,
      });
    }
  });

  test('lets every ID through that is sound, stored or shown', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        for (const typed of [id, displayId(id), displayId(id).toLowerCase()])
          expect(ask(`/verify/${typed}`, 'application/json').statusCode).toBeUndefined();
      }),
    );
  });

  test('decides on check digits as the service does', () => {
    const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    fc.assert(
      fc.property(anyId, fc.nat(17), fc.constantFrom(...symbols), (id, at, symbol) => {
        const typed = id.slice(0, at) + symbol + id.slice(at + 1);
        const read = parseCertificateId(typed);
        const isRefused = ask(`/verify/${typed}`).statusCode === 400;
        expect({ typed, isRefused }).toEqual({
          typed,
          isRefused: !read.ok && read.rule === 'check_digits',
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test('answers as the service does, without the symbols that may be wrong', () => {
    const refused = ask('/verify/B1P9-0CH3-5ABA-RTZ7-69', 'application/json');
    expect(refused.statusCode).toBe(400);
    const body = JSON.parse(refused.body?.data ?? '');
    expect(body).toEqual(malformedAnswer('check_digits', [], body.checkedAt));
    expect(refused.headers['cache-control']?.value).toBe('public, max-age=0, s-maxage=10, stale-if-error=0');
    expect(ask('/verify/B1P9-0CH3-5ABA-RTZ7-69', '*/*', 'HEAD')).toMatchObject({ statusCode: 400 });
    expect(ask('/verify/B1P9-0CH3-5ABA-RTZ7-69', '*/*', 'HEAD').body).toBeUndefined();
  });

  test.each([
    [
      'a browser, whose page says which symbol is likely wrong',
      '/verify/B1P9-0CH3-5ABA-RTZ7-69',
      'text/html,*/*',
      'GET',
    ],
    ['letters that stand for digits', '/verify/BIP9-OCH3-5ABA-RTZ7-69', '*/*', 'GET'],
    ['a name that is compared', '/verify/B1P9-0CH3-5ABA-RTZ7-69/match', '*/*', 'POST'],
    ['the preflight of another page', '/verify/B1P9-0CH3-5ABA-RTZ7-69', '*/*', 'OPTIONS'],
    ['a list', '/verify', '*/*', 'POST'],
    ['the page of lists', '/verify/list', '*/*', 'GET'],
  ])('leaves %s to the service', (_, uri, accept, method) => {
    expect(ask(uri, accept, method)).toMatchObject({ uri, method });
  });
});
