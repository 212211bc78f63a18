import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { publishedRooms } from '../../rendering/certificate/design-room.ts';
import { loadRenderer } from '../../rendering/certificate/renderer.ts';
import { certificatePicture } from '../../rendering/picture/certificate-picture.ts';
import { markPreview } from '../../rendering/preview/mark-preview.ts';
import { openFontLibrary } from '../../rendering/template-fonts.ts';
import * as issuing from '../../routes/issuing.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { hasIssuer, isVolunteer } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { pictureAnswer } from '../../runtime/http/picture-answer.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { printableNames } from '../../runtime/wiring/printable-names.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoPartnerAgreements } from '../../storage/dynamo/dynamo-partner-agreements.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { type PreviewDeps, previewCertificate } from '../../workflows/issuing/preview-certificate.ts';

const { TABLE_NAME, BUCKET_NAME, PUBLIC_BASE_URL } = readEnvironment(
  'TABLE_NAME',
  'BUCKET_NAME',
  'PUBLIC_BASE_URL',
);
const documents = new S3DocumentStore(s3Client(PEOPLE), BUCKET_NAME);
const dynamo = dynamoClient(PEOPLE);
const templates = templatesDirectory();
const library = openFontLibrary(templates);
const renderer = loadRenderer(templates, { library });
const register = new DynamoCertificateRegister(dynamo, TABLE_NAME);
const deps: PreviewDeps = {
  ledger: new DynamoHoursLedger(dynamo, TABLE_NAME),
  catalogue: new DynamoOpportunityCatalogue(dynamo, TABLE_NAME),
  register,
  agreements: new DynamoPartnerAgreements(dynamo, TABLE_NAME),
  issuers: loadIssuers(templates),
  findUnprintable: printableNames(library),
  designRoom: publishedRooms(templates, library),
  drawPreview: async (snapshot) =>
    certificatePicture(await markPreview(await renderer.render(snapshot), library)),
  now: () => new Date().toISOString(),
  baseUrl: PUBLIC_BASE_URL,
};

export const handler = apiHandler<'issuing/previews'>(wireJournal(), [
  implement(issuing.previewCertificate, async ({ caller, path, query: { issuer, opportunity } }) => {
    if (!hasIssuer(caller, issuer)) throw new Refusal('NOT_FOUND', 'The issuer has no such opportunity.');
    const picture = await previewCertificate(
      { issuerId: issuer, opportunityId: opportunity, volunteerId: path.id },
      deps,
    );
    return pictureAnswer(picture);
  }),
  implement(issuing.getPicture, async ({ caller, path }) => {
    const read = parseCertificateId(path.id);
    const certificate = read.ok ? await register.find(read.certificateId) : undefined;
    if (certificate?.state !== 'issued' || !isVolunteer(caller, certificate))
      throw new Refusal('NOT_FOUND', 'There is no such certificate among yours.');
    return pictureAnswer(await certificatePicture(await documents.read(certificate.certificateId)));
  }),
]);
