import * as z from 'zod/mini';
import { Refusal } from '../../domain/refusal.ts';
import { apiHandler, json, type Route, readBody } from '../../runtime/http/api.ts';
import { callerOf, hasIssuer, requireRole } from '../../runtime/http/caller.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { decideOnHours } from '../../workflows/ledger/approve-hours.ts';

const deps = wireLedger();

const id = z.string().check(z.minLength(1), z.maxLength(64));
const decision = z.enum(['approved', 'rejected']);
const body = z.union([
  z.strictObject({ decision, issuerId: id, entryIds: z.array(id).check(z.minLength(1), z.maxLength(500)) }),
  z.strictObject({ decision, opportunityId: id, cursor: z.optional(z.string().check(z.maxLength(2000))) }),
]);

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/hours/approvals',
    /** Decides on hours by entry, or on all that are pending for an opportunity. */
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator', 'approver');
      const { decision: status, ...selection } = readBody(event, body);
      const issuerId =
        'issuerId' in selection
          ? selection.issuerId
          : (await deps.catalogue.find(selection.opportunityId))?.issuerId;
      if (issuerId === undefined || !hasIssuer(caller, issuerId) || !deps.issuers.has(issuerId))
        throw new Refusal('NOT_FOUND', 'There is no such issuer or opportunity in your scope.');
      const attribution = { at: deps.now(), by: caller.subject };
      return json(200, await decideOnHours({ ...selection, issuerId }, status, attribution, deps));
    },
  },
];

export const handler = apiHandler(routes);
