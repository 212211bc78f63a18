import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { ISSUER_ROLES, ROLES, type Role, type StaffRole } from '../../functions/domain/staff/roles.ts';
import { listBatches } from '../../functions/routes/batches.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import { listImports } from '../../functions/routes/ledger.ts';
import { replaceCertificate } from '../../functions/routes/lifecycle.ts';
import { type Route, routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { eventually } from '../local/eventually.ts';
import { askWith } from './ask-with.ts';
import { ownCloud } from './embedded-cloud.ts';
import { type ExampleRequest, exampleRequests, type Records } from './every-route.ts';
import { importLines, itemsOf } from './joint-opportunity.ts';
import { importSmallCluster } from './small-cluster.ts';

const ISSUER = 'rawabi-health-cluster';

let cloud: Awaited<ReturnType<typeof ownCloud>>;
beforeAll(async () => {
  cloud = await ownCloud();
  others = await recordsOfOthers();
});
afterAll(() => cloud.stop());

/** Somebody with tokens: the account, and those that it made for itself. Together they invent one volunteer's hours. */
interface Human {
  readonly name: string;
  readonly tokens: string[];
  importIds: string[];
  batchIds: string[];
  invitationIds: string[];
  certificateIds: string[];
}

const ask = (token: string, method: string, address: string, body?: unknown) =>
  askWith(cloud.url, token, method, address, body);

/** A token with roles; the volunteer is the human's invented one. */
async function tokenOf(name: string, roles: readonly Role[], id = name): Promise<string> {
  const [first = 'volunteer', ...others] = [...roles].sort((a) => (a === 'volunteer' ? -1 : 1));
  return cloud.token(first, {
    id: first === 'volunteer' ? `${name}-V` : id,
    issuers: roles.includes('operator') ? ['*'] : [ISSUER],
    furtherRoles: others as StaffRole[],
  });
}

const opportunityOf = ({ name }: Pick<Human, 'name'>) => `${name}-OP`;

/** Records an opportunity, the volunteer, and enough hours that the file calls approved. */
async function records(human: Human, token: string): Promise<void> {
  const opportunityId = opportunityOf(human);
  const made = await ask(token, 'PUT', `/opportunities/${opportunityId}`, {
    issuerId: ISSUER,
    titleAr: 'فحص السكري',
    titleEn: 'Diabetes Screening',
    track: 'preventive',
    startsOn: '2025-02-01',
    endsOn: '2025-03-31',
    requiredMinutes: 360,
  });
  if (made.status === 403) return;
  const api = new ApiClient({ baseUrl: cloud.url, token });
  const files = [
    [
      'volunteer_id,name_ar,name_en,gender,kind',
      `${human.name}-V,نورة سالم الحربي,Noura Salem Alharbi,female,individual`,
    ],
    [
      'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
      `${human.name}-E1,${human.name}-V,${opportunityId},2025-02-01,6,approved,Dr Amal`,
      `${human.name}-E2,${human.name}-V,${opportunityId},2025-02-02,6,pending,`,
    ],
  ];
  for (const lines of files) human.importIds.push(await importLines(api, lines, { issuerId: ISSUER }));
}

/** Makes what was recorded count: by hand, by release, or by another policy. */
async function approves(human: Human, token: string): Promise<void> {
  const opportunityId = opportunityOf(human);
  const own = { decision: 'approved', issuerId: ISSUER, entryIds: [`${human.name}-E1`, `${human.name}-E2`] };
  await ask(token, 'POST', '/hours/approvals', own);
  await ask(token, 'POST', '/hours/approvals', { decision: 'approved', issuerId: ISSUER, opportunityId });
  for (const importId of human.importIds) {
    const { status } = await ask(token, 'POST', `/imports/${importId}/release`);
    if (status === 202)
      await eventually(async () => {
        const { json } = await ask(token, 'GET', `/imports/${importId}`);
        return json.state !== 'releasing';
      });
  }
}

/** Gives roles to accounts of its own, which are among its tokens as soon as the roles count. */
async function recruits(human: Human, token: string): Promise<void> {
  for (const role of ISSUER_ROLES) {
    const account = `${human.name}-${role}`;
    const invitation = { issuerId: ISSUER, name: account, email: `${account}@example.org`, roles: [role] };
    const { status, json } = await ask(token, 'POST', '/people/invitations', invitation);
    if (status === 201) human.tokens.push(await tokenOf(human.name, [role], account));
    if (status === 202) human.invitationIds.push(String(json.id));
  }
  for (const id of human.invitationIds)
    for (const own of [...human.tokens]) {
      const { status, json } = await ask(own, 'POST', `/people/invitations/${id}/approval`);
      if (status === 200)
        human.tokens.push(await tokenOf(human.name, json.roles as Role[], String(json.email)));
    }
  const policy = { issuerId: ISSUER, makerAndChecker: false };
  const { status } = await ask(token, 'POST', '/policy', policy);
  // Only after a proposal of its own, which takes the place of another account's.
  if (status === 202)
    for (const own of human.tokens) await ask(own, 'POST', '/policy/approval', { issuerId: ISSUER });
}

/** Issues what counts: as a batch that it approves itself, or as the volunteer. */
async function issues(human: Human, token: string): Promise<void> {
  const opportunityId = opportunityOf(human);
  const body = { opportunityIds: [opportunityId], issuerId: ISSUER };
  const { status, json } = await ask(token, 'POST', '/batches', body);
  if (status === 202) {
    const batchId = String(json.batchId);
    human.batchIds.push(batchId);
    await eventually(async () => {
      const { json: batch } = await ask(token, 'GET', `/batches/${batchId}`);
      return batch.state !== 'planning' && batch.state !== 'running';
    });
    for (const own of human.tokens) await ask(own, 'POST', `/batches/${batchId}/approve`);
  }
  await ask(token, 'POST', '/me/certificates', { opportunityId });
  for (const recognition of [
    { kind: 'milestone', hours: 50, issuerId: ISSUER },
    { kind: 'annual', year: 2025, issuerId: ISSUER },
  ])
    await ask(token, 'POST', '/me/certificates', { recognition });
}

/** What two other people made: hours that count, some of them certified. */
let others: Records;
const OTHERS = 'OTHERS';
/** The name that the others' volunteers have, and the one in which an account would take their hours. */
const [NAME, ANOTHER] = ['Noura Salem Alharbi', 'Zabarjada Salem Alharbi'];

async function recordsOfOthers(): Promise<Records> {
  const api = new ApiClient({ baseUrl: cloud.url, token: await tokenOf('others', ['coordinator']) });
  const cluster = await importSmallCluster(api, cloud, { name: OTHERS, volunteers: 9 });
  const [claimant = '', ...holders] = cluster.volunteerIds;
  const issued = await itemsOf(api, cluster.opportunityId, holders);
  const certificates = holders.map(
    (holder) => issued.find(({ volunteerId }) => volunteerId === holder)?.certificateId ?? '',
  );
  const { items } = await api.call(listBatches, {});
  const { items: imports } = await api.call(listImports, {});
  return {
    ...{ opportunityId: cluster.opportunityId, claimant, certificates, holders },
    batchId: items[0]?.batchId ?? '',
    importId: imports[0]?.importId ?? '',
  };
}

const recordsOfOwn = (human: Human): Records => ({
  ...{ opportunityId: opportunityOf(human), claimant: `${human.name}-V` },
  ...{ certificates: Array.from({ length: 9 }, () => 'NONE'), holders: [`${human.name}-V`] },
  batchId: human.batchIds[0] ?? 'NONE',
  importId: human.importIds.at(-1) ?? 'NONE',
});

/**
 * Calls a route with each token, with the body that it asks for, about the human's own records and those of others. What
 * stops issuing is undone by the next route. What only reads makes nothing, and is called once.
 */
async function triesTheRest(human: Human, route: Route): Promise<void> {
  for (const records of [recordsOfOwn(human), others]) {
    const { address, body } = exampleRequests(records).get(routeKey(route)) as ExampleRequest;
    const asked = route === replaceCertificate ? { nameEn: ANOTHER } : body;
    const isRead = route.method === 'GET';
    for (const token of isRead ? human.tokens.slice(0, 1) : human.tokens) {
      const { status, json } = await ask(token, route.method, address, asked);
      if (route === replaceCertificate && status === 202) await decidesOwn(human, String(json.correctionId));
    }
  }
}

/** Tries to approve a correction that it asked for; takes it back in the end. */
async function decidesOwn(human: Human, correctionId: string): Promise<void> {
  const address = `/corrections/${correctionId}/decision`;
  for (const decision of ['approve', 'reject'])
    for (const token of human.tokens) await ask(token, 'POST', address, { decision, note: 'No' });
}

/** The names in which the others' hours are certified. */
async function namesOfOthers(): Promise<ReadonlySet<string | null>> {
  const api = new ApiClient({ baseUrl: cloud.url, token: await tokenOf('auditor', ['auditor']) });
  const names = new Set<string | null>();
  for await (const { volunteerId, nameEn, state } of api.list(listCertificates, {}, 1000))
    if (volunteerId.startsWith(`${OTHERS}-`) && state !== 'erased') names.add(nameEn);
  return names;
}

async function tries(human: Human): Promise<void> {
  for (const round of [1, 2]) {
    for (const token of human.tokens) if (human.importIds.length === 0) await records(human, token);
    for (const token of [...human.tokens]) if (round === 1) await recruits(human, token);
    for (const token of human.tokens) await approves(human, token);
    for (const token of human.tokens) await issues(human, token);
  }
}

async function certificatesOf({ name }: Human): Promise<readonly string[]> {
  const api = new ApiClient({ baseUrl: cloud.url, token: await tokenOf('auditor', ['auditor']) });
  const found: string[] = [];
  for await (const { certificateId, volunteerId } of api.list(listCertificates, {}, 1000))
    if (volunteerId.startsWith(`${name}-`)) found.push(certificateId);
  return found;
}

const humanOf = async (name: string, ...roles: readonly (readonly Role[])[]): Promise<Human> => ({
  name,
  // Whoever invents a volunteer can be that volunteer as well.
  tokens: await Promise.all(
    [...roles, ['volunteer'] as const].map((one, index) => tokenOf(name, one, `${name}-${index}`)),
  ),
  importIds: [],
  batchIds: [],
  invitationIds: [],
  certificateIds: [],
});

const SINGLE = ROLES.map((role): readonly Role[] => [role]);
const PAIRS = ROLES.flatMap((one, index) =>
  ROLES.slice(index + 1).map((other): readonly Role[] => [one, other]),
);
/** Administrators last: an operator would be the second person of an earlier one's proposal. */
const ACCOUNTS = [...SINGLE, ...PAIRS].sort(
  (a, b) => Number(a.includes('administrator')) - Number(b.includes('administrator')),
);
const withRoles = ROUTE_TABLE.filter(({ roles }) => roles !== 'public');

describe('one account, with every other that it can make for itself,', () => {
  test.each(ACCOUNTS.map((roles, index) => [roles.join(' and '), roles, `ONE${index}`] as const))(
    'as %s makes no certificate out of nothing',
    async (_roles, roles, name) => {
      const human = await humanOf(name, roles);
      await tries(human);
      expect(await certificatesOf(human)).toEqual([]);
      for (const route of withRoles) await triesTheRest(human, route);
      expect(await certificatesOf(human)).toEqual([]);
      expect([...(await namesOfOthers())]).toEqual([NAME]);
    },
  );
});

test('two people make one, so that what one account lacks is the second person', async () => {
  const two = await humanOf('TWO', ['coordinator'], ['supervisor']);
  await tries(two);
  // Of the opportunity, and of the hours of the year.
  expect(await certificatesOf(two)).toHaveLength(2);
  expect(withRoles.map(routeKey)).toContain('POST /imports/{id}/release');
});
