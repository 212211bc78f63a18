import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { issuedOf, snapshotOf } from '../certificates.ts';
import { MemoryRegister, verificationClient } from './verification-client.ts';

const CASE = new URL('../cases/101-verify-surrounding-punctuation/answers.json', import.meta.url);
const { certificateId, otherId, valid, refused } = JSON.parse(readFileSync(CASE, 'utf8')) as {
  readonly certificateId: string;
  readonly otherId: string;
  readonly valid: readonly string[];
  readonly refused: Readonly<Record<string, readonly string[]>>;
};
const JSON_ACCEPT = { accept: 'application/json' };

const issued = (id: string) => ({ ...issuedOf(snapshotOf({ certificateId: id })), certificateId: id });
const client = () => verificationClient(new MemoryRegister(issued(certificateId), issued(otherId)));

test.each(valid)('the path and the form read the one ID in: %s', async (text) => {
  const send = client();
  const byPath = await send('GET', `/verify/${encodeURIComponent(text)}`, { headers: JSON_ACCEPT });
  expect(JSON.parse(byPath.body ?? '')).toMatchObject({ result: 'valid', certificateId });
  const byForm = await send('GET', `/verify?id=${encodeURIComponent(text)}`);
  expect(byForm.statusCode).toBe(303);
  expect(byForm.headers?.location).toBe(`/verify/${certificateId}`);
  const byQr = await send('GET', `/V/${encodeURIComponent(text)}`);
  expect(byQr.headers?.location).toBe(`/verify/${certificateId}`);
});

test.each(Object.entries(refused).flatMap(([rule, texts]) => texts.map((text) => [rule, text] as const)))(
  '%s is answered for: %s',
  async (rule, text) => {
    const register = new MemoryRegister(issued(certificateId), issued(otherId));
    const send = verificationClient(register);
    const answer = await send('GET', `/verify/${encodeURIComponent(text)}`, { headers: JSON_ACCEPT });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ result: 'malformed', rule, certificateId: null });
    expect(register.reads).toBe(0);
    const byForm = await send('GET', `/verify?id=${encodeURIComponent(text)}&lang=en`);
    expect(byForm.statusCode).toBe(400);
  },
);

test('a likely mistake in a text is said as likely, with the symbols of its ID', async () => {
  const [, text = ''] = refused.check_digits ?? [];
  const answer = await client()('GET', `/verify?id=${encodeURIComponent(text)}&lang=en`);
  expect(answer.body).toContain('most likely one symbol is wrong');
  expect(answer.body).toContain('The mistake is most likely in one of these symbols');
  const symbols = [...(answer.body ?? '').matchAll(/<(?:mark|span)>([0-9A-Z])<\//g)].map(([, s]) => s);
  expect(symbols.join('')).toBe('45DANPXQKVTXGKCR52');
});
