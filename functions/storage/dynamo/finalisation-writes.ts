import type { BatchStatementRequest, Update } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Finalisation } from '../../domain/ports/certificate-register.ts';
import { certificateKey, notifyPending, shardOf } from './table.ts';

/**
 * Returns the condition of finalising: the certificate is still reserved, and its audit chain is as long as it was when
 * the event was made. Takes attribute and values in the syntax of condition expressions or of PartiQL.
 */
const finalisable = (state: string, reserved: string, sequence: string) =>
  `${state} = ${reserved} AND size(events) = ${sequence}`;

/** Returns the update that finalises a certificate: state, document hash, event, and the notification if any. */
export function finaliseUpdate(
  tableName: string,
  { certificateId, documentSha256, event, notify }: Finalisation,
): Update {
  return {
    TableName: tableName,
    Key: marshall(certificateKey(certificateId)),
    ConditionExpression: finalisable('#state', ':reserved', ':sequence'),
    UpdateExpression:
      'SET #state = :issued, revision = revision + :one, documentSha256 = :sha256, ' +
      `events = list_append(events, :event)${notify ? ', pendingPk = :outbox' : ' REMOVE pendingPk, pendingSk'}`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: marshall({
      ':reserved': 'reserved',
      ':issued': 'issued',
      ':sequence': event.sequence,
      ':one': 1,
      ':sha256': documentSha256,
      ':event': [event],
      ...(notify ? { ':outbox': notifyPending(shardOf(certificateId)) } : {}),
    }),
  };
}

/** Returns the same update as a PartiQL statement, for a batch. */
export function finaliseStatement(
  tableName: string,
  { certificateId, documentSha256, event, notify }: Finalisation,
): BatchStatementRequest {
  const { pk, sk } = certificateKey(certificateId);
  const pending = notify ? 'SET pendingPk = ?' : 'REMOVE pendingPk REMOVE pendingSk';
  return {
    Statement:
      `UPDATE "${tableName}" SET "state" = 'issued' SET revision = revision + 1 SET documentSha256 = ? ` +
      `SET events = list_append(events, ?) ${pending} ` +
      `WHERE pk = ? AND sk = ? AND ${finalisable('"state"', "'reserved'", '?')}`,
    Parameters: [
      { S: documentSha256 },
      { L: [{ M: marshall(event) }] },
      ...(notify ? [{ S: notifyPending(shardOf(certificateId)) }] : []),
      { S: pk },
      { S: sk },
      { N: String(event.sequence) },
    ],
  };
}
