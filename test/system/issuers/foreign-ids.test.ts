import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { ApiClient } from '../../../functions/client/api-client.ts';
import type { Role } from '../../../functions/domain/staff/roles.ts';
import { createBatch } from '../../../functions/routes/batches.ts';
import { listCertificates } from '../../../functions/routes/issuing.ts';
import { requestCorrection } from '../../../functions/routes/lifecycle.ts';
import { requestName } from '../../../functions/routes/names.ts';
import { type Route, routeKey } from '../../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../../functions/routes/route-table.ts';
import { invitePerson, listPeople } from '../../../functions/routes/supervision.ts';
import { waitForBatch } from '../../../infra/tools/cli/api/batches.ts';
import { idOf } from '../../certificates.ts';
import { type ExampleRequest, exampleRequests, type Records } from '../every-route.ts';
import { type ApprovalLinks, approvalLinks } from '../links/approval-links.ts';
import { importSmallCluster } from '../small-cluster.ts';
import { settled } from './answers.ts';

const ISSUER = 'rawabi-health-cluster';
const STRANGER = 'tilal-health-cluster';
const CLUSTER = 'FOREIGN';

let links: ApprovalLinks;
/** Records of the issuer, and IDs of the same form that nobody has, in the same places. */
let foreign: Records;
let absent: Records;
/** By each of the issuer's IDs, the one that stands for it. */
let substitutes: ReadonlyMap<string, string>;

beforeAll(async () => {
  links = await approvalLinks();
  foreign = await foreignRecords();
  substitutes = new Map(idsOf(foreign).map((id, index) => [id, substituteOf(id, index)]));
  absent = JSON.parse(substituted(JSON.stringify(foreign)));
}, 300_000);
afterAll(() => links?.stop());

/** Makes a record of every kind that has an ID. */
async function foreignRecords(): Promise<Records> {
  const { cloud, as, amal } = links;
  const coordinator = await as('coordinator');
  const small = await importSmallCluster(coordinator, cloud, { name: CLUSTER, volunteers: 7 });
  const [claimant = '', ...holders] = small.volunteerIds;
  const batch = { opportunityIds: [small.opportunityId], notify: false };
  await waitForBatch(coordinator, (await coordinator.call(createBatch, { body: batch })).batchId);
  const { batchId } = await coordinator.call(createBatch, { body: { ...batch, dryRun: true } });
  await waitForBatch(coordinator, batchId);
  const issued = (await coordinator.call(listCertificates, { query: { limit: 50 } })).items;
  const certificates = holders.map(
    (holder) => issued.find(({ volunteerId }) => volunteerId === holder)?.certificateId ?? '',
  );
  const importId = await links.record(`${CLUSTER}-2`);
  const { request } = await links.ask({ opportunityId: `${CLUSTER}-2` });
  const volunteer = async (id: string) =>
    new ApiClient({ baseUrl: cloud.url, token: await cloud.token('volunteer', { id }) });
  const name = { nameEn: 'Noura Salim Alharbi' };
  await (await volunteer(holders[5] ?? '')).call(requestCorrection, {
    path: { id: certificates[5] ?? '' },
    body: name,
  });
  await (await volunteer(claimant)).call(requestName, { body: { issuerId: ISSUER, ...name } });
  const administrator = await as('administrator', 'huda');
  const body = { name: 'سارة علي', email: 'sara@example.org', roles: ['approver' as const] };
  const { body: invitation } = await administrator.request(invitePerson, { body });
  const person = (await administrator.call(listPeople, {})).items.find(({ id }) => id.endsWith(amal));
  return {
    ...{ ...small, claimant, holders, certificates, batchId, importId },
    ...{ requestId: request.requestId, supervisorId: amal },
    ...{ invitationId: invitation.id, personId: person?.id ?? '' },
  };
}

const idsOf = (records: Records): string[] => [
  ...records.certificates,
  ...[records.batchId, records.importId, records.requestId, records.supervisorId].map(String),
  ...[records.invitationId, records.personId].map((id) => String(id).split('.')[1] ?? ''),
  // What people chose: the name of the cluster is in all of these.
  CLUSTER,
];

/** Returns an ID of the same form and length that nobody has. */
function substituteOf(id: string, index: number): string {
  if (id === CLUSTER) return 'NOBODYS';
  return foreign.certificates.includes(id) ? idOf(65_000 + index) : id.replaceAll(/[0-9a-f]/g, '0');
}

function substituted(text: string): string {
  let result = text;
  for (const [id, substitute] of substitutes) result = result.replaceAll(id, substitute);
  return result;
}

