import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { dayIn } from '../../functions/domain/calendar-date.ts';
import { ISSUER_ROLES, type IssuerRole } from '../../functions/domain/staff/roles.ts';
import { emptyRegister, type Person } from '../../functions/domain/staff/staff-register.ts';
import { putOpportunity } from '../../functions/routes/ledger.ts';
import * as partners from '../../functions/routes/partners.ts';
import { type Route, routeKey } from '../../functions/routes/route.ts';
import { listPeople, removePerson } from '../../functions/routes/supervision.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { askWith } from './ask-with.ts';
import { type Authenticator, registerApp } from './authenticator.ts';
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
import { tokenBySignIn } from './sign-in-by-hand.ts';

/** The joint opportunity for which somebody has hours enough. */
const ID = 'SHARED';
const today = dayIn('Asia/Riyadh', new Date().toISOString());

/** One person with one account: the roles that the registers of three issuers give it. */
interface Account {
  readonly name: string;
  readonly roles: Readonly<Record<string, readonly IssuerRole[]>>;
}

const pairs = ISSUER_ROLES.flatMap((one, index) =>
  ISSUER_ROLES.slice(index + 1).map((other): readonly IssuerRole[] => [one, other]),
);
const singles = ISSUER_ROLES.map((role): readonly IssuerRole[] => [role]);
const accounts = (kind: string, roles: readonly Account['roles'][]): readonly Account[] =>
  roles.map((held, index) => ({ name: `${kind}-${index}`, roles: held }));
const inOne = (issuerId: string) => [...singles, ...pairs].map((roles) => ({ [issuerId]: roles }));

const OF_BOTH = accounts(
  'both',
  singles.flatMap((one) => singles.map((other) => ({ [ISSUER]: one, [PARTNER]: other }))),
);
const OF_THE_ISSUER = accounts('issuer', inOne(ISSUER));
const OF_THE_PARTNER = accounts('partner', inOne(PARTNER));
const OF_A_STRANGER = accounts('stranger', inOne(STRANGER));
const MAYOR: Account = { name: 'mayor', roles: { [PARTNER]: ['approver'] } };
const MOVER: Account = { name: 'mover', roles: { [ISSUER]: ['coordinator'] } };
const EVERYBODY = [...OF_BOTH, ...OF_THE_ISSUER, ...OF_THE_PARTNER, ...OF_A_STRANGER, MAYOR, MOVER];

const PARTNER_ROUTES: readonly Route[] = Object.values(partners);
const addressOf = ({ name }: Account) => `${name}@example.org`;
const rolesAt = ({ roles }: Account, issuerId: string): readonly IssuerRole[] => roles[issuerId] ?? [];
const holds = (account: Account, issuerId: string, { roles }: Route) =>
  rolesAt(account, issuerId).some((role) => roles.includes(role));

let cloud: Awaited<ReturnType<typeof ownCloud>>;
let coordinator: ApiClient;
let certificateId = '';
/** The hash of what the partner is asked to accept. */
let termsSha256 = '';

const apps = new Map<Account, Promise<Authenticator>>();
async function signedIn(account: Account): Promise<string> {
  const app = apps.get(account) ?? registerApp(cloud.url, addressOf(account));
  apps.set(account, app);
  return tokenBySignIn(cloud.url, addressOf(account), { signIn: { code: await (await app).unusedCode() } });
}
const tokens = new Map<Account, Promise<string>>();
/** The token of the first sign-in. */
function tokenOf(account: Account): Promise<string> {
  const token = tokens.get(account) ?? signedIn(account);
  tokens.set(account, token);
  return token;
}
const api = (token: string) => new ApiClient({ baseUrl: cloud.url, token });

/** Writes the registers as they are after many invitations. */
async function appointEverybody(): Promise<void> {
  const registers = new DynamoStaffRegisters(cloud.clients.dynamo, cloud.tableName);
  for (const issuerId of [ISSUER, PARTNER, STRANGER]) {
    const people = EVERYBODY.filter((account) => rolesAt(account, issuerId).length > 0).map(
      (account): Person => ({
        personId: `${issuerId}.${account.name}`,
        name: account.name,
        email: addressOf(account),
        roles: rolesAt(account, issuerId),
        since: '2026-01-01T00:00:00.000Z',
        invitedBy: 'operator',
        approvedBy: null,
        subject: null,
      }),
    );
    const before = emptyRegister(issuerId);
    await registers.replace(before, { ...before, revision: 1, people });
  }
}

