import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { SealChains } from '../../domain/ports/seal-chains.ts';
import { loadRenderer } from '../../rendering/certificate/renderer.ts';
import { openFontLibrary } from '../../rendering/fonts/font-library.ts';
import { dynamoClientForWork, kmsClient, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/dynamo-kill-switch.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoStatusIndexes } from '../../storage/dynamo/dynamo-status-indexes.ts';
import { KmsSigner } from '../../storage/kms-signer.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { S3SealChains } from '../../storage/s3/s3-seal-chains.ts';
import type { IssuingDeps } from '../../workflows/issuing/issue-certificate.ts';
import { profileOf, renderDocument } from '../../workflows/issuing/render-document.ts';
import { readEnvironment } from '../environment.ts';
import { loadIssuers } from './issuers.ts';
import { printableNames } from './printable-names.ts';
import { templatesDirectory } from './templates-directory.ts';

/** Everything that issuing takes, made once at cold start: fonts and templates are read before the first request. */
export function wireIssuing(
  dynamo = dynamoClientForWork(),
  s3 = s3Client(),
): IssuingDeps & {
  readonly register: DynamoCertificateRegister;
  readonly ledger: DynamoHoursLedger;
  readonly documents: S3DocumentStore;
  readonly opportunities: DynamoOpportunityCatalogue;
  readonly killSwitch: DynamoKillSwitch;
  readonly statusIndexes: DynamoStatusIndexes;
} {
  const environment = readEnvironment(
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
  const renderer = loadRenderer(templates, { library, warm: issuer?.designs.participation });
  const signers = {
    signer: new KmsSigner(kmsClient()),
    sealChains: new S3SealChains(s3, environment.BUCKET_NAME),
  };
  let sealingKey: Promise<string | null> | undefined;
  return {
    ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
    opportunities: new DynamoOpportunityCatalogue(dynamo, environment.TABLE_NAME),
    killSwitch: new DynamoKillSwitch(dynamo, environment.TABLE_NAME),
    register: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
    documents: new S3DocumentStore(s3, environment.BUCKET_NAME),
    statusIndexes: new DynamoStatusIndexes(dynamo, environment.TABLE_NAME),
    issuers,
    findUnprintable: printableNames(library),
    prepareDocument: async (snapshot) => {
      // A claim's reservation is to leave first: setting type keeps the thread.
      await setImmediate();
      renderer.prepare(snapshot, profileOf(snapshot));
    },
    produceDocument: (snapshot) => renderDocument(snapshot, renderer, signers),
    now: () => new Date().toISOString(),
    randomBytes,
    baseUrl: environment.PUBLIC_BASE_URL,
    credentialKeyId: environment.CREDENTIAL_KEY_ID,
    sealingKey: () => (sealingKey ??= keyWithCertificate(signers.sealChains, environment.SEAL_KEY_ID)),
  };
}

const keyWithCertificate = async (chains: SealChains, keyId: string): Promise<string | null> =>
  (await chains.find(keyId)) === undefined ? null : keyId;
