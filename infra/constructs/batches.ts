import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MOST_RECEIVES } from '../../functions/runtime/limits.ts';
import type { AtOnce } from './concurrency.ts';
import { allowObjects } from './object-access.ts';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** Workers at once: 16 write some 1,500 certificates a second, well below what a new table takes. */
const WORKERS_AT_ONCE: AtOnce = { usual: 16, newAccount: 2 };
const PLANNERS_AT_ONCE: AtOnce = { usual: 2, newAccount: 2 };
const PLANNER_TIMEOUT_SECONDS = 900;
/** Twenty certificates take a second; the rest is for slow stores. */
const WORKER_TIMEOUT_SECONDS = 60;
/** Messages of ten volunteers in one event. */
const CHUNKS_AT_ONCE = 2;

/** Batches: their routes, the planner that writes manifests and queues chunks, and the workers that issue. */
export class Batches extends Construct {
  readonly planning: Queue;

  constructor(scope: Construct, id: string, { records, gateway, concurrency, publicBaseUrl }: Service) {
    super(scope, id);
    const { table, bucket, signingKeys } = records;
    const planning = this.#queue('Planning', 6 * PLANNER_TIMEOUT_SECONDS);
    const chunks = this.#queue('Chunks', 2 * WORKER_TIMEOUT_SECONDS);
    this.planning = planning;
    const environment = {
      TABLE_NAME: table.tableName,
      BUCKET_NAME: bucket.bucketName,
      BATCH_QUEUE_URL: planning.queueUrl,
    };

    const api = serviceFunction(this, 'Api', {
      handler: 'batches/batches',
      environment,
      files: ['issuers'],
      memoryMiB: 1024,
      timeoutSeconds: 29,
    });
    allowTable(api, table, {
      read: [
        'batch',
        'issuer',
        'opportunity',
        'volunteer',
        'killSwitch',
        'archives',
        'auditDay',
        'certificate',
      ],
      write: ['batch', 'started'],
      indexes: ['listing'],
    });
    gateway.open('batches/batches', api);

    const planner = serviceFunction(this, 'Planner', {
      handler: 'batches/batch-planner',
      environment: { ...environment, CHUNK_QUEUE_URL: chunks.queueUrl, PUBLIC_BASE_URL: publicBaseUrl },
      files: ['issuers', 'rendering'],
      memoryMiB: 1024,
      timeoutSeconds: PLANNER_TIMEOUT_SECONDS,
    });
    allowTable(planner, table, {
      read: [
        'batch',
        'opportunity',
        'policy',
        'volunteer',
        'release',
        'certificate',
        'archives',
        'auditDay',
        'secret',
        'address',
      ],
      write: ['batch', 'archives', 'started'],
      indexes: ['listing'],
    });
    allowObjects(planner, records, { read: ['documents'], remove: ['results'] });
    this.#consume(planner, planning, 1, concurrency.atOnce(PLANNERS_AT_ONCE));

    for (const maker of [api, planner]) {
      allowObjects(maker, records, { read: ['batches', 'results'], write: ['batches', 'results'] });
      planning.grantSendMessages(maker);
    }
    chunks.grantSendMessages(planner);

    const worker = serviceFunction(this, 'Worker', {
      handler: 'batches/batch-worker',
      environment: {
        TABLE_NAME: table.tableName,
        BUCKET_NAME: bucket.bucketName,
        PUBLIC_BASE_URL: publicBaseUrl,
        CREDENTIAL_KEY_ID: signingKeys.active('credential').keyId,
        SEAL_KEY_ID: signingKeys.active('seal').keyId,
      },
      files: ['issuers', 'rendering'],
      memoryMiB: 1024,
      timeoutSeconds: WORKER_TIMEOUT_SECONDS,
    });
    allowTable(worker, table, {
      read: ['batch', 'killSwitch', 'policy', 'volunteer', 'release', 'opportunity', 'certificate'],
      write: ['batch', 'volunteer', 'certificate', 'statusList', 'report'],
      updateTogether: ['certificate'],
    });
    allowObjects(worker, records, { read: ['batches', 'documents', 'seals'], write: ['documents'] });
    signingKeys.allow(worker);
    records.recordKey.allow(worker);
    this.#consume(worker, chunks, CHUNKS_AT_ONCE, concurrency.atOnce(WORKERS_AT_ONCE));
  }

  /**
   * Creates a queue with its dead letters. AWS advises a visibility timeout of six times the consumer's timeout, in case
   * the consumer is throttled; workers aren't, since their number is fixed, and the message of one that died should
   * become visible soon.
   */
  #queue(name: string, hiddenSeconds: number): Queue {
    const deadLetters = new Queue(this, `${name}DeadLetters`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    return new Queue(this, name, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(hiddenSeconds),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_RECEIVES },
    });
  }

  #consume(consumer: NodejsFunction, queue: Queue, batchSize: number, maxConcurrency: number): void {
    consumer.addEventSource(
      new SqsEventSource(queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
  }
}