/** Requests beside the examples, for each field of a query or a body that names a record. */
function furtherRequests(records: Records): ReadonlyMap<string, readonly ExampleRequest[]> {
  const { opportunityId, claimant, holders, certificates, batchId, importId } = records;
  const { issuerId = ISSUER, supervisorId } = records;
  const [certificateId = ''] = certificates;
  return new Map<string, readonly ExampleRequest[]>(
    Object.entries({
      'POST /volunteers/search': [{ text: 'N', opportunityId }, { text: claimant }],
      'POST /certificates/search': [{ opportunityId }, { text: certificateId }, { text: holders[0] }],
      'POST /hours/approvals': [
        { decision: 'approved', issuerId, entryIds: [`${holders[0]}-H1`] },
        { decision: 'rejected', issuerId, opportunityId },
      ],
      'POST /hours/requests': [
        { opportunityId, supervisorId, issuerId },
        { importId, supervisorId },
      ],
      'POST /batches': [
        { confirms: batchId },
        { opportunityIds: [opportunityId], issuerId, dryRun: true },
        { from: '2025-01-01', volunteerIds: holders, dryRun: true },
      ],
      'POST /me/certificates': [{ opportunityId, issuerId }],
      'GET /deliveries': [`?issuer=${issuerId}&state=bounced&batchId=${batchId}`],
      'GET /batches/{id}/items': [`?volunteer=${holders[0]}`],
      'GET /audit': [`?certificateId=${certificateId}`],
      'GET /volunteers/{id}/preview': [`?opportunity=${opportunityId}`],
    }).map(([key, some]) => [
      key,
      some.map((one) => {
        const path = (exampleRequests(records).get(key)?.address ?? '').replace(/\?.*/, '');
        return typeof one === 'string' ? { address: path + one } : { address: path, body: one };
      }),
    ]),
  );
}

const requestsOf = (route: Route, records: Records): readonly ExampleRequest[] => [
  exampleRequests(records).get(routeKey(route)) as ExampleRequest,
  ...(furtherRequests(records).get(routeKey(route)) ?? []),
];

/** Asks as somebody of another issuer, and returns the answer as it came; again where a store was too slow. */
async function asked(route: Route, { address, body }: ExampleRequest, token: string, tries = 5) {
  const { method } = route;
  const answer = await fetch(links.cloud.url + address, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = substituted(await answer.text());
  if (answer.status === 503 && tries > 1) return asked(route, { address, body }, token, tries - 1);
  const headers = [...answer.headers].filter(([name]) => !/^(?:date|apigw-requestid)$/.test(name));
  // What was made has an ID and an instant of its own.
  return answer.status < 400
    ? { status: answer.status, text: settled(text) }
    : { status: answer.status, headers, text };
}

const withRoles = ROUTE_TABLE.filter(({ roles }) => roles !== 'public');
const asRoles = withRoles.flatMap((route) =>
  (route.roles as readonly Role[])
    .filter((role) => role !== 'operator')
    .map((role) => [routeKey(route), role, route] as const),
);

describe('the ID of a record of another issuer is answered, byte for byte, like one that nobody has', () => {
  test.each(asRoles)('%s as %s', async (_key, role, route) => {
    const token = await links.cloud.token(role, {
      id: role === 'volunteer' ? `${STRANGER}/SOMEBODY` : `stranger-${role}`,
      issuers: [STRANGER],
    });
    // With the issuer that has the record, and with the own one.
    for (const issuerId of [ISSUER, STRANGER]) {
      const unknown = requestsOf(route, { ...absent, issuerId });
      for (const [index, request] of requestsOf(route, { ...foreign, issuerId }).entries()) {
        const other = unknown[index] as ExampleRequest;
        if (JSON.stringify(request) === JSON.stringify(other)) continue;
        const answers = [await asked(route, request, token), await asked(route, other, token)] as const;
        expect({ request, answer: answers[0] }).toEqual({ request, answer: answers[1] });
      }
    }
  });

  test('on every route, and in every field, that takes one', () => {
    const isAsked = (route: Route, name: RegExp) =>
      requestsOf(route, foreign).some((request, index) => {
        const other = requestsOf(route, absent)[index] as ExampleRequest;
        const [one, two] = [request, other].map(({ address, body }) => `${address} ${JSON.stringify(body)}`);
        return one !== two && name.test(one ?? '');
      });
    const missing = withRoles.flatMap((route) => {
      const fields: string[] = route.path.includes('{') && !isAsked(route, /./) ? [route.path] : [];
      for (const schema of [route.query, route.body])
        for (const name of schema === undefined ? [] : namesIn(z.toJSONSchema(schema, { io: 'input' })))
          if (OF_A_RECORD.test(name) && !isAsked(route, new RegExp(`[?&"]${name}\\b`))) fields.push(name);
      return fields.map((name) => [routeKey(route), name]);
    });
    expect(missing).toEqual([]);
  });
});

/** Names of fields that hold the ID of a record. */
const OF_A_RECORD =
  /^(?:confirms|(?:certificate|volunteer|opportunity|batch|import|entry|supervisor|request|person|correction)(?:Ids?)?)$/;

function namesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (schema === null || typeof schema !== 'object') return [];
  const { properties = {}, anyOf = [], oneOf = [] } = schema as Record<string, object>;
  return [...Object.keys(properties), ...namesIn(anyOf), ...namesIn(oneOf)];
}
