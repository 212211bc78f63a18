import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { DeliveryEvent } from '../../domain/delivery/delivery.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answerRecords } from '../../runtime/queue.ts';
import { dynamoClient, WORK } from '../../storage/clients.ts';
import { DynamoDeliveries } from '../../storage/dynamo/deliveries/dynamo-deliveries.ts';
import { DynamoSuppressions } from '../../storage/dynamo/deliveries/dynamo-suppressions.ts';
import { recordDeliveryEvent } from '../../workflows/supervision/record-delivery-event.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const dynamo = dynamoClient(WORK);
const deps = {
  deliveries: new DynamoDeliveries(dynamo, TABLE_NAME),
  suppressions: new DynamoSuppressions(dynamo, TABLE_NAME),
  now: () => new Date().toISOString(),
};

/** An event of SES as the rules of `infra/constructs/delivery-events.ts` pass it on; a tag is a list of one value. */
interface SesEvent {
  readonly eventType: keyof typeof MEANINGS;
  readonly certificate: readonly string[];
  readonly attempt: readonly string[];
  /** Of a bounce: `Permanent`, `Transient` or `Undetermined`. */
  readonly detail?: string;
}

const MEANINGS = {
  Send: { state: 'handed_in', reason: null },
  Delivery: { state: 'delivered', reason: null },
  Bounce: { state: 'bounced', reason: 'NOT_NOW' },
  Complaint: { state: 'complained', reason: 'MARKED_AS_SPAM' },
  Reject: { state: 'bounced', reason: 'REFUSED' },
} as const satisfies Record<string, Pick<DeliveryEvent, 'state' | 'reason'>>;

/** Records what SES reports of emails about certificates. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  answerRecords(event, async ({ eventType, certificate, attempt, detail }: SesEvent) => {
    const { state, reason } = MEANINGS[eventType];
    await recordDeliveryEvent(
      {
        certificateId: certificate[0] ?? '',
        attempt: Number(attempt[0] ?? 1),
        state,
        reason: detail === 'Permanent' ? 'NO_MAILBOX' : reason,
      },
      deps,
    );
  });
