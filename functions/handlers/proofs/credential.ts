import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, pathParameter, type Route } from '../../runtime/http/api.ts';
import { callerOf, hasIssuer } from '../../runtime/http/caller.ts';
import { dynamoClientForPeople, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { presentCredential } from '../../workflows/proofs/present-credential.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
const deps = {
  register: new DynamoCertificateRegister(dynamoClientForPeople(), environment.TABLE_NAME),
  documents: new S3DocumentStore(s3Client(), environment.BUCKET_NAME),
};

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/certificates/{id}/credential',
    /** The Open Badges 3.0 credential, for the holder and the issuer's coordinators; for others it doesn't exist. */
    handle: async (event) => {
      const caller = callerOf(event);
      const read = parseCertificateId(pathParameter(event, 'id'));
      if (!read.ok) throw new Refusal('NOT_FOUND', 'There is no such certificate among yours.');
      const { certificateId } = read;
      const body = await presentCredential(
        {
          certificateId,
          canView: ({ volunteerId, issuerId }) =>
            volunteerId === caller.volunteerId ||
            (caller.roles.includes('coordinator') && hasIssuer(caller, issuerId)),
        },
        deps,
      );
      return {
        statusCode: 200,
        headers: { 'content-type': 'application/vc+jwt', 'cache-control': 'no-store' },
        body,
      };
    },
  },
];

export const handler = apiHandler(routes);
