import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  certificateIdIn,
  certificateIdsIn,
} from '../../functions/domain/certificate/certificate-id-in-text.ts';
import { isFact, readLinkToken } from '../../functions/domain/certificate/certificate-link.ts';
import { nameMatches } from '../../functions/domain/certificate/name-match.ts';
import type { Answer } from '../../functions/runtime/http/answer.ts';
import { inState, snapshotOf } from '../certificates.ts';
import { changedBytes, harmless, hostileFiles, nastyText } from '../hostile-input.ts';
import { listClient, MemoryRegister, pageClient, verificationClient } from './verification-client.ts';

const texts = hostileFiles('txt').map(([, bytes]) => bytes.toString('utf8'));
const files = hostileFiles('csv', 'xlsx').map(([, bytes]) => bytes);
const HEADERS = [
  'accept',
  'accept-language',
  'content-type',
  'cookie',
  'range',
  'if-none-match',
  'x-forwarded-for',
];
const headers = () => fc.dictionary(fc.constantFrom(...HEADERS), nastyText(), { maxKeys: 4 });

/** Checks that an answer is no fault, and that a page has no markup of the request. */
function expectAnswer({ statusCode = 0, headers: sent = {}, body = '' }: Answer, typed: string): void {
  expect(statusCode).toBeGreaterThanOrEqual(200);
  expect(statusCode).toBeLessThan(500);
  for (const value of Object.values(sent)) expect(String(value)).not.toMatch(/[\r\n\0]/);
  if (typed.includes('<script>') && String(sent['content-type']).startsWith('text/html'))
    expect(body).not.toContain('<script>');
}

test('whatever is asked of the verification, and with whatever headers, is answered and is no fault', async () => {
  const certificate = inState('issued');
  const ask = verificationClient(new MemoryRegister(certificate));
  const page = pageClient();
  await fc.assert(
    fc.asyncProperty(fc.oneof(nastyText(), fc.constantFrom(...texts)), headers(), async (typed, sent) => {
      const id = encodeURIComponent(typed.toWellFormed());
      const form = `id=${id}&name=${id}&nameAr=${id}`;
      for (const address of [`/verify/${id}`, `/V/${id}`, `/verify?id=${id}&lang=${id}`])
        expectAnswer(await harmless(() => ask('GET', address, { headers: sent })), typed);
      for (const body of [form, typed, JSON.stringify({ name: typed })])
        expectAnswer(
          await harmless(() =>
            ask('POST', `/verify/${certificate.certificateId}/match`, { headers: sent, body }),
          ),
          typed,
        );
      expectAnswer(await harmless(() => page('GET', `/${id}`, { headers: sent })), typed);
    }),
    { numRuns: 120 },
  );
});

test('whatever list is sent, and as whatever type, is answered and is no fault', async () => {
  const types = [
    'text/csv',
    'text/plain',
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        changedBytes(files),
        nastyText().map((text) => Buffer.from(text)),
      ),
      fc.oneof(fc.constantFrom(...types), nastyText()),
      async (bytes, type) => {
        const ask = listClient(new MemoryRegister());
        const request = { headers: { 'content-type': type }, body: bytes.toString('latin1') };
        expectAnswer(await harmless(() => ask('POST', '/verify', request)), '');
        expectAnswer(await harmless(() => ask('POST', '/verify/list', request)), '');
      },
    ),
    { numRuns: 80 },
  );
});

test('whatever is typed for an ID, a link, a name or a fact is compared in bounded time', async () => {
  const { holder } = snapshotOf();
  await fc.assert(
    fc.asyncProperty(fc.oneof(nastyText(), fc.constantFrom(...texts)), async (typed) => {
      const comparisons: readonly (() => unknown)[] = [
        () => certificateIdIn(typed),
        () => certificateIdsIn(typed),
        () => readLinkToken(typed),
        () => nameMatches(typed.slice(0, 256), holder.nameAr, holder.nameEn),
        () => isFact('familyName', typed.slice(0, 120), holder, {}),
        () => isFact('birthYear', typed, holder, { birthDate: '1990-01-01' }),
        () => isFact('volunteerId', typed, holder, {}),
      ];
      for (const compare of comparisons) await harmless(compare, 1_000);
    }),
    { numRuns: 200 },
  );
});
