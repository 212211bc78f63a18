import * as z from 'zod/mini';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import { CORRECTION_DECISIONS, type Correction } from '../../domain/certificate/correction.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import {
  apiHandler,
  json,
  pageQuery,
  pathParameter,
  type Route,
  readBody,
  readQuery,
} from '../../runtime/http/api.ts';
import { callerOf, hasIssuer, issuersOf, requireRole, requireVolunteer } from '../../runtime/http/caller.ts';
import {
  certificateAnswer,
  certificateIdOf,
  nameFields,
  noteField,
  stepRequestOf,
} from '../../runtime/http/lifecycle-request.ts';
import { wireIssuing } from '../../runtime/wiring/issuing.ts';
import { dynamoClientForPeople } from '../../storage/clients.ts';
import { DynamoCorrectionRegister } from '../../storage/dynamo/dynamo-correction-register.ts';
import { requireNotHalted } from '../../workflows/issuing/require-not-halted.ts';
import { findModifiable } from '../../workflows/lifecycle/change-certificate.ts';
import { decideCorrection } from '../../workflows/lifecycle/decide-correction.ts';
import { replaceCertificate } from '../../workflows/lifecycle/replace-certificate.ts';
import { requestCorrection } from '../../workflows/lifecycle/request-correction.ts';

const environment = readEnvironment('TABLE_NAME');
const corrections = new DynamoCorrectionRegister(dynamoClientForPeople(), environment.TABLE_NAME);
const deps = { ...wireIssuing(dynamoClientForPeople()), corrections };

const someName = (body: { readonly nameAr?: string | undefined; readonly nameEn?: string | undefined }) =>
  body.nameAr !== undefined || body.nameEn !== undefined;
const NAME_NEEDED = 'nameAr or nameEn is needed';

const replacementBody = z
  .strictObject({ ...nameFields, ...noteField })
  .check(z.refine(someName, NAME_NEEDED));
const correctionBody = z
  .strictObject({ ...nameFields, note: z._default(z.string().check(z.trim(), z.maxLength(1000)), '') })
  .check(z.refine(someName, NAME_NEEDED));
const decisionBody = z.strictObject({ decision: z.enum(CORRECTION_DECISIONS), ...noteField });
const listQuery = z.strictObject({ ...pageQuery, issuer: z.optional(z.string().check(z.maxLength(64))) });

const correctionAnswer = (correction: Correction) => ({
  ...correction,
  displayId: displayId(correction.certificateId),
});

/** Names corrected: asked for by a volunteer, decided by a coordinator, or replaced by one straight away. */
export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/certificates/{id}/replacement',
    handle: async (event) => {
      const request = stepRequestOf(event);
      const { note, ...name } = readBody(event, replacementBody);
      await requireNotHalted(deps.killSwitch);
      return certificateAnswer(201, await replaceCertificate({ ...request, note, name }, deps));
    },
  },
  {
    method: 'POST',
    path: '/certificates/{id}/corrections',
    handle: async (event) => {
      const volunteerId = requireVolunteer(callerOf(event));
      const { note, ...name } = readBody(event, correctionBody);
      const request = { certificateId: certificateIdOf(event), volunteerId, name, note };
      return json(201, correctionAnswer(await requestCorrection(request, deps)));
    },
  },
  {
    method: 'GET',
    path: '/certificates/{id}/corrections',
    /** Where the requests about a certificate stand: for its holder, and for its issuer's coordinators. */
    handle: async (event) => {
      const caller = callerOf(event);
      const certificateId = certificateIdOf(event);
      const coordinates = caller.roles.includes('coordinator') || caller.roles.includes('approver');
      await findModifiable(
        {
          certificateId,
          canModify: (found) =>
            found.volunteerId === caller.volunteerId || (coordinates && hasIssuer(caller, found.issuerId)),
        },
        deps,
      );
      const items = await corrections.ofCertificate(certificateId);
      return json(200, { items: items.map(correctionAnswer), cursor: null });
    },
  },
  {
    method: 'GET',
    path: '/corrections',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator', 'approver', 'auditor');
      const query = readQuery(event, listQuery);
      const inScope = issuersOf(caller, deps.issuers.keys());
      const issuerIds = query.issuer === undefined ? inScope : inScope.filter((id) => id === query.issuer);
      const page = await corrections.list(issuerIds, query);
      return json(200, { items: page.items.map(correctionAnswer), cursor: page.cursor });
    },
  },
  {
    method: 'POST',
    path: '/corrections/{id}/decision',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator', 'approver');
      const { decision, note } = readBody(event, decisionBody);
      const correctionId = pathParameter(event, 'id');
      if (decision === 'approve') await requireNotHalted(deps.killSwitch);
      if (correctionId.length > 30) throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
      const decided = await decideCorrection(
        {
          correctionId,
          decision,
          actor: caller.subject,
          note,
          hasIssuer: (issuerId) => hasIssuer(caller, issuerId),
        },
        deps,
      );
      return json(200, correctionAnswer(decided));
    },
  },
];

export const handler = apiHandler(routes);
