import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NOTIFIER_TIMEOUT_SECONDS } from '../../functions/runtime/limits.ts';
import type { Batches } from './batches.ts';
import { DeliveryEvents } from './delivery-events.ts';
import { allowObjects } from './object-access.ts';
import { runEvery } from './schedule.ts';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** What runs beside people's requests: the kill switch, the audit trail, the sweeper, and notifications. */
export class Supervision extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { records, gateway, emails, publicBaseUrl }: Service,
    { planning }: Batches,
  ) {
    super(scope, id);
    const { table, bucket, signingKeys } = records;
    const queue = { BATCH_QUEUE_URL: planning.queueUrl };

    const oversight = serviceFunction(this, 'Oversight', {
      handler: 'supervision/oversight',
      environment: { TABLE_NAME: table.tableName, ...queue },
      files: ['issuers'],
    });
    allowTable(oversight, table, {
      read: ['killSwitch', 'batch', 'activeBatches', 'certificate', 'issuer', 'auditDay'],
      write: ['killSwitch', 'batch'],
      indexes: ['listing', 'pending'],
    });
    gateway.open('supervision/oversight', oversight);

    const people = serviceFunction(this, 'People', {
      handler: 'supervision/people',
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_BASE_URL: publicBaseUrl,
        MAIL_FROM: emails.from,
        MAIL_CONFIGURATION: emails.configurationSet,
      },
      files: ['issuers', 'email'],
      timeoutSeconds: 20,
    });
    allowTable(people, table, { read: ['staff'], write: ['staff', 'policy'] });
    emails.allow(people);
    gateway.open('supervision/people', people);

    const sweeper = serviceFunction(this, 'Sweeper', {
      handler: 'supervision/sweeper',
      environment: {
        TABLE_NAME: table.tableName,
        BUCKET_NAME: bucket.bucketName,
        PUBLIC_BASE_URL: publicBaseUrl,
        CREDENTIAL_KEY_ID: signingKeys.active('credential').keyId,
        SEAL_KEY_ID: signingKeys.active('seal').keyId,
        ...queue,
      },
      files: ['issuers', 'rendering'],
      memoryMiB: 1024,
      timeoutSeconds: 55,
    });
    allowTable(sweeper, table, {
      read: [
        'killSwitch',
        'batch',
        'activeBatches',
        'reserved',
        'notify',
        'issuer',
        'auditDay',
        'certificate',
        'volunteer',
        'release',
      ],
      write: ['batch', 'certificate', 'volunteer', 'statusList', 'auditDay', 'report'],
      indexes: ['listing', 'pending'],
    });
    allowObjects(sweeper, records, {
      read: ['documents', 'seals', 'directories'],
      write: ['documents', 'directories'],
      remove: ['documents'],
    });
    signingKeys.allow(sweeper);
    // Both send out a batch again: one that stands still, and those that a resumed kill switch had stopped.
    for (const sender of [oversight, sweeper]) planning.grantSendMessages(sender);

    const notifier = serviceFunction(this, 'Notifier', {
      handler: 'supervision/notifier',
      environment: {
        TABLE_NAME: table.tableName,
        BUCKET_NAME: bucket.bucketName,
        PUBLIC_BASE_URL: publicBaseUrl,
        MAIL_FROM: emails.from,
        MAIL_CONFIGURATION: emails.configurationSet,
      },
      files: ['email', 'issuers', 'picture'],
      // A whole processor: the picture of a certificate takes most of the time of an email.
      memoryMiB: 1769,
      timeoutSeconds: NOTIFIER_TIMEOUT_SECONDS,
    });
    allowTable(notifier, table, {
      read: [
        'killSwitch',
        'notify',
        'activeBatches',
        'certificate',
        'volunteer',
        'release',
        'language',
        'secret',
        'address',
      ],
      write: ['certificate'],
      indexes: ['pending'],
    });
    allowObjects(notifier, records, { read: ['documents'] });
    emails.allow(notifier);
    records.recordKey.allow(notifier);
    new DeliveryEvents(this, 'DeliveryEvents', table);

    const deliveries = serviceFunction(this, 'Deliveries', {
      handler: 'supervision/deliveries',
      environment: { TABLE_NAME: table.tableName },
      files: ['issuers'],
      timeoutSeconds: 29,
    });
    allowTable(deliveries, table, {
      read: ['batch', 'notify', 'delivery', 'certificate', 'volunteer', 'secret'],
      write: ['certificate', 'volunteer', 'directory', 'lease'],
      remove: ['lease', 'address'],
      indexes: ['pending'],
    });
    records.recordKey.allow(deliveries);
    gateway.open('supervision/deliveries', deliveries);

    runEvery(this, 'Sweep', Duration.minutes(1), sweeper);
    runEvery(this, 'Notify', Duration.minutes(1), notifier);
  }
}
