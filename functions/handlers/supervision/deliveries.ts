import { shownDelivery } from '../../domain/delivery/shown-delivery.ts';
import { volunteerName } from '../../domain/hours/volunteer.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as supervision from '../../routes/supervision.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { hasIssuer, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { readCertificateId } from '../../runtime/http/read-certificate-id.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { wireRecordKey } from '../../runtime/wiring/record-key.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoDeliveries } from '../../storage/dynamo/deliveries/dynamo-deliveries.ts';
import { DynamoSuppressions } from '../../storage/dynamo/deliveries/dynamo-suppressions.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { sendAgain } from '../../workflows/supervision/send-again.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const dynamo = dynamoClient(PEOPLE);
const deps = {
  ...wireLedger(wireRecordKey(PEOPLE)),
  deliveries: new DynamoDeliveries(dynamo, TABLE_NAME),
  suppressions: new DynamoSuppressions(dynamo, TABLE_NAME),
  register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
  batches: new DynamoBatchRegister(dynamo, TABLE_NAME),
};

export const handler = apiHandler<'supervision/deliveries'>(wireJournal(), [
  implement(supervision.listDeliveries, async ({ caller, query: { issuer, state, batchId, ...page } }) => {
    const [issuerId] = issuersInScope(caller, deps.issuers.keys(), issuer);
    if (issuerId === undefined) return answer(200, { items: [], cursor: null });
    const { items, cursor } = await deps.deliveries.unreached(issuerId, state, batchId, page);
    const people = new Map(
      (await deps.ledger.volunteers(items)).map((volunteer) => [volunteerName(volunteer), volunteer]),
    );
    const shownItems = items.map((delivery) => shownDelivery(delivery, people.get(volunteerName(delivery))));
    return answer(200, { items: shownItems, cursor });
  }),
  implement(supervision.countDeliveries, async ({ caller, path }) => {
    const batch = await deps.batches.find(path.id);
    if (batch === undefined || !batch.issuerIds.every((issuerId) => hasIssuer(caller, issuerId)))
      throw new Refusal('NOT_FOUND', 'Your issuers have no such batch.');
    const counts = await deps.deliveries.countsOf(batch.batchId, batch.issuerIds);
    const toTell = Object.values(counts).reduce((sum, number) => sum + number, 0);
    return answer(200, { ...counts, toTell });
  }),
  implement(supervision.sendAgain, async ({ caller, path, body }) => {
    const request = {
      certificateId: readCertificateId(path.id),
      email: body.email,
      canModify: (issuerId: string) => hasIssuer(caller, issuerId),
    };
    const { delivery, volunteer } = await sendAgain(request, deps);
    return answer(202, shownDelivery(delivery, volunteer));
  }),
]);
