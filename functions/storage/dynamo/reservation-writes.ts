import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Claim, Reservation } from '../../domain/ports/certificate-register.ts';
import { certificateItem } from './certificate-item.ts';
import { notifyPending, RECOGNITION_PREFIX, reservedPending, shardOf, volunteerPartition } from './table.ts';
import { timesheetItem } from './timesheet-item.ts';

/** The two writes of a reservation, slot and certificate, each on its condition. */
export function reservationWrites(
  tableName: string,
  { certificate, claim }: Reservation,
): TransactWriteItem[] {
  const pending = {
    pk: reservedPending(shardOf(certificate.certificateId)),
    sk: `${certificate.reservedAt}#${certificate.certificateId}`,
  };
  return [
    claimWrite(tableName, claim, certificate.certificateId),
    {
      Put: {
        TableName: tableName,
        Item: certificateItem(certificate, pending),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ];
}

/**
 * A certificate as it is after a change, on the condition that it still is what was decided on. A holder who is still
 * to be told stays in the outbox, and comes back to it with a reinstatement.
 */
export function decidedWrite(tableName: string, certificate: Certificate): TransactWriteItem {
  const { certificateId, state, reservedAt, notifiedAt, events } = certificate;
  const toTell = state === 'issued' && notifiedAt === undefined && events[0]?.facts.notify === 'yes';
  const outbox = { pk: notifyPending(shardOf(certificateId)), sk: `${reservedAt}#${certificateId}` };
  return {
    Put: {
      TableName: tableName,
      Item: certificateItem(certificate, toTell ? outbox : undefined),
      // Nobody is told twice because the letter left while this was decided.
      ConditionExpression: `revision = :decidedOn${notifiedAt === undefined ? ' AND attribute_not_exists(notifiedAt)' : ''}`,
      ExpressionAttributeValues: marshall({ ':decidedOn': certificate.revision - 1 }),
    },
  };
}

export const recognitionKey = ({ volunteerId, slot }: { volunteerId: string; slot: string }) => ({
  pk: volunteerPartition(volunteerId),
  sk: `${RECOGNITION_PREFIX}${slot}`,
});

function claimWrite(tableName: string, claim: Claim, certificateId: string): TransactWriteItem {
  if (claim.kind === 'replacement') return decidedWrite(tableName, claim.replaced);
  if (claim.kind === 'timesheet')
    return {
      Put: {
        TableName: tableName,
        Item: timesheetItem(claim.timesheet),
        ConditionExpression:
          'revision = :decidedOn AND attribute_not_exists(certificateId) AND attribute_not_exists(locked)',
        ExpressionAttributeValues: marshall({ ':decidedOn': claim.timesheet.revision - 1 }),
      },
    };
  return {
    Update: {
      TableName: tableName,
      Key: marshall(recognitionKey(claim)),
      ConditionExpression: 'attribute_not_exists(certificateId) AND attribute_not_exists(locked)',
      UpdateExpression:
        'SET certificateId = :id, certificateIds = list_append(if_not_exists(certificateIds, :none), :ids)',
      ExpressionAttributeValues: marshall({ ':id': certificateId, ':ids': [certificateId], ':none': [] }),
    },
  };
}
