import { displayId } from '../../domain/certificate/certificate-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as issuing from '../../routes/issuing.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { wireCheckedLedger } from '../../runtime/wiring/checked-ledger.ts';
import { wireIssuing } from '../../runtime/wiring/issuing.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { claimCertificate, claimRecognition } from '../../workflows/issuing/claim-certificate.ts';

const dynamo = dynamoClient(PEOPLE);
const deps = { ...wireIssuing(PEOPLE, dynamo), ...wireCheckedLedger(PEOPLE, dynamo) };

export const handler = apiHandler<'issuing/claims'>([
  implement(issuing.claimCertificate, async ({ caller: { identities }, body }) => {
    const claim =
      'recognition' in body
        ? await claimRecognition({ identities, award: body.recognition }, deps)
        : await claimCertificate({ identities, ...body }, deps);
    if (claim.outcome === 'refused') {
      const { reason, ...numbers } = claim.verdict;
      throw new Refusal('NOT_ELIGIBLE', `There is no certificate to claim yet: ${reason}.`, {
        reason,
        ...numbers,
      });
    }
    const { certificateId, outcome } = claim;
    return answer(outcome === 'issued' ? 201 : 200, {
      certificateId,
      displayId: displayId(certificateId),
      outcome,
    });
  }),
]);
