import type { BatchStatementRequest, Update } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Finalisation } from '../../domain/ports/certificate-register.ts';
import { certificateKey, notifyPending, shardOf } from './table.ts';

/**
 * The condition of finalising, for update expressions and PartiQL alike: the certificate is still reserved, and its
 * audit chain is as long as it was when its next event was made. Takes the names of the values in either syntax.
 */
const finalisable = (state: string, reserved: string, sequence: string) =>
  `${state} = ${reserved} AND size(events) = ${sequence}`;

/** The update that finalises a certificate: state, document hash and event, and the holder's outbox entry if any. */
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

/** The same update as a PartiQL statement, of which a batch takes many. */
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
