import * as z from 'zod/mini';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import { MILESTONE_HOURS } from '../../domain/eligibility/decide-recognition.ts';
import { Refusal } from '../../domain/refusal.ts';
import { apiHandler, json, type Route, readBody } from '../../runtime/http/api.ts';
import { callerOf, requireVolunteer } from '../../runtime/http/caller.ts';
import { wireIssuing } from '../../runtime/wiring/issuing.ts';
import { dynamoClientForPeople } from '../../storage/clients.ts';
import { claimCertificate } from '../../workflows/issuing/claim-certificate.ts';
import { issueRecognition } from '../../workflows/issuing/issue-recognition.ts';

const deps = wireIssuing(dynamoClientForPeople());

const id = z.string().check(z.minLength(1), z.maxLength(64));
const claimBody = z.union([
  z.strictObject({ opportunityId: id }),
  z.strictObject({
    recognition: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('annual'),
        issuerId: id,
        year: z.int().check(z.minimum(1900), z.maximum(2200)),
      }),
      z.strictObject({ kind: z.literal('milestone'), issuerId: id, hours: z.literal(MILESTONE_HOURS) }),
    ]),
  }),
]);

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/me/certificates',
    /** 201 with the certificate just issued, 200 with the one issued before, or `NOT_ELIGIBLE` with the reason. */
    handle: async (event) => {
      const volunteerId = requireVolunteer(callerOf(event));
      const wanted = readBody(event, claimBody);
      const who = { volunteerId, actor: `volunteer:${volunteerId}` };
      const claim =
        'recognition' in wanted
          ? await issueRecognition({ ...who, award: wanted.recognition }, deps)
          : await claimCertificate({ ...who, opportunityId: wanted.opportunityId }, deps);
      if (claim.outcome === 'refused') {
        const { reason, ...numbers } = claim.verdict;
        throw new Refusal('NOT_ELIGIBLE', `There is no certificate to claim yet: ${reason}.`, {
          reason,
          ...numbers,
        });
      }
      const { certificateId } = claim;
      return json(claim.outcome === 'issued' ? 201 : 200, {
        certificateId,
        displayId: displayId(certificateId),
        outcome: claim.outcome,
      });
    },
  },
];

export const handler = apiHandler(routes);
