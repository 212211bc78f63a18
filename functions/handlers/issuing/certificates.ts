import { instantsOf } from '../../domain/calendar-date.ts';
import { certificateSummary } from '../../domain/certificate/certificate-summary.ts';
import { evidenceIn } from '../../domain/certificate/provenance.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as issuing from '../../routes/issuing.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { hasIssuer, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { readCertificateId } from '../../runtime/http/read-certificate-id.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';

const environment = readEnvironment('TABLE_NAME');
const register = new DynamoCertificateRegister(dynamoClient(PEOPLE), environment.TABLE_NAME);
const issuers = loadIssuers(templatesDirectory());

export const handler = apiHandler<'issuing/certificates'>(wireJournal(), [
  implement(issuing.listCertificates, async ({ caller, query }) => {
    const inScope = issuersInScope(caller, issuers.keys(), query.issuer);
    const filter = inScope.flatMap((issuerId) => {
      const issuer = issuers.get(issuerId);
      return issuer ? { issuerId, ...instantsOf(query, issuer.timeZone) } : [];
    });
    const page = await register.list(filter, query);
    return answer(200, { items: page.items.map(certificateSummary), cursor: page.cursor });
  }),
  implement(issuing.getCertificate, async ({ caller, path }) => {
    const certificate = await register.find(readCertificateId(path.id));
    if (certificate === undefined || !hasIssuer(caller, certificate.issuerId))
      throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
    return answer(200, {
      ...certificateSummary(certificate),
      evidence: certificate.snapshot === null ? [] : evidenceIn(certificate.snapshot),
      events: certificate.events,
      notes: certificate.notes ?? [],
    });
  }),
]);