const partnerState = async (account: string, issuerId: string, opportunityId: string) => {
  const auditor = api(await cloud.token('auditor', { id: account, issuers: [issuerId] }));
  for await (const { state, opportunity } of auditor.list(partners.listPartnerships, {}))
    if (opportunity.opportunityId === opportunityId) return state;
  return undefined;
};

const dryRun = (opportunityId: string) => itemsOf(coordinator, opportunityId, ['J-2'], true);
const NOT_AGREED = [{ outcome: 'refused', reason: 'PARTNER_NOT_AGREED' }];
const AGREED = [{ outcome: 'eligible' }];

beforeAll(async () => {
  cloud = await ownCloud();
  await appointEverybody();
  coordinator = api(await cloud.token('coordinator', { id: 'asker', issuers: [ISSUER] }));
  await coordinator.call(putOpportunity, {
    path: { id: ID },
    body: { ...JOINT_OPPORTUNITY, partnerIds: [PARTNER] },
  });
  await importJointHours(coordinator, cloud, 'J', [
    [1, ID],
    [2, ID],
  ]);
  // One certificate bears the partner's name already; its acceptance was for that one.
  const mayor = api(await signedIn(MAYOR));
  termsSha256 = await shownTerms(mayor, ID);
  const body = { issuerId: ISSUER, partnerId: PARTNER, termsSha256, validUntil: today };
  await mayor.call(partners.acceptPartnership, { path: { id: ID }, body });
  const [issued] = await itemsOf(coordinator, ID, ['J-1']);
  certificateId = issued?.certificateId ?? '';
  await mayor.call(partners.withdrawAcceptance, {
    path: { id: ID },
    body: { issuerId: ISSUER, partnerId: PARTNER },
  });
});
afterAll(() => cloud.stop());

/** What a route of partners is asked for: an opportunity of one issuer, for another as its partner. */
function requestFor({ method, path }: Route, opportunityId: string, issuerId: string, partnerId: string) {
  const address = path.replace('{id}', opportunityId);
  if (method !== 'GET') {
    const withdraws = path.endsWith('/withdrawal');
    return {
      address,
      body: { issuerId, partnerId, ...(withdraws ? {} : { termsSha256, validUntil: today }) },
    };
  }
  const period = path.endsWith('/report') ? { from: today, to: today } : {};
  const issuer = path.includes('{id}') ? { issuer: issuerId } : {};
  return { address: `${address}?${new URLSearchParams({ partner: partnerId, ...issuer, ...period })}` };
}

/** Asks every route of partners, in the order in which one account would go about it. Returns the answers. */
async function triesEveryRoute(token: string, opportunityId: string, issuerId: string, partnerId: string) {
  const answers = new Map<Route, { status: number; code: unknown; items: unknown }>();
  for (const route of PARTNER_ROUTES) {
    // Taking back comes last, by hand: what was accepted is looked at before.
    if (route === partners.withdrawAcceptance) continue;
    const { address, body } = requestFor(route, opportunityId, issuerId, partnerId);
    const { status, json } = await askWith(cloud.url, token, route.method, address, body);
    answers.set(route, { status, code: json.code, items: json.items });
  }
  return answers;
}

/** What a route about the partner answers to an account: without a role of the route, and without one for the partner. */
function refusalOf(route: Route, account: Account): string | undefined {
  if (![ISSUER, PARTNER, STRANGER].some((issuerId) => holds(account, issuerId, route)))
    return 'FORBIDDEN_ROLE';
  if (!holds(account, PARTNER, route)) return 'NOT_FOUND';
  const isAccepting = route === partners.acceptPartnership;
  return isAccepting && rolesAt(account, ISSUER).length > 0 ? 'SAME_PERSON' : undefined;
}

const rows = (some: readonly Account[]) =>
  some.map((account) => {
    const held = Object.entries(account.roles).map(([id, roles]) => `${roles.join(' and ')} of ${id}`);
    return [held.join(', '), account] as const;
  });

