import * as z from 'zod/mini';
import { OPPORTUNITY_KINDS, type Opportunity, TRACKS } from '../../domain/hours/opportunity.ts';
import { Refusal } from '../../domain/refusal.ts';
import {
  apiHandler,
  json,
  pageQuery,
  pathParameter,
  type Route,
  readBody,
  readQuery,
} from '../../runtime/http/api.ts';
import { callerOf, hasIssuer, issuersOf, requireRole } from '../../runtime/http/caller.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { putOpportunity } from '../../workflows/ledger/put-opportunity.ts';

const deps = wireLedger();

const day = z.iso.date();
const id = z.string().check(z.regex(/^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?$/));
const title = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(160),
    z.regex(/^[^\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Bidi_Control}]*$/u, 'holds a character that can’t be printed'),
    z.regex(/^[^=+@|%-]/, 'must not begin like a formula'),
  );
const body = z.strictObject({
  issuerId: id,
  titleAr: title,
  titleEn: title,
  track: z.enum(TRACKS),
  kind: z._default(z.enum(OPPORTUNITY_KINDS), 'volunteering'),
  startsOn: day,
  endsOn: day,
  requiredMinutes: z.int().check(z.minimum(1), z.maximum(600_000)),
  beneficiaries: z._default(z.int().check(z.minimum(0), z.maximum(100_000_000)), 0),
  partnerIds: z._default(z.array(id).check(z.maxLength(5)), []),
});
const listQuery = z.strictObject({
  ...pageQuery,
  issuer: z.optional(id),
  from: z.optional(day),
  to: z.optional(day),
});

export const routes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/opportunities/{id}',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator');
      const opportunityId = id.safeParse(pathParameter(event, 'id'));
      if (!opportunityId.success) throw new Refusal('BODY_INVALID', 'The identifier is not as expected.');
      const fields = readBody(event, body);
      if (!hasIssuer(caller, fields.issuerId))
        throw new Refusal('FORBIDDEN_ROLE', 'You may not record for this issuer.', {
          issuerId: fields.issuerId,
        });
      const opportunity: Opportunity = { opportunityId: opportunityId.data, ...fields };
      const outcome = await putOpportunity(opportunity, deps);
      return json(outcome === 'created' ? 201 : 200, opportunity);
    },
  },
  {
    method: 'GET',
    path: '/opportunities',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator', 'approver', 'auditor');
      const { limit, cursor, issuer, from, to } = readQuery(event, listQuery);
      const inScope = issuersOf(caller, deps.issuers.keys());
      const issuerIds = issuer === undefined ? inScope : inScope.filter((one) => one === issuer);
      return json(200, await deps.catalogue.list({ issuerIds, from, to }, { limit, cursor }));
    },
  },
];

export const handler = apiHandler(routes);
