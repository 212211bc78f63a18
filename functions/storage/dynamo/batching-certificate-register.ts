import {
  BatchExecuteStatementCommand,
  type BatchStatementRequest,
  type DynamoDBClient,
  DynamoDBServiceException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Finalisation, Reservation } from '../../domain/ports/certificate-register.ts';
import { batchRequests } from './batching.ts';
import { DynamoCertificateRegister } from './dynamo-certificate-register.ts';
import { reservationWrites } from './reservation-writes.ts';
import { certificateKey, notifyPending, shardOf } from './table.ts';

/** Two items each: well below the 100 of a transaction and the 25 statements of a batch. */
const MOST_TOGETHER = 20;

/**
 * The certificate register of a worker, which issues many at once: what is reserved or finalised at about the same
 * time is one request, each certificate on its own conditions. Where the table refuses a request as a whole it has
 * written nothing of it, and each is then written alone.
 */
export class BatchingCertificateRegister extends DynamoCertificateRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #reserve = batchRequests(
    MOST_TOGETHER,
    (reservations: readonly Reservation[]) => this.#reserveTogether(reservations),
    (reservation) => super.reserve(reservation),
  );
  readonly #finalise = batchRequests(
    MOST_TOGETHER,
    (finalisations: readonly Finalisation[]) => this.#finaliseTogether(finalisations),
    (finalisation) => super.finalise(finalisation),
  );

  constructor(dynamo: DynamoDBClient, tableName: string) {
    super(dynamo, tableName);
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  override reserve(reservation: Reservation): Promise<'reserved' | 'changed'> {
    return this.#reserve(reservation);
  }

  override finalise(finalisation: Finalisation): Promise<'issued' | 'settled'> {
    // One that is counted in its own write is a transaction of its own.
    return finalisation.reportDeltas.length > 0 ? super.finalise(finalisation) : this.#finalise(finalisation);
  }

  #reserveTogether(reservations: readonly Reservation[]): Promise<readonly ('reserved' | undefined)[]> {
    const items = reservations.flatMap((reservation) => reservationWrites(this.#tableName, reservation));
    return unlessRefused(async () => {
      await this.#dynamo.send(new TransactWriteItemsCommand({ TransactItems: items }));
      return reservations.map(() => 'reserved');
    });
  }

  /** Statements of a batch stand each by itself; unlike updates in a transaction they cost no second write. */
  #finaliseTogether(finalisations: readonly Finalisation[]): Promise<readonly ('issued' | undefined)[]> {
    const statements = finalisations.map((finalisation) => this.#finalisation(finalisation));
    return unlessRefused(async () => {
      const { Responses } = await this.#dynamo.send(
        new BatchExecuteStatementCommand({ Statements: statements }),
      );
      return (Responses ?? []).map(({ Error: no }) => (no === undefined ? 'issued' : undefined));
    });
  }

  /** The same update, on the same conditions, as `DynamoCertificateRegister.finalise`. */
  #finalisation({ certificateId, documentSha256, event, notify }: Finalisation): BatchStatementRequest {
    const { pk, sk } = certificateKey(certificateId);
    const pending = notify ? 'SET pendingPk = ?' : 'REMOVE pendingPk REMOVE pendingSk';
    return {
      Statement:
        `UPDATE "${this.#tableName}" SET "state" = 'issued' SET revision = revision + 1 SET documentSha256 = ? ` +
        `SET events = list_append(events, ?) ${pending} ` +
        `WHERE pk = ? AND sk = ? AND "state" = 'reserved' AND size(events) = ?`,
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
}

/** No answers where the table has refused the request as a whole: then nothing of it was written. */
async function unlessRefused<A>(ask: () => Promise<readonly A[]>): Promise<readonly A[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DynamoDBServiceException && error.$fault === 'client') return [];
    throw error;
  }
}
