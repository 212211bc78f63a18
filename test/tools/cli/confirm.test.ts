import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../../functions/client/api-client.ts';
import type { Language } from '../../../functions/domain/wording/language.ts';
import { confirmStep } from '../../../infra/tools/cli/session/confirm.ts';
import { confirmCorrection } from '../../../infra/tools/cli/session/confirm-correction.ts';
import { messagesIn } from '../../../infra/tools/cli/wording/messages.ts';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';
import { certificateAnswer, correctionAnswer, recordAnswer } from './service-answers.ts';

const ID = 'B1P90CH35ABARTZ768';
const certificate = recordAnswer({ titleAr: 'حملة التطعيم', titleEn: 'Vaccination campaign' });
const { open: service } = embeddedServices();

/** Confirms a revocation at a terminal where a person types a line, or Ctrl-D; returns the output and the outcome. */
async function confirmed(typed: string | undefined, language: Language = 'en', state = 'issued') {
  const { url } = await service({ [`GET /certificates/${ID}`]: { json: { ...certificate, state } } });
  const input = new PassThrough();
  const output = new PassThrough();
  const messages = messagesIn(language);
  const session = { api: new ApiClient({ baseUrl: url }), json: false, messages, language };
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
  const result = { outcome: await outcome };
  output.end();
  return { ...result, shown: await text(output) };
}

describe('a step that cannot be undone', () => {
  test('shows ID, holder and title before it asks', async () => {
    const { shown, outcome } = await confirmed('y');
    for (const expected of [
      'B1P9-0CH3-5ABA-RTZ7-68',
      'Noura Al-Harbi – نورة الحربي',
      'Vaccination campaign – حملة التطعيم',
      '30:30',
      'fraud',
    ])
      expect(shown).toContain(expected);
    expect(shown.indexOf('Revoke this certificate permanently? [y/N]')).toBeGreaterThan(
      shown.indexOf('fraud'),
    );
    expect(outcome).toBe('yes');
  });

  test.each([['n'], [''], ['yess'], [undefined]])('is not taken for the answer %j', async (typed) => {
    expect((await confirmed(typed)).outcome).toBe('CommandRefused: nothing was done');
  });

  test.each(['revoked', 'superseded', 'erased'])('asks nothing when the certificate is %s', async (state) => {
    expect(await confirmed(undefined, 'en', state)).toEqual({ outcome: 'yes', shown: '' });
  });

  test('asks in Arabic, and accepts an Arabic yes', async () => {
    const { shown, outcome } = await confirmed('نعم', 'ar');
    expect(shown).toContain('نورة الحربي – Noura Al-Harbi');
    expect(shown).toContain('إلغاء هذه الشهادة نهائيًا؟');
    expect(outcome).toBe('yes');
  });

  test('shows the old and the new name of a correction', async () => {
    const correction = correctionAnswer({ nameAr: 'نويرة الحربي' });
    const { url } = await service({
      [`GET /certificates/${ID}`]: { json: certificate },
      [`GET /certificates/${ID}/corrections`]: { json: { items: [correction], cursor: null } },
    });
    const [input, output] = [new PassThrough(), new PassThrough()];
    const messages = messagesIn('en');
    const session = { api: new ApiClient({ baseUrl: url }), json: false, messages, language: 'en' as const };
    input.end('n\n');
    await expect(confirmCorrection(session, `${ID}-1`, { input, output })).rejects.toThrow(
      'nothing was done',
    );
    output.end();
    const shown = await text(output);
    expect(shown).toMatch(/holder +Noura Al-Harbi – نورة الحربي/);
    expect(shown).toMatch(/corrected to +نويرة الحربي\n/);
    expect(shown).toContain('Replace it? [y/N]');
  });

  test('a rejection of a correction needs its reason', async () => {
    const { url, received } = await service({});
    for (const reason of [[], ['--note', ' ']])
      expect(await runTawtheeq(['corrections', 'reject', `${ID}-1`, ...reason, '--url', url])).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('--note'),
      });
    expect(received).toEqual([]);
  });

  test('an erasure without a terminal needs --yes', async () => {
    const request = `POST /certificates/${ID}/erasure`;
    const { url, received } = await service({ [request]: { json: certificateAnswer() } });
    const withoutYes = await runTawtheeq(['erase', ID, '--url', url]);
    expect(withoutYes.exitCode).toBe(2);
    expect(withoutYes.stderr).toContain('--yes');
    expect(received).toEqual([]);
    const withYes = await runTawtheeq(['erase', ID, '--yes', '--url', url]);
    expect(withYes.exitCode).toBe(0);
    expect(received.map(({ method, path }) => `${method} ${path}`)).toContain(request);
  });

  test('a revocation without a terminal needs no confirmation', async () => {
    const request = `POST /certificates/${ID}/revocation`;
    const { url, received } = await service({ [request]: { json: certificateAnswer() } });
    const revoked = await runTawtheeq(['revoke', ID, '--reason', 'fraud', '--url', url]);
    expect(revoked.exitCode).toBe(0);
    expect(received.map(({ method, path }) => `${method} ${path}`)).toContain(request);
    // Fraud locks the hours; any other reason releases them.
    expect(revoked.stdout).not.toContain('hours are free again');
    const corrected = await runTawtheeq(['revoke', ID, '--reason', 'hours_corrected', '--url', url]);
    expect(corrected.stdout).toContain('hours are free again');
  });
});
