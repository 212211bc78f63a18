import { displayId, parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { hasVisibleDocument } from '../../domain/certificate/in-force.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as issuing from '../../routes/issuing.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer, redirectTo } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { canView } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { dynamoClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
const register = new DynamoCertificateRegister(dynamoClient(PEOPLE), environment.TABLE_NAME);
const documents = new S3DocumentStore(s3Client(PEOPLE), environment.BUCKET_NAME);

export const handler = apiHandler<'issuing/documents'>(wireJournal(), [
  implement(issuing.getDocument, async ({ caller, path, event }) => {
    const read = parseCertificateId(path.id);
    const certificate = read.ok ? await register.find(read.certificateId) : undefined;
    if (
      certificate === undefined ||
      !hasVisibleDocument(certificate) ||
      !canView(caller, certificate, ['coordinator'])
    )
      throw new Refusal('NOT_FOUND', 'There is no such certificate among yours.');
    const { certificateId } = certificate;
    const url = await documents.link(certificateId, `${displayId(certificateId)}.pdf`);
    return event.headers.accept?.includes('application/json') ? answer(200, { url }) : redirectTo(url);
  }),
]);
