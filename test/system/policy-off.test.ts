import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { ApiClient } from '../../functions/client/api-client.ts';
import { replaceCertificate } from '../../functions/routes/lifecycle.ts';
import { getCredential } from '../../functions/routes/proofs.ts';
import * as supervision from '../../functions/routes/supervision.ts';
import { verifyCertificate } from '../../functions/routes/verification.ts';
import { eventually } from '../local/eventually.ts';
import { ownCloud } from './embedded-cloud.ts';
import { itemsOf } from './joint-opportunity.ts';
import { importSmallCluster } from './small-cluster.ts';

const ISSUER = 'nakheel-health-cluster';

let cloud: Awaited<ReturnType<typeof ownCloud>>;
beforeAll(async () => {
  cloud = await ownCloud();
  // Proposed by one person, and approved by another.
  for (const [id, act] of [
    ['huda', 'proposePolicy'],
    ['omar', 'approvePolicy'],
  ] as const) {
    const token = await cloud.token('administrator', { id, issuers: [ISSUER] });
    const api = new ApiClient({ baseUrl: cloud.url, token });
    if (act === 'proposePolicy')
      await api.call(supervision.proposePolicy, { body: { makerAndChecker: false } });
    else await api.call(supervision.approvePolicy, { body: {} });
  }
});
afterAll(() => cloud.stop());

describe('what one person makes where the policy asks for no second person', () => {
  test('says so, on the page, in the answer and in the credential; what was corrected since, too', async () => {
    const alone = await cloud.token('coordinator', {
      id: 'alone',
      issuers: [ISSUER],
      furtherRoles: ['supervisor'],
    });
    const api = new ApiClient({ baseUrl: cloud.url, token: alone });
    // Functions keep a policy for five seconds.
    const { opportunityId, volunteerIds } = await eventually(
      () =>
        importSmallCluster(api, cloud, {
          name: 'ALONE',
          volunteers: 1,
          issuerId: ISSUER,
          releaser: alone,
        }).catch(() => false as const),
      { withinMilliseconds: 20_000, everyMilliseconds: 2_000 },
    );
    const [item] = await itemsOf(api, opportunityId, volunteerIds);
    expect(item).toMatchObject({ outcome: 'issued' });
    const id = String(item?.certificateId);
    const sayings = [
      'The issuer does not ask for a second person.',
      'لا تشترط الجهة أن يعتمد الساعات غيرُ من سجّلها.',
    ];
    const saysSo = async (certificateId: string) => {
      const answer = await api.call(verifyCertificate, { path: { id: certificateId } });
      expect(answer).toMatchObject({ provenance: { makerAndChecker: false, grade: 'single_person' } });
      const path = { path: { id: certificateId } };
      const credential = decodeJwt(await api.text(getCredential, 'application/vc+jwt', path));
      for (const [index, lang] of (['en', 'ar'] as const).entries()) {
        const headers = { accept: 'text/html' };
        const page = await fetch(`${cloud.url}/verify/${certificateId}?lang=${lang}`, { headers });
        for (const text of [await page.text(), JSON.stringify(credential.evidence)])
          expect(text).toContain(sayings[index]);
      }
    };
    await saysSo(id);
    // One person may print another name, too, and what is printed says so.
    const { status, body } = await api.request(replaceCertificate, {
      path: { id },
      body: { nameEn: 'Zabarjada Salem Alharbi' },
    });
    expect(status).toBe(201);
    await saysSo(body.certificateId);
  });
});
