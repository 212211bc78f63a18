import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Service } from '../service-stack.ts';
import { allowObjects } from './object-access.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

const RECEIVES = 5;
const WORKER_TIMEOUT_SECONDS = 900;
/** A run that died is also started again by whoever asks for its report, so its message needn't come back soon. */
const HIDDEN_SECONDS = WORKER_TIMEOUT_SECONDS + 60;
/** Imports at once, over all issuers; those of one issuer wait for each other. */
const WORKERS_AT_ONCE = 4;

/** The ledger of hours: its doors, and the worker that reads people's files into it. */
export class Ledger extends Construct {
  readonly imports: Queue;

  constructor(scope: Construct, id: string, { records, gateway }: Service) {
    super(scope, id);
    const { table, bucket } = records;
    this.imports = this.#queue();
    const environment = { TABLE_NAME: table.tableName };
    const importing = {
      ...environment,
      BUCKET_NAME: bucket.bucketName,
      IMPORT_QUEUE_URL: this.imports.queueUrl,
    };

    const doors = serviceFunction(this, 'ImportDoors', {
      handler: 'ledger/imports',
      environment: importing,
      files: ['issuers'],
    });
    allowTable(doors, table, { read: ['IMPORT#*'], write: ['IMPORT#*'] });
    // The link it signs can do no more than it may do itself.
    allowObjects(doors, records, { read: ['imports/'], write: ['imports/'] });
    gateway.open('imports', doors);

    const worker = serviceFunction(this, 'ImportWorker', {
      handler: 'ledger/import-worker',
      environment: importing,
      files: ['issuers'],
      memoryMiB: 1769,
      timeoutSeconds: WORKER_TIMEOUT_SECONDS,
    });
    const ledger = ['VOLUNTEER#*', 'OPPORTUNITY#*', 'ENTRY#*', 'LEASE#*', 'REPORT#*'];
    allowTable(worker, table, { read: ['IMPORT#*', ...ledger], write: ['IMPORT#*', ...ledger] });
    allowObjects(worker, records, { read: ['imports/'], write: ['imports/'] });
    for (const sender of [doors, worker]) this.imports.grantSendMessages(sender);
    worker.addEventSource(
      new SqsEventSource(this.imports, {
        batchSize: 1,
        maxConcurrency: WORKERS_AT_ONCE,
        reportBatchItemFailures: true,
      }),
    );

    const opportunities = serviceFunction(this, 'Opportunities', {
      handler: 'ledger/opportunities',
      environment,
      files: ['issuers'],
      timeoutSeconds: 20,
    });
    allowTable(opportunities, table, {
      read: ['OPPORTUNITY#*', 'ISSUER#*'],
      write: ['OPPORTUNITY#*', 'LEASE#*', 'REPORT#*'],
      indexes: ['listing'],
    });
    gateway.open('opportunities', opportunities);

    const hours = serviceFunction(this, 'Hours', {
      handler: 'ledger/hours',
      environment,
      files: ['issuers'],
      timeoutSeconds: 29,
    });
    allowTable(hours, table, {
      read: ['VOLUNTEER#*', 'OPPORTUNITY#*', 'ENTRY#*'],
      write: ['VOLUNTEER#*', 'LEASE#*', 'REPORT#*'],
      indexes: ['listing'],
    });
    gateway.open('hours', hours);

    const reports = serviceFunction(this, 'Reports', {
      handler: 'reports/reports',
      environment,
      files: ['issuers'],
      memoryMiB: 1024,
      timeoutSeconds: 29,
    });
    allowTable(reports, table, {
      read: ['REPORT#*', 'VOLUNTEER#*', 'OPPORTUNITY#*', 'ISSUER#*'],
      indexes: ['listing'],
    });
    gateway.open('reports', reports);
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
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: RECEIVES },
    });
  }
}
