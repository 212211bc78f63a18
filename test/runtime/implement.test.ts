import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import type { Role } from '../../functions/domain/staff/roles.ts';
import { json, route } from '../../functions/routes/route.ts';
import { answer } from '../../functions/runtime/http/answer.ts';
import { implement } from '../../functions/runtime/http/implement.ts';
import { eventOf } from '../verification/event-of.ts';

const count = z._default(z.coerce.number<number>().check(z.maximum(9)), 1);
const settings = {
  method: 'POST',
  path: '/verify/{id}',
  summary: 'For this test',
  parameters: { id: z.string().check(z.maxLength(3)) },
  query: z.strictObject({ count }),
  body: z.strictObject({ name: z.string() }),
  otherBodies: { 'text/csv': 'Names' },
  responses: { 200: json('Its input', z.unknown()) },
  refusals: [],
} as const;
const staff = route({ ...settings, roles: ['coordinator', 'approver'] });
const volunteers = route({ ...settings, roles: ['volunteer'] });
const everyone = route({ ...settings, roles: 'public' });
const alternatives = route({
  ...settings,
  roles: 'public',
  body: z.union([
    z.strictObject({ opportunityId: z.string() }),
    z.strictObject({
      award: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('annual'), year: z.int() }),
        z.strictObject({ kind: z.literal('milestone'), hours: z.int() }),
      ]),
    }),
  ]),
});
const { body: _none, ...withoutBody } = settings;
const records = route({ ...withoutBody, roles: 'public' });

/** Calls an implementation that answers with what it was given. */
async function asked(
  asRoute: typeof staff | typeof volunteers | typeof everyone | typeof alternatives | typeof records,
  request: {
    path?: string;
    headers?: Record<string, string>;
    body?: string;
    claims?: Record<string, string>;
  } = {},
) {
  const { path = '/verify/A', headers = {}, body = '{"name":"N"}', claims } = request;
  const event = eventOf('POST', path, { headers, body });
  if (claims !== undefined) Object.assign(event.requestContext, { authorizer: { jwt: { claims } } });
  const { handle } = implement(asRoute, async (input) =>
    answer(200, {
      path: input.path,
      query: input.query,
      body: input.body,
      issuerIds: input.caller?.issuerIds,
    }),
  );
  const { body: text } = await handle(event);
  return JSON.parse(text ?? '');
}

const claimsOf = (...roles: Role[]) => granting(...roles.map((role) => `*/${role}`));
const granting = (...groups: string[]) => ({ sub: 'S', 'cognito:groups': `[${groups.join(' ')}]` });
const refusedWith = (code: string, message: string) => ({ code, message: expect.stringContaining(message) });

