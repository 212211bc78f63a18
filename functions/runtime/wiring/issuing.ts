import { randomBytes } from 'node:crypto';
import { publishedRooms } from '../../rendering/certificate/design-room.ts';
import { loadRenderer } from '../../rendering/certificate/renderer.ts';
import { openFontLibrary } from '../../rendering/template-fonts.ts';
import { dynamoClient, kmsClient, type Patience, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoPartnerAgreements } from '../../storage/dynamo/dynamo-partner-agreements.ts';
import { DynamoStatusIndexes } from '../../storage/dynamo/dynamo-status-indexes.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/supervision/dynamo-kill-switch.ts';
import { DynamoPolicies } from '../../storage/dynamo/supervision/dynamo-policies.ts';
import { KmsSigner } from '../../storage/kms-signer.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { S3SealChains } from '../../storage/s3/s3-seal-chains.ts';
import { readEnvironment } from '../environment.ts';
import { logMeasured } from '../metrics.ts';
import { currentRequestId } from '../request-id.ts';
import { loadIssuers } from './issuers.ts';
import { printableNames } from './printable-names.ts';
import { templatesDirectory } from './templates-directory.ts';

/**
 * Wires everything that issuing uses, once at cold start: fonts and templates are read, and the renderer is warm, before
 * the first request. Clients may be passed that the function uses elsewhere too.
 */
export function wireIssuing(patience: Patience, dynamo = dynamoClient(patience), s3 = s3Client(patience)) {
  const { TABLE_NAME, BUCKET_NAME, PUBLIC_BASE_URL, CREDENTIAL_KEY_ID, SEAL_KEY_ID } = readEnvironment(
    'TABLE_NAME',
    'BUCKET_NAME',
    'PUBLIC_BASE_URL',
    'CREDENTIAL_KEY_ID',
    'SEAL_KEY_ID',
  );
  const templates = templatesDirectory();
  const library = openFontLibrary(templates);
  const issuers = loadIssuers(templates);
  const [issuer] = issuers.values();
  return {
    // Whoever decides on hours takes the ledger of `wireCheckedLedger` instead.
    ledger: new DynamoHoursLedger(dynamo, TABLE_NAME),
    policies: new DynamoPolicies(dynamo, TABLE_NAME),
    agreements: new DynamoPartnerAgreements(dynamo, TABLE_NAME),
    killSwitch: new DynamoKillSwitch(dynamo, TABLE_NAME),
    register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
    statusIndexes: new DynamoStatusIndexes(dynamo, TABLE_NAME),
    documents: new S3DocumentStore(s3, BUCKET_NAME, {
      requestId: currentRequestId,
      stored: (certificateId) => logMeasured('document.stored', { documentsStored: 1 }, { certificateId }),
    }),
    sealChains: new S3SealChains(s3, BUCKET_NAME),
    signer: new KmsSigner(kmsClient(patience)),
    renderer: loadRenderer(templates, { library, warm: issuer?.designs.participation }),
    issuers,
    findUnprintable: printableNames(library),
    designRoom: publishedRooms(templates, library),
    now: () => new Date().toISOString(),
    randomBytes,
    baseUrl: PUBLIC_BASE_URL,
    credentialKeyId: CREDENTIAL_KEY_ID,
    sealKeyId: SEAL_KEY_ID,
  };
}
