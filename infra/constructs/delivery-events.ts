import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MOST_RECEIVES } from '../../functions/runtime/limits.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

const TIMEOUT_SECONDS = 30;
/** All events are one group: Lambda handles one batch of a group at a time. */
const GROUP = 'events';

/** SES's events by what is recorded of them beside the certificate and the attempt: of a bounce also its type. */
const EVENTS = [
  { id: 'Emails', eventTypes: ['Send', 'Delivery', 'Complaint', 'Reject'] },
  { id: 'Bounces', eventTypes: ['Bounce'], detail: '$.detail.bounce.bounceType' },
];

/**
 * From SES's events to records of deliveries. The rules take out of it what is recorded: addresses and
 * subjects don't reach the queue. One execution at a time records them, because a new account has ten in all.
 */
export class DeliveryEvents extends Construct {
  constructor(scope: Construct, id: string, table: TableV2) {
    super(scope, id);
    const queue = this.#queue();
    for (const { id: name, eventTypes, detail } of EVENTS)
      new Rule(this, name, {
        description: 'What becomes of emails about certificates',
        eventPattern: {
          source: ['aws.ses'],
          // Only emails about the issue of a certificate count their attempts.
          detail: {
            eventType: eventTypes,
            mail: { tags: { certificate: [{ exists: true }], attempt: [{ exists: true }] } },
          },
        },
        targets: [
          new SqsQueue(queue, {
            messageGroupId: GROUP,
            message: RuleTargetInput.fromObject({
              eventType: EventField.fromPath('$.detail.eventType'),
              certificate: EventField.fromPath('$.detail.mail.tags.certificate'),
              attempt: EventField.fromPath('$.detail.mail.tags.attempt'),
              ...(detail === undefined ? {} : { detail: EventField.fromPath(detail) }),
            }),
          }),
        ],
      });
    const recorder = serviceFunction(this, 'Recorder', {
      handler: 'supervision/delivery-events',
      environment: { TABLE_NAME: table.tableName },
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    allowTable(recorder, table, { read: ['certificate'], write: ['certificate', 'address'] });
    recorder.addEventSource(new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }));
  }

  #queue(): Queue {
    const deadLetters = new Queue(this, 'EventsDeadLetters', {
      fifo: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    return new Queue(this, 'Events', {
      fifo: true,
      // An event that came twice says nothing new.
      contentBasedDeduplication: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * TIMEOUT_SECONDS),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_RECEIVES },
    });
  }
}
