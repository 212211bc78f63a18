import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { dayIn } from '../../functions/domain/calendar-date.ts';
import type { Role } from '../../functions/domain/staff/roles.ts';
import { getCertificate } from '../../functions/routes/issuing.ts';
import { putOpportunity } from '../../functions/routes/ledger.ts';
import {
  reinstateCertificate,
  replaceCertificate,
  revokeCertificate,
  suspendCertificate,
} from '../../functions/routes/lifecycle.ts';
import * as partners from '../../functions/routes/partners.ts';
import { getReport } from '../../functions/routes/reports.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { S3DocumentStore } from '../../functions/storage/s3/s3-document-store.ts';
import { idOf } from '../certificates.ts';
import { pdfiumLines } from '../rendering/extraction.ts';
import { ownCloud } from './embedded-cloud.ts';
import {
  ISSUER,
  importJointHours,
  itemsOf,
  JOINT_OPPORTUNITY,
  PARTNER,
  STRANGER,
  shownTerms,
} from './joint-opportunity.ts';

/** A second partner, for which two people can sign. */
const SECOND = 'rawabi-health-cluster';
const [WITH_ONE, WITH_BOTH] = ['TWO-1', 'TWO-2'];
const today = dayIn('Asia/Riyadh', new Date().toISOString());

let cloud: Awaited<ReturnType<typeof ownCloud>>;
let coordinator: ApiClient;
let mayor: ApiClient;
let second: ApiClient;
/** Who signs for the second partner, and who could have. */
let signing = '';
let left = '';
/** Certificates: two of the opportunity with one partner, one of that with both. */
let ids: string[] = [];

const as = async (role: Role, id: string, issuers: string[]) =>
  new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { id, issuers }) });

/** Accepts an opportunity as a partner's own person, with some of those who can sign. */
async function accept(api: ApiClient, id: string, partnerId: string, signatories?: string[]): Promise<void> {
  const body = { issuerId: ISSUER, partnerId, validUntil: '2099-12-31' };
  const termsSha256 = await shownTerms(api, id);
  await api.call(partners.acceptPartnership, {
    path: { id },
    body: { ...body, termsSha256, ...(signatories === undefined ? {} : { signatories }) },
  });
}

beforeAll(async () => {
  cloud = await ownCloud();
  coordinator = await as('coordinator', 'sara', [ISSUER]);
  [mayor, second] = [await as('approver', 'mayor', [PARTNER]), await as('approver', 'second', [SECOND])];
  for (const [id, partnerIds] of [
    [WITH_ONE, [PARTNER]],
    [WITH_BOTH, [PARTNER, SECOND]],
  ] as const)
    await coordinator.call(putOpportunity, {
      path: { id },
      body: { ...JOINT_OPPORTUNITY, partnerIds: [...partnerIds] },
    });
  await importJointHours(coordinator, cloud, 'T', [
    [1, WITH_ONE],
    [2, WITH_ONE],
    [1, WITH_BOTH],
  ]);
  const [offered] = (await second.call(partners.listPartnerships, {})).items;
  [left = '', signing = ''] = offered?.signatories.map(({ nameEn }) => nameEn) ?? [];
  await accept(mayor, WITH_ONE, PARTNER);
  await accept(mayor, WITH_BOTH, PARTNER);
  await accept(second, WITH_BOTH, SECOND, [signing]);
  const items = [
    ...(await itemsOf(coordinator, WITH_ONE, ['T-1', 'T-2'])),
    ...(await itemsOf(coordinator, WITH_BOTH, ['T-1'])),
  ];
  ids = items.map(({ certificateId }) => String(certificateId));
});
afterAll(() => cloud.stop());