describe('one account', () => {
  test.each(rows(EVERYBODY.filter((account) => account !== MOVER && account !== MAYOR)))(
    'as %s says for the partner only what is the partner’s own to say',
    async (_held, account) => {
      const token = await tokenOf(account);
      const answers = await triesEveryRoute(token, ID, ISSUER, PARTNER);
      for (const [route, { status, code, items }] of answers) {
        const expected = refusalOf(route, account);
        // A list that is for others is empty; it hides nothing that was asked for.
        if (route === partners.listPartnerships && expected === 'NOT_FOUND') expect(items).toEqual([]);
        else
          expect([routeKey(route), status, code]).toEqual([
            routeKey(route),
            expected === undefined ? 200 : expected === 'NOT_FOUND' ? 404 : 403,
            expected,
          ]);
      }
      const hasAccepted = refusalOf(partners.acceptPartnership, account) === undefined;
      if (rolesAt(account, PARTNER).length > 0)
        expect(await dryRun(ID)).toMatchObject(hasAccepted ? AGREED : NOT_AGREED);
      const withdrawal = requestFor(partners.withdrawAcceptance, ID, ISSUER, PARTNER);
      const { status } = await askWith(cloud.url, token, 'POST', withdrawal.address, withdrawal.body);
      // Who works for both may take back what was said for the partner: that makes no certificate.
      expect(status === 200).toBe(holds(account, PARTNER, partners.withdrawAcceptance));
      expect(await partnerState('reader', PARTNER, ID)).toBe('withdrawn');
    },
  );

  test.each(rows([...OF_BOTH, ...OF_THE_ISSUER, ...OF_THE_PARTNER]))(
    'as %s doesn’t accept what it has asked for',
    async (_held, account) => {
      const token = await tokenOf(account);
      for (const [issuerId, partnerId] of [
        [ISSUER, PARTNER],
        [PARTNER, ISSUER],
      ] as const) {
        const id = `${account.name}-${issuerId}`;
        const body = { ...JOINT_OPPORTUNITY, issuerId, partnerIds: [partnerId] };
        const { status } = await askWith(cloud.url, token, 'PUT', `/opportunities/${id}`, body);
        expect(status === 201).toBe(holds(account, issuerId, putOpportunity));
        await triesEveryRoute(token, id, issuerId, partnerId);
        expect(await partnerState('reader', partnerId, id)).toBe(status === 201 ? 'awaiting' : undefined);
      }
    },
  );

  test.each(rows(OF_A_STRANGER))(
    'as %s suspends nothing that bears the partner’s name',
    async (_held, account) => {
      const token = await tokenOf(account);
      for (const step of ['suspension', 'reinstatement']) {
        const { status } = await askWith(
          cloud.url,
          token,
          'POST',
          `/certificates/${certificateId}/${step}`,
          {},
        );
        expect([403, 404]).toContain(status);
      }
    },
  );
});

test('whoever asked for the partner’s name can’t accept it after going over to the partner', async () => {
  const body = { ...JOINT_OPPORTUNITY, partnerIds: [PARTNER], requiredMinutes: 90 };
  await api(await signedIn(MOVER)).call(putOpportunity, { path: { id: ID }, body });

  const administrator = api(await cloud.token('administrator', { id: 'huda', issuers: [ISSUER] }));
  const { items } = await administrator.call(listPeople, { query: {} });
  const id = items.find(({ email }) => email === addressOf(MOVER))?.id ?? '';
  await administrator.call(removePerson, { path: { id } });
  const registers = new DynamoStaffRegisters(cloud.clients.dynamo, cloud.tableName);
  const [register = emptyRegister(PARTNER)] = await registers.find([PARTNER]);
  const [mayor] = register.people.filter(({ name }) => name === MAYOR.name);
  if (mayor === undefined) throw new Error('The partner has no mayor');
  const moved: Person = {
    ...mayor,
    personId: 'moved',
    name: MOVER.name,
    email: addressOf(MOVER),
    subject: null,
  };
  const people = [...register.people, moved];
  await registers.replace(register, { ...register, people, revision: register.revision + 1 });

  const accept = async (account: Account) => {
    const own = api(await signedIn(account));
    // As it is shown now: the mover has put it anew.
    const shown = await shownTerms(own, ID);
    return own.call(partners.acceptPartnership, {
      path: { id: ID },
      body: { issuerId: ISSUER, partnerId: PARTNER, termsSha256: shown, validUntil: today },
    });
  };
  await expect(accept(MOVER)).rejects.toMatchObject({ code: 'SAME_PERSON' });
  expect(await dryRun(ID)).toMatchObject(NOT_AGREED);
  expect(await accept(MAYOR)).toMatchObject({ state: 'accepted' });
  expect(await dryRun(ID)).toMatchObject(AGREED);
});
