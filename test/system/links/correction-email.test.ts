import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../../functions/client/api-client.ts';
import { decideCorrection, requestCorrection } from '../../../functions/routes/lifecycle.ts';
import { sharedCloud } from '../embedded-cloud.ts';
import { type CertificateLinks, certificateLinks } from './certificate-links.ts';

const NOTE = 'Please send a copy of your passport.';

let links: CertificateLinks;
beforeAll(async () => {
  links = await certificateLinks(await sharedCloud(), 'ANSWERED', ['declined', 'approved']);
});
afterAll(() => links?.close());

/** A holder asks for another name. Returns the request's ID. */
async function ask(holder: string): Promise<string> {
  const token = await links.cloud.token('volunteer', { id: links.volunteerOf(holder) });
  const { correctionId } = await new ApiClient({ baseUrl: links.cloud.url, token }).call(requestCorrection, {
    path: { id: links.certificateOf(holder) },
    body: { nameEn: 'Noura Salim Alharbi', note: 'As in my passport' },
  });
  return correctionId;
}

describe('the decision on a request for correction is emailed to its holder', () => {
  test('with the reason, where it was declined', async () => {
    const path = { id: await ask('declined') };
    await links.coordinator.call(decideCorrection, { path, body: { decision: 'reject', note: NOTE } });
    const [email] = await links.notified('declined', 2);
    expect(email?.subject).toContain('The answer to your request for correction');
    // Without the marks that keep what was typed apart.
    expect(email?.text?.replace(/[\u2066-\u2069]/g, '')).toContain(`it stays as it is. The answer: ${NOTE}`);
    expect(email?.text).toContain('لم يُقبل طلبك تصحيح الاسم');
  });

  test('with the corrected certificate, where it was approved', async () => {
    const path = { id: await ask('approved') };
    const { replacementId } = await links.coordinator.call(decideCorrection, {
      path,
      body: { decision: 'approve' },
    });
    const [email] = await links.notified('approved', 2);
    expect(email?.subject).toContain('Your correction was approved');
    expect(email?.text).toContain('Your request to correct the name was approved');
    expect(email?.text).toContain('قُبل طلبك تصحيح الاسم');
    // Its link opens the corrected one.
    expect(email?.text).toContain(`/my#${replacementId}`);
  });
});
