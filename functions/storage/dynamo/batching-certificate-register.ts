import {
  BatchExecuteStatementCommand,
  type DynamoDBClient,
  DynamoDBServiceException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Finalisation, Reservation } from '../../domain/ports/certificate-register.ts';
import { DynamoCertificateRegister } from './dynamo-certificate-register.ts';
import { finaliseStatement } from './finalisation-writes.ts';
import { batchRequests } from './requests/batching.ts';
import { repeatUnprocessed } from './requests/repeat-unprocessed.ts';
import { isThrottled, wasThrottled } from './requests/transaction.ts';
import { reservationWrites } from './reservation-writes.ts';

/**
 * Certificates in one request. A reservation is three items, and DynamoDB takes 100 items in a transaction and 25
 * statements in a batch.
 */
const MAX_BATCH = 20;

/**
 * The certificate register of a worker that issues many certificates at once. Combines reservations, and
 * finalisations, made within a few milliseconds into one request; each certificate keeps its own conditions. If
 * DynamoDB rejects a combined request, nothing of it was written and each certificate is written by itself; but not if
 * it was throttled, since that would be twenty requests in place of one: then all of them fail, and the queue tries again.
 *
 * Reads and writes the same items as `DynamoCertificateRegister`.
 */
export class BatchingCertificateRegister extends DynamoCertificateRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #reserve = batchRequests(
    MAX_BATCH,
    (reservations: readonly Reservation[]) => this.#reserveTogether(reservations),
    (reservation) => super.reserve(reservation),
  );
  readonly #finalise = batchRequests(
    MAX_BATCH,
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
    // A finalisation with report counters is a transaction already.
    return finalisation.reportDeltas.length > 0 ? super.finalise(finalisation) : this.#finalise(finalisation);
  }

  /** Writes all reservations in one transaction; one failed condition rejects all of them. */
  #reserveTogether(reservations: readonly Reservation[]): Promise<readonly ('reserved' | undefined)[]> {
    const items = withoutRepeated(
      reservations.flatMap((reservation) => reservationWrites(this.#tableName, reservation)),
    );
    return emptyIfRejected(async () => {
      await this.#dynamo.send(new TransactWriteItemsCommand({ TransactItems: items }));
      return reservations.map(() => 'reserved');
    });
  }

  /**
   * Runs one PartiQL batch. Each statement succeeds or fails by itself, and costs half the write units of an update
   * in a transaction.
   */
  #finaliseTogether(finalisations: readonly Finalisation[]): Promise<readonly ('issued' | undefined)[]> {
    const statements = finalisations.map((finalisation) => finaliseStatement(this.#tableName, finalisation));
    const outcomes: ('issued' | undefined)[] = statements.map(() => undefined);
    return emptyIfRejected(async () => {
      await repeatUnprocessed([...statements.keys()], async (pending) => {
        const { Responses = [] } = await this.#dynamo.send(
          new BatchExecuteStatementCommand({
            Statements: pending.flatMap((index) => statements[index] ?? []),
          }),
        );
        for (const [position, index] of pending.entries())
          outcomes[index] = Responses[position]?.Error === undefined ? 'issued' : undefined;
        return pending.filter((_, position) => isThrottled(Responses[position]?.Error?.Code));
      });
      return outcomes;
    });
  }
}

/** Returns writes with each condition once: DynamoDB takes one action on an item, and a person may have several awards. */
const withoutRepeated = (writes: readonly TransactWriteItem[]): TransactWriteItem[] => [
  ...new Map(writes.map((write) => [write.ConditionCheck ? JSON.stringify(write) : write, write])).values(),
];

/**
 * Returns an empty list if DynamoDB rejects the whole request for what is in it (a client error): nothing of it was
 * written. Throttling is thrown on.
 */
async function emptyIfRejected<A>(send: () => Promise<readonly A[]>): Promise<readonly A[]> {
  try {
    return await send();
  } catch (error) {
    const isRejected = error instanceof DynamoDBServiceException && error.$fault === 'client';
    if (isRejected && !wasThrottled(error)) return [];
    throw error;
  }
}
