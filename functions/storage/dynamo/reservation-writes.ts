import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Claim, Reservation } from '../../domain/ports/certificate-register.ts';
import type { RecordRevision } from '../../domain/ports/hours-ledger.ts';
import { certificateItem } from './certificate-item.ts';
import {
  notifyPending,
  pendingSortKey,
  profileKey,
  recognitionKey,
  reservedPending,
  shardOf,
} from './table.ts';
import { timesheetItem } from './timesheet-item.ts';
import { atRevision, nextRevision, RECORD_REVISION } from './volunteer-item.ts';

/**
 * Returns the conditional writes of a reservation: the claim (`HOURS#` or `RECOGNITION#` item of the volunteer,
 * or the certificate to be replaced), the `CERTIFICATE` item, listed in `pending` under `RESERVED#`, and the condition
 * that the volunteer's `PROFILE` is at the revision decided on. A recognition claims no hours: it sets another revision,
 * so that whoever takes hours away at the same time decides again.
 */
export function reservationWrites(
  tableName: string,
  { certificate, claim, decidedOn }: Reservation,
): TransactWriteItem[] {
  const pending = {
    pk: reservedPending(shardOf(certificate.certificateId)),
    sk: pendingSortKey({ ...certificate, batchId: batchOf(certificate) }),
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
    ...(decidedOn === undefined ? [] : [recordWrite(tableName, decidedOn, claim)]),
  ];
}

function recordWrite(tableName: string, decidedOn: RecordRevision, claim: Claim): TransactWriteItem {
  const at = {
    TableName: tableName,
    Key: marshall(profileKey(decidedOn)),
    ...atRevision(decidedOn.revision),
  };
  if (claim.kind !== 'recognition') return { ConditionCheck: at };
  return {
    Update: {
      ...at,
      UpdateExpression: `SET ${RECORD_REVISION} = :next`,
      ExpressionAttributeValues: {
        ...at.ExpressionAttributeValues,
        ...marshall({ ':next': nextRevision() }),
      },
    },
  };
}

/**
 * Returns the conditional write of a changed certificate; its revision must be one more than the stored one. While
 * the certificate is `issued` and its holder is to be notified and isn't yet, the item is listed in the outbox
 * (`pending`, `NOTIFY#`): it leaves with a suspension and returns with a reinstatement.
 */
export function decidedWrite(tableName: string, certificate: Certificate): TransactWriteItem {
  const { certificateId, state, notifiedAt, events } = certificate;
  const notificationDue = state === 'issued' && notifiedAt === undefined && events[0]?.facts.notify === 'yes';
  const outbox = {
    pk: notifyPending(shardOf(certificateId)),
    sk: pendingSortKey({ ...certificate, batchId: batchOf(certificate) }),
  };
  return {
    Put: {
      TableName: tableName,
      Item: certificateItem(certificate, notificationDue ? outbox : undefined),
      // A notification sent since this certificate was read must not be lost: the holder would get it twice.
      ConditionExpression: `revision = :decidedOn${notifiedAt === undefined ? ' AND attribute_not_exists(notifiedAt)' : ''}`,
      ExpressionAttributeValues: marshall({ ':decidedOn': certificate.revision - 1 }),
    },
  };
}

/** Returns the write of a claim, on the condition that the award is still free. */
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

const batchOf = ({ events }: Certificate): string => events[0]?.facts.batchId ?? '';
