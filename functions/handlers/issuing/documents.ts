import { displayId, parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, pathParameter, type Route } from '../../runtime/http/api.ts';
import { callerOf, hasIssuer } from '../../runtime/http/caller.ts';
import { dynamoClientForPeople, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
const register = new DynamoCertificateRegister(dynamoClientForPeople(), environment.TABLE_NAME);
const documents = new S3DocumentStore(s3Client(), environment.BUCKET_NAME);

/** States whose document may be fetched: what was replaced or withdrawn stays the holder's to see. */
const WITH_DOCUMENT = new Set(['issued', 'suspended', 'revoked', 'superseded']);

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/certificates/{id}/document',
    /** 302 to a link that lives 60 s, for the holder and the issuer's coordinators; for others it doesn't exist. */
    handle: async (event) => {
      const caller = callerOf(event);
      const read = parseCertificateId(pathParameter(event, 'id'));
      const certificate = read.ok ? await register.find(read.certificateId) : undefined;
      const mayFetch =
        certificate !== undefined &&
        WITH_DOCUMENT.has(certificate.state) &&
        (certificate.volunteerId === caller.volunteerId ||
          (caller.roles.includes('coordinator') && hasIssuer(caller, certificate.issuerId)));
      if (!mayFetch) throw new Refusal('NOT_FOUND', 'There is no such certificate among yours.');
      const { certificateId } = certificate;
      return {
        statusCode: 302,
        headers: {
          location: await documents.link(certificateId, `${displayId(certificateId)}.pdf`),
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
        },
      };
    },
  },
];

export const handler = apiHandler(routes);
