import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as proofs from '../../routes/proofs.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { canView } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { dynamoClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { presentCredential } from '../../workflows/proofs/present-credential.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
const deps = {
  register: new DynamoCertificateRegister(dynamoClient(PEOPLE), environment.TABLE_NAME),
  documents: new S3DocumentStore(s3Client(PEOPLE), environment.BUCKET_NAME),
};

export const handler = apiHandler<'proofs/credential'>(wireJournal(), [
  implement(proofs.getCredential, async ({ caller, path }) => {
    const read = parseCertificateId(path.id);
    if (!read.ok) throw new Refusal('NOT_FOUND', 'There is no such certificate among yours.');
    const { certificateId } = read;
    const body = await presentCredential(
      { certificateId, canView: (certificate) => canView(caller, certificate, ['coordinator']) },
      deps,
    );
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/vc+jwt', 'cache-control': 'no-store' },
      body,
    };
  }),
]);
