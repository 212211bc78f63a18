import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MOST_RECEIVES } from '../../functions/runtime/limits.ts';
import type { AtOnce } from './concurrency.ts';
import { allowObjects } from './object-access.ts';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

const WORKER_TIMEOUT_SECONDS = 900;
/** A request for an import's report restarts a run that died, so its message needn't become visible soon. */
const HIDDEN_SECONDS = WORKER_TIMEOUT_SECONDS + 60;
/** Imports at once over all issuers; an issuer's lease makes its imports wait for each other. */
const WORKERS_AT_ONCE: AtOnce = { usual: 4, newAccount: 2 };

/** The ledger of hours: its routes, and the worker that imports people's files into it. */
export class Ledger extends Construct {
  readonly imports: Queue;

  constructor(
    scope: Construct,
    id: string,
    { records, gateway, concurrency, emails, publicBaseUrl }: Service,
  ) {
    super(scope, id);
    const { table, bucket } = records;
    this.imports = this.#queue();
    const environment = { TABLE_NAME: table.tableName };
    const importing = {
      ...environment,
      BUCKET_NAME: bucket.bucketName,
      IMPORT_QUEUE_URL: this.imports.queueUrl,
    };

    const imports = serviceFunction(this, 'ImportApi', {
      handler: 'ledger/imports',
      environment: importing,
      files: ['issuers'],
    });
    allowTable(imports, table, {
      read: ['import', 'issuer', 'policy'],
      write: ['import'],
      indexes: ['listing'],
    });
    // A presigned link grants no more than the function that signs it has.
    allowObjects(imports, records, { read: ['imports'], write: ['imports'], listParts: ['imports'] });
    gateway.open('ledger/imports', imports);

    const worker = serviceFunction(this, 'ImportWorker', {
      handler: 'ledger/import-worker',
      environment: importing,
      files: ['issuers', 'rendering'],
      memoryMiB: 1769,
      timeoutSeconds: WORKER_TIMEOUT_SECONDS,
    });
    const ledger = ['volunteer', 'directory', 'opportunity', 'release'] as const;
    allowTable(worker, table, {
      // The secret hashes the email addresses of profiles, and what tells a person.
      read: ['import', 'certificate', 'secret', 'persons', 'entries', ...ledger],
      write: ['import', 'secret', 'lease', 'report', ...ledger],
      remove: ['volunteer', 'opportunity', 'lease', 'release'],
      writeTogether: ['entries', 'directory', 'persons'],
      indexes: ['listing'],
    });
    allowObjects(worker, records, {
      read: ['imports', 'directories'],
      write: ['imports', 'directories'],
      listParts: ['imports'],
    });
    records.recordKey.allow(worker);
    for (const sender of [imports, worker]) this.imports.grantSendMessages(sender);
    worker.addEventSource(
      new SqsEventSource(this.imports, {
        batchSize: 1,
        maxConcurrency: concurrency.atOnce(WORKERS_AT_ONCE),
        reportBatchItemFailures: true,
      }),
    );

    const opportunities = serviceFunction(this, 'Opportunities', {
      handler: 'ledger/opportunities',
      environment,
      files: ['issuers', 'rendering'],
      timeoutSeconds: 20,
    });
    allowTable(opportunities, table, {
      read: ['opportunity', 'issuer'],
      write: ['opportunity', 'lease', 'report'],
      remove: ['lease'],
      indexes: ['listing'],
    });
    records.recordKey.allow(opportunities);
    gateway.open('ledger/opportunities', opportunities);

    const partners = serviceFunction(this, 'Partners', {
      handler: 'ledger/partners',
      environment,
      files: ['issuers'],
      timeoutSeconds: 29,
    });
    allowTable(partners, table, {
      read: ['opportunity', 'issuer', 'volunteer', 'release', 'certificate', 'staff'],
      write: ['opportunity'],
      indexes: ['listing'],
    });
    gateway.open('ledger/partners', partners);

    const hours = serviceFunction(this, 'Hours', {
      handler: 'ledger/hours',
      environment,
      files: ['issuers'],
      timeoutSeconds: 29,
    });
    allowTable(hours, table, {
      read: ['policy', 'volunteer', 'release', 'opportunity', 'entries', 'pendingHours'],
      write: ['volunteer', 'lease', 'report'],
      remove: ['lease'],
      indexes: ['listing', 'pending'],
    });
    gateway.open('ledger/hours', hours);

    const names = serviceFunction(this, 'Names', {
      handler: 'ledger/names',
      environment: {
        ...environment,
        PUBLIC_BASE_URL: publicBaseUrl,
        MAIL_FROM: emails.from,
        MAIL_CONFIGURATION: emails.configurationSet,
      },
      files: ['issuers', 'rendering', 'email'],
      timeoutSeconds: 20,
    });
    allowTable(names, table, {
      read: ['volunteer', 'release', 'issuer', 'secret', 'killSwitch', 'language', 'address'],
      write: ['volunteer', 'directory', 'lease'],
      remove: ['lease'],
      indexes: ['listing'],
    });
    records.recordKey.allow(names);
    emails.allow(names);
    gateway.open('ledger/names', names);

    const approvals = serviceFunction(this, 'Approvals', {
      handler: 'ledger/approvals',
      environment: {
        ...environment,
        BUCKET_NAME: bucket.bucketName,
        PUBLIC_BASE_URL: publicBaseUrl,
        MAIL_FROM: emails.from,
        MAIL_CONFIGURATION: emails.configurationSet,
      },
      files: ['issuers', 'email', 'pages'],
      timeoutSeconds: 29,
    });
    allowTable(approvals, table, {
      read: ['approval', 'issuer', 'staff', 'import', 'volunteer', 'release', 'opportunity'],
      write: ['approval', 'volunteer', 'lease', 'report'],
      remove: ['lease'],
      indexes: ['listing'],
    });
    allowObjects(approvals, records, { read: ['imports'] });
    emails.allow(approvals);
    gateway.open('ledger/approvals', approvals);

    const directory = serviceFunction(this, 'Directory', {
      handler: 'ledger/directory',
      environment: { ...environment, BUCKET_NAME: bucket.bucketName },
      files: ['issuers'],
    });
    allowTable(directory, table, {
      read: ['opportunity', 'volunteer', 'directory'],
      indexes: ['listing'],
    });
    allowObjects(directory, records, { read: ['directories'] });
    gateway.open('ledger/directory', directory);
  }

  #queue(): Queue {
    const deadLetters = new Queue(this, 'ImportsDeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    return new Queue(this, 'Imports', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(HIDDEN_SECONDS),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_RECEIVES },
    });
  }
}
