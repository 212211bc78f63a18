import { beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { StaffRole } from '../../functions/domain/staff/roles.ts';
import { getProgress, listOwnHours } from '../../functions/routes/issuing.ts';
import {
  confirmName,
  decideNameRequest,
  listNameRequests,
  requestName,
} from '../../functions/routes/names.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { addressOf, importSmallCluster } from './small-cluster.ts';

const CLUSTER = 'OWNNAME';
const ISSUER = 'rawabi-health-cluster';
const NAME = { nameAr: 'نورة سالم الحربي', nameEn: 'Noura Salem Alharbi' };

let cloud: SharedCloud;
let coordinator: ApiClient;
let ids: readonly string[];

const clientOf = async (role: Parameters<SharedCloud['token']>[0], options = {}) =>
  new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, options) });

beforeAll(async () => {
  cloud = await sharedCloud();
  coordinator = await clientOf('coordinator', { id: 'own-name' });
  ({ volunteerIds: ids } = await importSmallCluster(coordinator, cloud, { name: CLUSTER, volunteers: 3 }));
});

const reviewIn = async (api: ApiClient) => (await api.call(getProgress)).profiles[0]?.nameReview;

/** The subjects of the emails to a volunteer. */
const emailsTo = async (id: string | undefined) =>
  (await cloud.emails()).flatMap(({ to, subject }) => (to.includes(addressOf(id ?? '')) ? [subject] : []));

describe('the name that is going to be printed', () => {
  test('is confirmed once, as it was seen', async () => {
    const api = await clientOf('volunteer', { id: ids[0] });
    expect(await reviewIn(api)).toBeNull();
    const first = await api.call(confirmName, { body: { issuerId: ISSUER, ...NAME } });
    const again = await api.call(confirmName, { body: { issuerId: ISSUER, ...NAME } });
    expect(first.state).toBe('confirmed');
    expect(again.reviewedAt).toBe(first.reviewedAt);
    expect((await reviewIn(api))?.state).toBe('confirmed');
    const other = api.call(confirmName, { body: { issuerId: ISSUER, ...NAME, nameEn: 'Another Name' } });
    await expect(other).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });

  test('is corrected in the ledger when a coordinator approves what the volunteer asks for', async () => {
    const api = await clientOf('volunteer', { id: ids[1] });
    const asked = { issuerId: ISSUER, nameEn: 'Noura Salim Alharbi', note: 'As in my passport' };
    expect((await api.call(requestName, { body: asked })).state).toBe('requested');
    const { items } = await coordinator.call(listNameRequests, { query: { issuer: ISSUER } });
    const listed = items.find(({ volunteerId }) => volunteerId === ids[1]);
    expect(listed).toMatchObject({ ...NAME, wantedAr: null, wantedEn: asked.nameEn, note: asked.note });
    const decision = { path: { id: ids[1] ?? '' }, body: { issuerId: ISSUER, decision: 'approve' } } as const;
    expect(await coordinator.call(decideNameRequest, decision)).toMatchObject({
      state: 'corrected',
      nameEn: asked.nameEn,
    });
    const { profiles } = await api.call(getProgress);
    expect(profiles[0]).toMatchObject({ nameAr: NAME.nameAr, nameEn: asked.nameEn });
    expect(profiles[0]?.nameReview?.state).toBe('corrected');
    await expect(coordinator.call(decideNameRequest, decision)).rejects.toMatchObject({
      code: 'CORRECTION_DECIDED',
    });
    expect(await emailsTo(ids[1])).toEqual([expect.stringContaining('Your name was corrected')]);
    const after = await coordinator.call(listNameRequests, { query: { issuer: ISSUER } });
    expect(after.items.map(({ volunteerId }) => volunteerId)).not.toContain(ids[1]);
  });

  test('is not approved by the account that asked, nor by one that is the volunteer', async () => {
    const id = ids[2] ?? '';
    const clientWith = (...furtherRoles: StaffRole[]) =>
      clientOf('volunteer', { id, furtherRoles, issuers: [ISSUER] });
    const [asker, holder] = [await clientWith('coordinator'), await clientWith('approver')];
    await asker.call(requestName, { body: { issuerId: ISSUER, nameEn: 'Zabarjada Salem Alharbi' } });
    const body = { issuerId: ISSUER, decision: 'approve' } as const;
    for (const api of [asker, holder])
      await expect(api.call(decideNameRequest, { path: { id }, body })).rejects.toMatchObject({
        status: 403,
        code: 'SAME_PERSON',
      });
    expect((await asker.call(getProgress)).profiles[0]).toMatchObject(NAME);
  });

  test('stays where the request is declined, and the volunteer reads why', async () => {
    const api = await clientOf('volunteer', { id: ids[2] });
    await api.call(requestName, { body: { issuerId: ISSUER, nameAr: 'نورة الحربي' } });
    const decision = { issuerId: ISSUER, decision: 'reject', note: 'Please send a document.' } as const;
    await coordinator.call(decideNameRequest, { path: { id: ids[2] ?? '' }, body: decision });
    expect(await reviewIn(api)).toMatchObject({ state: 'declined', decisionNote: decision.note });
    expect((await api.call(getProgress)).profiles[0]).toMatchObject(NAME);
    const [subject, ...others] = await emailsTo(ids[2]);
    expect(subject).toContain('The answer to your request about your name');
    expect(others).toEqual([]);
  });

  test.each([
    ['holds what can’t be printed', { nameEn: 'Noura 😀' }, 'BODY_INVALID'],
    ['is the one there is', NAME, 'BODY_INVALID'],
    [
      'is with an issuer that doesn’t know the volunteer',
      { nameEn: 'N. Alharbi', issuerId: 'nobody' },
      'NOT_FOUND',
    ],
  ])('is refused where it %s', async (_why, change, code) => {
    const api = await clientOf('volunteer', { id: ids[0] });
    const request = api.call(requestName, { body: { issuerId: ISSUER, ...change } });
    await expect(request).rejects.toMatchObject({ code });
  });

  test('is out of reach for staff of another issuer', async () => {
    const other = await clientOf('coordinator', { id: 'elsewhere', issuers: ['nakheel-health-cluster'] });
    const { items } = await other.call(listNameRequests, {});
    expect(items.filter(({ issuerId }) => issuerId === ISSUER)).toEqual([]);
    const body = { issuerId: ISSUER, decision: 'approve' } as const;
    await expect(other.call(decideNameRequest, { path: { id: ids[2] ?? '' }, body })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

test('own hours say of each entry how it was recorded and approved, and whether it counts', async () => {
  const api = await clientOf('volunteer', { id: ids[0] });
  const { items } = await api.call(listOwnHours, {});
  const [timesheet] = items.filter(({ opportunityId }) => opportunityId === `${CLUSTER}-OP`);
  expect(timesheet?.entries.map(({ date }) => date)).toEqual([
    '2025-02-05',
    '2025-02-04',
    '2025-02-03',
    '2025-02-02',
    '2025-02-01',
  ]);
  expect(timesheet?.entries[0]).toMatchObject({
    minutes: 360,
    standing: 'counted',
    recorded: { from: 'file' },
    approval: { kind: 'release', byAnother: true },
  });
});
