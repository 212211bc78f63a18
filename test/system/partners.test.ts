import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { dayIn } from '../../functions/domain/calendar-date.ts';
import type { Role } from '../../functions/domain/staff/roles.ts';
import { getCertificate } from '../../functions/routes/issuing.ts';
import { putOpportunity } from '../../functions/routes/ledger.ts';
import { handOutLink, reinstateCertificate, suspendCertificate } from '../../functions/routes/lifecycle.ts';
import * as partners from '../../functions/routes/partners.ts';
import { listJournal } from '../../functions/routes/supervision.ts';
import { startChromium } from '../browser/chromium.ts';
import { type ownCloud as Cloud, ownCloud } from './embedded-cloud.ts';
import {
  ISSUER,
  importLines,
  JOINT_OPPORTUNITY,
  itemsOf as jointItems,
  PARTNER,
  STRANGER,
  shownTerms,
} from './joint-opportunity.ts';
import { asReader, signIn } from './signed-in-page.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

const ID = 'JOINT-1';
const HOLDER = 'hind@example.org';
const today = dayIn('Asia/Riyadh', new Date().toISOString());

let cloud: Awaited<ReturnType<typeof Cloud>>;
let coordinator: ApiClient;
let mayor: ApiClient;

const as = async (role: Role, id: string, issuers: string[]) =>
  new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { id, issuers }) });

beforeAll(async () => {
  cloud = await ownCloud();
  coordinator = await as('coordinator', 'fraudster', [ISSUER]);
  mayor = await as('approver', 'mayor', [PARTNER]);
});
afterAll(() => cloud.stop());

const acceptance = { issuerId: ISSUER, partnerId: PARTNER, validUntil: '2099-12-31' };
const path = { id: ID };

/** Accepts the joint opportunity as the partner's own person, as it is or as it was shown. */
async function accepted(shown?: string) {
  const termsSha256 = shown ?? (await shownTerms(mayor, ID));
  return mayor.call(partners.acceptPartnership, { path, body: { ...acceptance, termsSha256 } });
}

/** Runs a batch over the joint opportunity, or tries it, and returns its items. */
const itemsOf = (volunteerIds: string[], dryRun = false) => jointItems(coordinator, ID, volunteerIds, dryRun);

/** The card of the certificate comes to have these texts, in this order. */
async function expectEntities(page: Page, texts: readonly string[]): Promise<void> {
  await page.locator('.card.issued', { hasText: new RegExp(texts.join('.*'), 's') }).waitFor();
}

