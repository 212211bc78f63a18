import { Construct } from 'constructs';
import { allowObjects } from './object-access.ts';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import type { SignIn } from './sign-in.ts';
import { allowTable } from './table-access.ts';

/** Claims of single certificates, and the routes on which volunteers and coordinators read certificates. */
export class Issuing extends Construct {
  constructor(scope: Construct, id: string, { records, gateway, publicBaseUrl }: Service, signIn: SignIn) {
    super(scope, id);
    const { table, bucket, signingKeys } = records;
    const environment = {
      TABLE_NAME: table.tableName,
      BUCKET_NAME: bucket.bucketName,
      PUBLIC_BASE_URL: publicBaseUrl,
    };

    const claims = serviceFunction(this, 'Claims', {
      handler: 'issuing/claims',
      environment: {
        ...environment,
        CREDENTIAL_KEY_ID: signingKeys.active('credential').keyId,
        SEAL_KEY_ID: signingKeys.active('seal').keyId,
      },
      files: ['rendering'],
      memoryMiB: 1024,
      timeoutSeconds: 29,
    });
    allowTable(claims, table, {
      read: ['killSwitch', 'policy', 'volunteer', 'release', 'opportunity', 'certificate'],
      write: ['volunteer', 'certificate', 'statusList', 'report'],
    });
    allowObjects(claims, records, { read: ['documents', 'seals'], write: ['documents'] });
    signingKeys.allow(claims);
    records.recordKey.allow(claims);
    gateway.open('issuing/claims', claims);

    const applicationPages = serviceFunction(this, 'ApplicationPages', {
      handler: 'issuing/application-pages',
      environment: {
        BUCKET_NAME: bucket.bucketName,
        SIGN_IN_ISSUER: records.userPool.userPoolProviderUrl,
        SIGN_IN_CLIENT_ID: signIn.client.userPoolClientId,
        SIGN_IN_ORIGIN: signIn.origin,
        COMMAND_LINE_CLIENT_ID: signIn.commandLine.userPoolClientId,
      },
      files: ['pages'],
    });
    gateway.open('issuing/application-pages', applicationPages);

    const me = serviceFunction(this, 'Me', {
      handler: 'issuing/me',
      environment,
      files: ['issuers', 'rendering'],
    });
    allowTable(me, table, { read: ['volunteer', 'release', 'opportunity', 'certificate'] });
    gateway.open('issuing/me', me);

    const transcript = serviceFunction(this, 'Transcript', {
      handler: 'issuing/transcript',
      environment,
      files: ['rendering'],
      memoryMiB: 1024,
    });
    allowTable(transcript, table, { read: ['volunteer', 'release', 'opportunity', 'certificate'] });
    gateway.open('issuing/transcript', transcript);

    const previews = serviceFunction(this, 'Previews', {
      handler: 'issuing/previews',
      environment,
      files: ['rendering', 'picture'],
      // A whole processor: a person waits for a picture.
      memoryMiB: 1769,
      timeoutSeconds: 20,
    });
    allowTable(previews, table, {
      read: ['volunteer', 'release', 'opportunity', 'certificate'],
    });
    allowObjects(previews, records, { read: ['documents'] });
    gateway.open('issuing/previews', previews);

    const documents = serviceFunction(this, 'Documents', { handler: 'issuing/documents', environment });
    allowTable(documents, table, { read: ['certificate'] });
    allowObjects(documents, records, { read: ['documents'] });
    gateway.open('issuing/documents', documents);

    const links = serviceFunction(this, 'Links', {
      handler: 'issuing/links',
      environment: { TABLE_NAME: table.tableName, BUCKET_NAME: bucket.bucketName },
      files: ['issuers', 'picture'],
      // As previews: a person waits for a picture.
      memoryMiB: 1769,
    });
    allowTable(links, table, {
      read: ['certificate', 'volunteer', 'release', 'limit'],
      // Tries at the facts of a link, and the wish to have one sent.
      write: ['certificate', 'limit', 'language'],
    });
    allowObjects(links, records, { read: ['documents'] });
    records.recordKey.allow(links);
    gateway.open('issuing/links', links);

    const certificates = serviceFunction(this, 'Certificates', {
      handler: 'issuing/certificates',
      environment,
      files: ['issuers'],
      timeoutSeconds: 29,
    });
    allowTable(certificates, table, {
      read: ['issuer', 'certificate', 'volunteer', 'release', 'opportunity', 'directory', 'auditDay'],
      indexes: ['listing'],
    });
    allowObjects(certificates, records, { read: ['directories'], write: ['directories'] });
    gateway.open('issuing/certificates', certificates);
  }
}
