import { instantsOf } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { certificateSummary, type ShownCertificate } from '../../domain/certificate/certificate-summary.ts';
import { evidenceIn } from '../../domain/certificate/provenance.ts';
import { bearsName } from '../../domain/partner/bearing.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { StaffRole } from '../../domain/staff/roles.ts';
import * as issuing from '../../routes/issuing.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, hasRoleFor, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { readCertificateId } from '../../runtime/http/read-certificate-id.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoDeliveries } from '../../storage/dynamo/deliveries/dynamo-deliveries.ts';
import { DynamoCertificateFacts } from '../../storage/dynamo/directory/dynamo-certificate-facts.ts';
import { DynamoDirectoryChanges } from '../../storage/dynamo/directory/dynamo-directory-changes.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoAuditLog } from '../../storage/dynamo/supervision/dynamo-audit-log.ts';
import { S3CertificateDirectories } from '../../storage/s3/s3-certificate-directories.ts';
import { S3PeopleDirectories } from '../../storage/s3/s3-people-directories.ts';
import { searchCertificates } from '../../workflows/issuing/search-certificates.ts';
import { noSuchVolunteer, volunteerFile } from '../../workflows/issuing/volunteer-file.ts';

const { TABLE_NAME, BUCKET_NAME } = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
const dynamo = dynamoClient(PEOPLE);
const s3 = s3Client(PEOPLE);
const register = new DynamoCertificateRegister(dynamo, TABLE_NAME);
const ledger = new DynamoHoursLedger(dynamo, TABLE_NAME);
const now = () => new Date().toISOString();
const summary = (certificate: ShownCertificate) => certificateSummary(certificate, now());
const issuers = loadIssuers(templatesDirectory());
const deps = {
  register,
  ledger,
  catalogue: new DynamoOpportunityCatalogue(dynamo, TABLE_NAME),
  issuers,
  now,
  deliveries: new DynamoDeliveries(dynamo, TABLE_NAME),
  people: {
    directories: new S3PeopleDirectories(s3, BUCKET_NAME),
    directoryChanges: new DynamoDirectoryChanges(dynamo, TABLE_NAME),
    ledger,
  },
  certificates: {
    directories: new S3CertificateDirectories(s3, BUCKET_NAME),
    facts: new DynamoCertificateFacts(dynamo, TABLE_NAME),
    auditLog: new DynamoAuditLog(dynamo, TABLE_NAME),
    now,
  },
};

/** The roles in which the issuer's people read a certificate, and those in which a partner's people do. */
const OF_ISSUER: readonly StaffRole[] = ['coordinator', 'approver', 'auditor'];
const OF_PARTNER: readonly StaffRole[] = ['administrator', ...OF_ISSUER];

/** Whether a certificate bears the name of a partner whose people the caller is among. */
const isNamedOn = (caller: Caller, certificate: Certificate): boolean =>
  (certificate.snapshot?.issuers ?? []).some(
    ({ issuerId }) => bearsName(certificate, issuerId) && hasRoleFor(caller, OF_PARTNER, issuerId),
  );

export const handler = apiHandler<'issuing/certificates'>(wireJournal(), [
  implement(issuing.listCertificates, async ({ caller, query }) => {
    const inScope = issuersInScope(caller, issuers.keys(), query.issuer);
    const filter = inScope.flatMap((issuerId) => {
      const issuer = issuers.get(issuerId);
      return issuer ? { issuerId, ...instantsOf(query, issuer.timeZone) } : [];
    });
    const page = await register.list(filter, query);
    return answer(200, { items: page.items.map(summary), cursor: page.cursor });
  }),
  implement(issuing.searchCertificates, async ({ caller, body }) => {
    const inScope = issuersInScope(caller, issuers.keys(), body.issuerId);
    const page = await searchCertificates(inScope, body, body, deps);
    return answer(200, { ...page, items: page.items.map(summary) });
  }),
  implement(issuing.getCertificate, async ({ caller, path }) => {
    const certificate = await register.find(readCertificateId(path.id));
    const isOfIssuer = certificate !== undefined && hasRoleFor(caller, OF_ISSUER, certificate.issuerId);
    if (certificate === undefined || !(isOfIssuer || isNamedOn(caller, certificate)))
      throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
    return answer(200, {
      ...summary(certificate),
      evidence: certificate.snapshot === null ? [] : evidenceIn(certificate.snapshot),
      events: certificate.events,
      // The words of the issuer's people, perhaps about the holder: no partner's.
      notes: isOfIssuer ? (certificate.notes ?? []) : [],
    });
  }),
  implement(issuing.getVolunteer, async ({ caller, path, query: { issuer } }) => {
    if (!hasIssuer(caller, issuer)) throw noSuchVolunteer();
    const { certificates, ...file } = await volunteerFile({ issuerId: issuer, volunteerId: path.id }, deps);
    return answer(200, { ...file, certificates: certificates.map(summary) });
  }),
]);
