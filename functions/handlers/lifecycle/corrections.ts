import type { Certificate } from '../../domain/certificate/certificate.ts';
import { certificateSummary } from '../../domain/certificate/certificate-summary.ts';
import { correctionShown } from '../../domain/certificate/correction.ts';
import type { VolunteerKey } from '../../domain/hours/volunteer.ts';
import { recordHash } from '../../domain/record-hash.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as lifecycle from '../../routes/lifecycle.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { hasIssuer, hasRoleFor, issuersInScope, isVolunteer } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { readCertificateId } from '../../runtime/http/read-certificate-id.ts';
import { wireIssuing } from '../../runtime/wiring/issuing.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireRecordKey } from '../../runtime/wiring/record-key.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoCorrectionRegister } from '../../storage/dynamo/dynamo-correction-register.ts';
import { requireNotHalted } from '../../workflows/issuing/require-not-halted.ts';
import { findModifiable } from '../../workflows/lifecycle/change-certificate.ts';
import { correctName } from '../../workflows/lifecycle/correct-name.ts';
import { decideCorrection } from '../../workflows/lifecycle/decide-correction.ts';
import { requestCorrection } from '../../workflows/lifecycle/request-correction.ts';
import { stepRequest } from './step-request.ts';

const environment = readEnvironment('TABLE_NAME');
const corrections = new DynamoCorrectionRegister(
  dynamoClient(PEOPLE),
  environment.TABLE_NAME,
  wireRecordKey(PEOPLE),
);
const deps = { ...wireIssuing(PEOPLE), corrections };

export const handler = apiHandler<'lifecycle/corrections'>(wireJournal(), [
  implement(lifecycle.replaceCertificate, async ({ caller, path, body: { note, ...name } }) => {
    const request = stepRequest(caller, path.id, note);
    const { issuerId } = await findModifiable(request, deps);
    await requireNotHalted(deps.killSwitch, [issuerId]);
    const corrected = await correctName({ ...request, name }, deps);
    return 'replacement' in corrected
      ? answer(201, certificateSummary(corrected.replacement, deps.now()))
      : answer(202, correctionShown(corrected.waiting));
  }),
  implement(lifecycle.requestCorrection, async ({ caller, path, body: { note, ...name } }) => {
    const request = {
      certificateId: readCertificateId(path.id),
      isHolder: (certificate: Certificate) => isVolunteer(caller, certificate),
      ...{ name, note, actor: caller.subject },
    };
    return answer(201, correctionShown(await requestCorrection(request, deps)));
  }),
  implement(lifecycle.listCertificateCorrections, async ({ caller, path }) => {
    const certificateId = readCertificateId(path.id);
    const isOfIssuer = (certificate: Certificate) =>
      hasRoleFor(caller, ['coordinator', 'approver'], certificate.issuerId);
    const canModify = (certificate: Certificate) =>
      isOfIssuer(certificate) || isVolunteer(caller, certificate);
    const certificate = await findModifiable({ certificateId, canModify }, deps);
    const all = await corrections.ofCertificate(certificateId);
    const items = isOfIssuer(certificate) ? all : all.filter(({ requester }) => requester === 'holder');
    return answer(200, { items: items.map(correctionShown), cursor: null });
  }),
  implement(lifecycle.listCorrections, async ({ caller, query }) => {
    const issuerIds = issuersInScope(caller, deps.issuers.keys(), query.issuer);
    const page = await corrections.list(issuerIds, query);
    return answer(200, { items: page.items.map(correctionShown), cursor: page.cursor });
  }),
  implement(lifecycle.decideCorrection, async ({ caller, path, body: { decision, note } }) => {
    const found = await corrections.find(path.id);
    if (found === undefined || !hasIssuer(caller, found.issuerId))
      throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
    if (decision === 'approve') await requireNotHalted(deps.killSwitch, [found.issuerId]);
    const request = {
      correctionId: path.id,
      decision,
      actor: caller.subject,
      note,
      hasIssuer: (issuerId: string) => hasIssuer(caller, issuerId),
      isApprover: (issuerId: string) => hasRoleFor(caller, ['approver'], issuerId),
      isVolunteer: (volunteer: VolunteerKey) => isVolunteer(caller, volunteer),
    };
    const correction = await decideCorrection(request, deps);
    caller.written.set('correctionSha256', recordHash(correction));
    return answer(200, correctionShown(correction));
  }),
]);