describe('a certificate that would bear another entity’s name', () => {
  let importId = '';

  test('waits for the release of its hours, and then for the partner', async () => {
    await coordinator.call(putOpportunity, { path, body: { ...JOINT_OPPORTUNITY, partnerIds: [PARTNER] } });
    await importLines(coordinator, [
      'volunteer_id,name_ar,name_en,gender,birth_date,email',
      `J-1,هند العيد,Hind Aleid,female,1990-05-17,${HOLDER}`,
      'J-2,نورة السبيعي,Noura Alsubaie,female,,',
    ]);
    importId = await importLines(coordinator, [
      'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
      `J-H1,J-1,${ID},2025-02-03,6,approved,nobody`,
      `J-H2,J-2,${ID},2025-02-04,6,approved,nobody`,
    ]);
    expect(await itemsOf(['J-1'], true)).toMatchObject([{ reason: 'HOURS_PENDING' }]);
    await releaseAsSecondPerson(cloud, importId);
    const refused = { reason: 'PARTNER_NOT_AGREED', facts: { partnerIds: [PARTNER] } };
    expect(await itemsOf(['J-1'], true)).toMatchObject([refused]);
    expect(await itemsOf(['J-1'])).toMatchObject([{ ...refused, outcome: 'refused' }]);
  });

  test('is listed for the partner as waiting, and for nobody else', async () => {
    expect((await mayor.call(partners.listPartnerships, {})).items).toMatchObject([
      { partnerId: PARTNER, state: 'awaiting', opportunity: { opportunityId: ID }, acceptedBy: null },
    ]);
    const stranger = await as('approver', 'stranger', [STRANGER]);
    expect((await stranger.call(partners.listPartnerships, {})).items).toEqual([]);
  });

  test('is accepted by the partner’s own people alone', async () => {
    const termsSha256 = await shownTerms(mayor, ID);
    const accept = (api: ApiClient, body: object = {}, id = ID) =>
      api.call(partners.acceptPartnership, { path: { id }, body: { ...acceptance, termsSha256, ...body } });
    const refusals = [
      [as('administrator', 'a', [ISSUER]), {}, 'NOT_FOUND'],
      [as('approver', 'a', [STRANGER]), {}, 'NOT_FOUND'],
      [as('approver', 'a', [STRANGER]), { partnerId: STRANGER }, 'NOT_FOUND'],
      [as('approver', 'a', ['*']), {}, 'NOT_FOUND'],
      [as('approver', 'a', [ISSUER, PARTNER]), {}, 'SAME_PERSON'],
      [as('coordinator', 'a', [PARTNER]), {}, 'FORBIDDEN_ROLE'],
      [Promise.resolve(mayor), { validUntil: '2025-01-01' }, 'BODY_INVALID'],
      [Promise.resolve(mayor), { signatories: ['Nobody'] }, 'BODY_INVALID'],
      [Promise.resolve(mayor), { logo: 'nakheel' }, 'BODY_INVALID'],
      [Promise.resolve(mayor), { termsSha256: '0'.repeat(64) }, 'STATE_CONFLICT'],
    ] as const;
    for (const [api, body, code] of refusals)
      await expect(accept(await api, body)).rejects.toMatchObject({ code });
    // What doesn't name the partner answers as what doesn't exist.
    await coordinator.call(putOpportunity, {
      path: { id: 'ALONE' },
      body: { ...JOINT_OPPORTUNITY, partnerIds: [] },
    });
    const answers = await Promise.all(
      ['ALONE', 'NONE'].map((id) =>
        accept(mayor, {}, id).catch(({ status, code, message }) => ({ status, code, message })),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(await itemsOf(['J-1'])).toMatchObject([{ reason: 'PARTNER_NOT_AGREED' }]);
  });

  test('is issued with the signatory that was accepted', async () => {
    const [waiting] = (await mayor.call(partners.listPartnerships, {})).items;
    const signatory = waiting?.signatories[0]?.nameEn ?? '';
    const termsSha256 = waiting?.termsSha256 ?? '';
    const body = { ...acceptance, termsSha256, signatories: [signatory] };
    expect(await mayor.call(partners.acceptPartnership, { path, body })).toMatchObject({
      state: 'accepted',
      acceptedBy: expect.stringMatching(/^[0-9a-f-]{36}$/),
      validUntil: '2099-12-31',
      signatories: [{ nameEn: signatory }],
    });
    expect(await itemsOf(['J-1'])).toMatchObject([{ outcome: 'issued' }]);
  });

  test('names both entities to its holder, by its link and on the page of the holder', async () => {
    const [issued] = await itemsOf(['J-1']);
    const { url } = await coordinator.call(handOutLink, { path: { id: issued?.certificateId ?? '' } });
    const browser = await startChromium();
    try {
      await asReader(browser, async ({ page }) => {
        await page.goto(url);
        await page.getByLabel('رقم المتطوع').fill('J-1');
        await page.getByLabel(/سنة الميلاد/).fill('1990');
        await page.getByRole('button', { name: 'فتح الشهادة' }).click();
        await expectEntities(page, ['الجهة المُصدِرة', 'تجمع النخيل الصحي', 'بالاشتراك مع', 'أمانة الروابي']);
        await signIn(page, `${cloud.url}/my?lang=en`, HOLDER, 'en');
        await expectEntities(page, ['Issued by', 'Nakheel', 'Together with', 'Rawabi Municipality']);
      });
    } finally {
      await browser.close();
    }
  });

  test('needs another acceptance once the opportunity is another one', async () => {
    const body = { ...JOINT_OPPORTUNITY, partnerIds: [PARTNER], requiredMinutes: 30 };
    const before = await shownTerms(mayor, ID);
    await coordinator.call(putOpportunity, { path, body });
    expect(await itemsOf(['J-2'])).toMatchObject([{ reason: 'PARTNER_NOT_AGREED' }]);
    expect((await mayor.call(partners.listPartnerships, {})).items).toMatchObject([{ state: 'changed' }]);
    await expect(accepted(before)).rejects.toMatchObject({ status: 409, code: 'STATE_CONFLICT' });
    expect(await itemsOf(['J-2'], true)).toMatchObject([{ reason: 'PARTNER_NOT_AGREED' }]);
    expect(await accepted()).toMatchObject({ state: 'accepted' });
    // Beneficiaries are counted afterwards, and nothing prints them.
    const counted = { ...body, beneficiaries: 400 };
    const shown = await shownTerms(mayor, ID);
    await coordinator.call(putOpportunity, { path, body: counted });
    expect(await shownTerms(mayor, ID)).toBe(shown);
  });

  test('is not issued any more after the acceptance was withdrawn; issued ones stay', async () => {
    const body = { issuerId: ISSUER, partnerId: PARTNER };
    const stranger = await as('approver', 'stranger', [STRANGER]);
    await expect(stranger.call(partners.withdrawAcceptance, { path, body })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await mayor.call(partners.withdrawAcceptance, { path, body })).toMatchObject({
      state: 'withdrawn',
    });
    expect(await itemsOf(['J-1', 'J-2'])).toMatchObject([
      { outcome: 'alreadyIssued' },
      { reason: 'PARTNER_NOT_AGREED' },
    ]);
    await accepted();
    expect(await itemsOf(['J-2'])).toMatchObject([{ outcome: 'issued' }]);
  });

  test('is seen, reported once and suspended by the partner', async () => {
    const query = { issuer: ISSUER, partner: PARTNER };
    const { items } = await mayor.call(partners.listPartnerCertificates, { path, query });
    expect(items).toMatchObject([{ volunteerId: 'J-1' }, { volunteerId: 'J-2' }]);
    const stranger = await as('approver', 'stranger', [STRANGER]);
    await expect(stranger.call(partners.listPartnerCertificates, { path, query })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const figures = { certificates: 2, volunteers: 2, minutes: 720 };
    const period = { from: today, to: today };
    expect(await mayor.call(partners.reportPartners, { query: period })).toEqual({
      partners: [{ partnerId: PARTNER, ...figures }],
      total: figures,
    });
    expect((await stranger.call(partners.reportPartners, { query: period })).total).toEqual({
      certificates: 0,
      volunteers: 0,
      minutes: 0,
    });

    const [first] = items;
    const certificate = { path: { id: first?.certificateId ?? '' }, body: {} };
    await expect(stranger.call(suspendCertificate, certificate)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const administrator = await as('administrator', 'administrator', [ISSUER]);
    await expect(administrator.call(suspendCertificate, certificate)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await mayor.call(suspendCertificate, certificate)).toMatchObject({ state: 'suspended' });
    await expect(coordinator.call(reinstateCertificate, certificate)).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
    const { events } = await coordinator.call(getCertificate, { path: certificate.path });
    expect(events.at(-1)).toMatchObject({ action: 'suspended', facts: { partnerId: PARTNER } });
    expect(await mayor.call(reinstateCertificate, certificate)).toMatchObject({ state: 'issued' });
  });

  test('leaves the partner’s acts in the partner’s journal', async () => {
    const auditor = await as('auditor', 'auditor', [PARTNER]);
    const acts = [];
    for await (const { act, outcome } of auditor.list(listJournal, {
      query: { day: new Date().toISOString().slice(0, 10) },
    }))
      if (outcome === 'done') acts.push(act);
    expect(new Set(acts)).toEqual(
      new Set([
        'accept_partnership',
        'withdraw_acceptance',
        'list_partner_certificates',
        'suspend_certificate',
        'reinstate_certificate',
      ]),
    );
  });
});
