import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, jest, test } from '@jest/globals';
import { ApiClient } from '../../../infra/tools/cli/api-client.ts';
import type { Language } from '../../../infra/tools/cli/arguments/language.ts';
import { confirmStep } from '../../../infra/tools/cli/session/confirm.ts';
import { messagesIn } from '../../../infra/tools/cli/wording/messages.ts';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';

jest.setTimeout(120_000);

const ID = 'B1P90CH35ABARTZ768';
const certificate = {
  certificateId: ID,
  state: 'issued',
  nameAr: 'نورة الحربي',
  nameEn: 'Noura Al-Harbi',
  titleAr: 'حملة التطعيم',
  titleEn: 'Vaccination campaign',
  minutes: 1830,
};
const { open: service } = embeddedServices();

/** Asks at a terminal where somebody types a line, or leaves with Ctrl-D; what they saw, and the outcome. */
async function asked(typed: string | undefined, language: Language = 'en', state = 'issued') {
  const { url } = await service({ [`GET /certificates/${ID}`]: { json: { ...certificate, state } } });
  const input = new PassThrough();
  const output = new PassThrough();
  const messages = messagesIn(language);
  const session = { api: new ApiClient({ url }), json: false, messages, language };
  const step = {
    certificateId: ID,
    action: 'revoked' as const,
    question: messages.confirmRevoke,
    detail: ['reason', 'fraud'] as const,
  };
  const outcome = confirmStep(session, step, { input, output }).then(
    () => 'yes',
    (error: Error) => `${error.name}: ${error.message}`,
  );
  input.end(typed === undefined ? '' : `${typed}\n`);
  const said = { outcome: await outcome };
  output.end();
  return { ...said, seen: await text(output) };
}

describe('a step that can not be undone', () => {
  test('is shown with number, holder and title before it is asked about', async () => {
    const { seen, outcome } = await asked('y');
    for (const said of [
      'B1P9-0CH3-5ABA-RTZ7-68',
      'Noura Al-Harbi – نورة الحربي',
      'Vaccination campaign – حملة التطعيم',
      '30:30',
      'fraud',
    ])
      expect(seen).toContain(said);
    expect(seen.indexOf('Revoke this certificate for good? [y/N]')).toBeGreaterThan(seen.indexOf('fraud'));
    expect(outcome).toBe('yes');
  });

  test.each([['n'], [''], ['yess'], [undefined]])('is not taken when %j is answered', async (typed) => {
    expect((await asked(typed)).outcome).toBe('CommandRefused: nothing was done');
  });

  test.each(['revoked', 'superseded', 'erased'])(
    'is not asked about where it is %s already',
    async (state) => {
      expect(await asked(undefined, 'en', state)).toEqual({ outcome: 'yes', seen: '' });
    },
  );

  test('is asked about in Arabic, and taken for an Arabic yes', async () => {
    const { seen, outcome } = await asked('نعم', 'ar');
    expect(seen).toContain('نورة الحربي – Noura Al-Harbi');
    expect(seen).toContain('إلغاء هذه الشهادة نهائيًا؟');
    expect(outcome).toBe('yes');
  });

  test('an erasure is not taken where there is nobody to ask, and not asked about with --yes', async () => {
    const door = `POST /certificates/${ID}/erasure`;
    const { url, received } = await service({ [door]: { json: {} } });
    const unasked = await runTawtheeq(['erase', ID, '--url', url]);
    expect(unasked.exitCode).toBe(2);
    expect(unasked.stderr).toContain('--yes');
    expect(received).toEqual([]);
    const sure = await runTawtheeq(['erase', ID, '--yes', '--url', url]);
    expect(sure.exitCode).toBe(0);
    expect(received.map(({ method, path }) => `${method} ${path}`)).toContain(door);
  });

  test("a script's revocation names certificate and reason, and is taken without a question", async () => {
    const door = `POST /certificates/${ID}/revocation`;
    const { url, received } = await service({ [door]: { json: {} } });
    const revoked = await runTawtheeq(['revoke', ID, '--reason', 'fraud', '--url', url]);
    expect(revoked.exitCode).toBe(0);
    expect(received.map(({ method, path }) => `${method} ${path}`)).toContain(door);
    // What else happens is said where it happens: fraud locks the hours.
    expect(revoked.stdout).not.toContain('hours are free again');
    const corrected = await runTawtheeq(['revoke', ID, '--reason', 'hours_corrected', '--url', url]);
    expect(corrected.stdout).toContain('hours are free again');
  });
});
