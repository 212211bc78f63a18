import * as z from 'zod/mini';
import { REVOCATION_REASONS } from '../../domain/certificate/certificate.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, type Route, readBody } from '../../runtime/http/api.ts';
import { certificateAnswer, noteField, stepRequestOf } from '../../runtime/http/lifecycle-request.ts';
import { dynamoClientForPeople, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoCorrectionRegister } from '../../storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { eraseCertificate } from '../../workflows/lifecycle/erase-certificate.ts';
import { reinstateCertificate } from '../../workflows/lifecycle/reinstate-certificate.ts';
import { revokeCertificate } from '../../workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../workflows/lifecycle/suspend-certificate.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
const dynamo = dynamoClientForPeople();
const deps = {
  register: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  corrections: new DynamoCorrectionRegister(dynamo, environment.TABLE_NAME),
  documents: new S3DocumentStore(s3Client(), environment.BUCKET_NAME),
  now: () => new Date().toISOString(),
};

const noteBody = z.strictObject(noteField);
const revocationBody = z.strictObject({ reasonCode: z.enum(REVOCATION_REASONS), ...noteField });

/** What coordinators do to a certificate after issue. Each answers the certificate as it then is. */
export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/certificates/{id}/revocation',
    handle: async (event) => {
      const request = stepRequestOf(event);
      const { reasonCode, note } = readBody(event, revocationBody);
      return certificateAnswer(200, await revokeCertificate({ ...request, note, reasonCode }, deps));
    },
  },
  {
    method: 'POST',
    path: '/certificates/{id}/suspension',
    handle: async (event) => {
      const request = stepRequestOf(event);
      const { note } = readBody(event, noteBody);
      return certificateAnswer(200, await suspendCertificate({ ...request, note }, deps));
    },
  },
  {
    method: 'POST',
    path: '/certificates/{id}/reinstatement',
    handle: async (event) => {
      const request = stepRequestOf(event);
      const { note } = readBody(event, noteBody);
      return certificateAnswer(200, await reinstateCertificate({ ...request, note }, deps));
    },
  },
  {
    method: 'POST',
    path: '/certificates/{id}/erasure',
    handle: async (event) => {
      const request = stepRequestOf(event);
      readBody(event, noteBody);
      return certificateAnswer(200, await eraseCertificate(request, deps));
    },
  },
];

export const handler = apiHandler(routes);