describe('an implementation', () => {
  test('gets path, query and body as their schemas read them', async () => {
    expect(await asked(everyone, { path: '/verify/A?count=7' })).toEqual({
      path: { id: 'A' },
      query: { count: 7 },
      body: { name: 'N' },
    });
    expect((await asked(everyone)).query).toEqual({ count: 1 });
  });

  test('reads a body of another media type itself', async () => {
    const headers = { 'content-type': 'text/csv; charset=utf-8' };
    expect(await asked(everyone, { headers, body: 'N' })).not.toHaveProperty('body');
  });

  test('is called for each role of its route', async () => {
    for (const role of ['coordinator', 'approver'] as const)
      expect(await asked(staff, { claims: claimsOf('auditor', role) })).toBeDefined();
    const claims = { ...claimsOf(), 'custom:volunteer_id': 'V-1' };
    expect(await asked(volunteers, { claims })).toBeDefined();
  });

  test('is called for the issuers of the roles of its route only', async () => {
    const claims = granting('a/coordinator', 'a/approver', 'b/approver', 'c/auditor', 'd/administrator');
    expect((await asked(staff, { claims })).issuerIds).toEqual(['a', 'b']);
    expect((await asked(staff, { claims: granting('c/auditor', '*/approver') })).issuerIds).toEqual(['*']);
  });

  test('is not called for a token that says who signed in, whatever it grants', async () => {
    const claims = { ...claimsOf('coordinator'), 'custom:volunteer_id': 'V-1' };
    for (const asRoute of [staff, volunteers]) {
      expect(await asked(asRoute, { claims: { ...claims, token_use: 'access' } })).toBeDefined();
      await expect(asked(asRoute, { claims: { ...claims, token_use: 'id' } })).rejects.toMatchObject(
        refusedWith('FORBIDDEN_ROLE', 'no access token'),
      );
    }
  });

  test.each([
    ['coordinator'],
    ['/coordinator'],
    ['a/coordinator/b'],
    ['a/king'],
    ['a/volunteer'],
    ['x,coordinator'],
    ['x,*/coordinator'],
    ['x,a/coordinator'],
  ])('is not called for the group %s, which grants no role for an issuer', async (group) => {
    await expect(asked(staff, { claims: granting(group) })).rejects.toMatchObject({
      code: 'FORBIDDEN_ROLE',
    });
  });

  test.each([
    [staff, {}, 'The token names nobody'],
    [staff, claimsOf('auditor'), 'This is for the role coordinator or approver.'],
    [volunteers, claimsOf('volunteer', 'coordinator'), 'This is for volunteers'],
    [volunteers, { ...claimsOf(), 'custom:volunteer_id': '' }, 'This is for volunteers'],
  ])('is not called in any other role', async (asRoute, claims, message) => {
    const refused = asked(asRoute, { claims, body: 'no JSON' });
    await expect(refused).rejects.toMatchObject(refusedWith('FORBIDDEN_ROLE', message));
  });

  test.each([
    ['{"award":{"kind":"annual","year":"2025"}}', ['award.year']],
    ['{"award":{"kind":"none"}}', ['award.kind']],
    ['{"opportunityId":7}', ['opportunityId']],
    ['{"opportunityId":"O","more":1}', ['']],
    ['{}', ['opportunityId', 'award']],
    ['[]', ['']],
  ])('says which field of an alternative is wrong: %s', async (body, fields) => {
    const refused = await asked(alternatives, { body }).catch((refusal) => refusal);
    expect(refused.code).toBe('BODY_INVALID');
    expect(refused.message).not.toMatch(/expected: Invalid input$/);
    expect([...new Set(refused.facts.problems.map(({ at }: { at: string }) => at))]).toEqual(fields);
  });

  test('finds nothing under an identifier that is too long, and refuses one that a body is for', async () => {
    const long = { path: `/verify/${'A'.repeat(3_000)}` };
    await expect(asked(records, long)).rejects.toMatchObject(refusedWith('NOT_FOUND', 'nothing'));
    await expect(asked(everyone, long)).rejects.toMatchObject(refusedWith('BODY_INVALID', 'identifier'));
  });

  test.each([
    ['a path', { path: '/verify/LONG?count=10' }, 'BODY_INVALID', 'identifier'],
    ['a query', { path: '/verify/A?count=10', body: '{}' }, 'QUERY_INVALID', 'count: '],
    ['an unknown parameter', { path: '/verify/A?page=2' }, 'QUERY_INVALID', 'page'],
    ['a body', { body: '{"name":1}' }, 'BODY_INVALID', 'name: '],
    ['an unknown field', { body: '{"name":"N","more":1}' }, 'BODY_INVALID', 'more'],
    ['no body', { body: '' }, 'BODY_INVALID', 'name: '],
    ['ambiguous JSON', { body: '{"name":"N","name":"M"}' }, 'BODY_INVALID', 'one way only'],
    ['a large body', { body: `{"name":"${'N'.repeat(256 * 1024)}"}` }, 'BODY_INVALID', '256 KiB'],
  ])('is not called with %s that its schema refuses', async (_, request, code, message) => {
    await expect(asked(everyone, request)).rejects.toMatchObject(refusedWith(code, message));
  });
});
