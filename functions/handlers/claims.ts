import { z } from 'zod';
import { displayId } from '../domain/certificate-id.ts';
import { Refusal } from '../domain/refusal.ts';
import { apiHandler, json, type Route, readBody } from '../runtime/api.ts';
import { callerOf, requireVolunteer } from '../runtime/caller.ts';
import { wireIssuing } from '../runtime/issuing.ts';
import { claimCertificate } from '../workflows/claim-certificate.ts';

const parts = wireIssuing();

const claimBody = z.strictObject({ opportunityId: z.string().min(1).max(64) });

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/me/certificates',
    /** 201 with the certificate just issued, 200 with the one issued before, or `NOT_ELIGIBLE` with the reason. */
    handle: async (event) => {
      const volunteerId = requireVolunteer(callerOf(event));
      const { opportunityId } = readBody(event, claimBody);
      const claim = await claimCertificate(
        { volunteerId, opportunityId, actor: `volunteer:${volunteerId}` },
        parts,
      );
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