describe('a certificate with two partners', () => {
  test('is printed with the signatories that each accepted, and with no other', async () => {
    expect([left, signing].every((name) => name !== '')).toBe(true);
    const register = new DynamoCertificateRegister(cloud.clients.dynamo, cloud.tableName);
    const issuers = (await register.find(ids[2] ?? ''))?.snapshot?.issuers;
    expect(issuers?.map(({ issuerId }) => issuerId)).toEqual([ISSUER, PARTNER, SECOND]);
    expect(issuers?.[2]?.signatories.map(({ nameEn }) => nameEn)).toEqual([signing]);
    const document = await new S3DocumentStore(cloud.clients.s3, cloud.bucketName).read(ids[2] ?? '');
    const printed = (await pdfiumLines(document)).join('\n');
    for (const name of [signing, 'Rawabi Municipality', 'Rawabi Health Cluster'])
      expect(printed).toContain(name);
    expect(printed).not.toContain(left);
  });

  test('is read by the people of each partner as by the issuer’s, but the notes', async () => {
    const path = { id: ids[2] ?? '' };
    await coordinator.call(suspendCertificate, { path, body: { note: 'Hind asked on the phone' } });
    await coordinator.call(reinstateCertificate, { path, body: {} });
    const ofIssuer = await coordinator.call(getCertificate, { path });
    expect(ofIssuer.notes).toHaveLength(1);
    expect(ofIssuer.evidence).toHaveLength(1);
    for (const partner of [PARTNER, SECOND])
      for (const role of ['administrator', 'coordinator', 'approver', 'auditor'] as const) {
        const reader = await as(role, role, [partner]);
        expect(await reader.call(getCertificate, { path })).toEqual({ ...ofIssuer, notes: [] });
      }
  });

  test('is not there for anybody else', async () => {
    const readers = [
      [await as('approver', 'stranger', [STRANGER]), ids[2]],
      [await as('administrator', 'administrator', [ISSUER]), ids[2]],
      [second, ids[0]],
    ] as const;
    const refusalOf = (api: ApiClient, id: string) =>
      api.call(getCertificate, { path: { id } }).catch(({ problem }) => ({ ...problem, requestId: '' }));
    for (const [api, id] of readers)
      expect(await refusalOf(api, id ?? '')).toEqual(await refusalOf(api, idOf(65_000)));
  });

  test('counts once in the sum; what was revoked not at all, and what was replaced once', async () => {
    const both = await as('approver', 'both', [PARTNER, SECOND]);
    const period = { from: today, to: today };
    const reported = async () => {
      const { partners: each, total } = await both.call(partners.reportPartners, { query: period });
      const ofPartner = (id: string) => each.find(({ partnerId }) => partnerId === id)?.certificates;
      return { municipality: ofPartner(PARTNER), cluster: ofPartner(SECOND), total };
    };
    expect(await reported()).toEqual({
      ...{ municipality: 3, cluster: 1 },
      total: { certificates: 3, volunteers: 2, minutes: 1080 },
    });
    const [replaced = '', revoked = ''] = ids;
    const spelling = { path: { id: replaced }, body: { nameEn: 'Hind Al-Eid' } };
    const { status } = await coordinator.request(replaceCertificate, spelling);
    expect(status).toBe(201);
    const body = { reasonCode: 'issued_in_error' } as const;
    await coordinator.call(revokeCertificate, { path: { id: revoked }, body });
    expect(await reported()).toEqual({
      ...{ municipality: 2, cluster: 1 },
      total: { certificates: 2, volunteers: 1, minutes: 720 },
    });
    // The issuer's own report counts each issue once, with the revocations beside.
    const query = { ...period, issuer: ISSUER };
    expect(await coordinator.call(getReport, { query })).toMatchObject({ certificates: 3, revocations: 1 });
  });

  test('is corrected no more once a partner has withdrawn', async () => {
    const body = { issuerId: ISSUER, partnerId: SECOND };
    await second.call(partners.withdrawAcceptance, { path: { id: WITH_BOTH }, body });
    const spelling = { path: { id: ids[2] ?? '' }, body: { nameEn: 'Hind Al-Eid' } };
    await expect(coordinator.call(replaceCertificate, spelling)).rejects.toMatchObject({
      ...{ status: 409, code: 'NOT_ELIGIBLE' },
      problem: { reason: 'PARTNER_NOT_AGREED', partnerIds: [SECOND] },
    });
    expect((await coordinator.call(getCertificate, { path: spelling.path })).state).toBe('issued');
  });
});
