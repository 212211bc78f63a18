/**
 * Measures the CPU time of a verification: with its read from DynamoDB Local, as it is on AWS but for the encryption of
 * the connection, and without, with a register in memory. `node test/bench/verification-cpu.ts`. Part of `npm run bench`.
 */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoClient, PEOPLE } from '../../functions/storage/clients.ts';
import { certificateFromItem, certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { eventOf } from '../verification/event-of.ts';
import { MemoryRegister, verificationHandler } from '../verification/verification-client.ts';

const WARM_UP = 3_000;
const MEASURED = 10_000;

const FIRST_ID = idOf(1);

/** A register that unmarshals a table item on each read, as the DynamoDB register does. */
class RegisterOfItems extends MemoryRegister {
  readonly #item = certificateItem(issuedOf(snapshotOf()));

  override async find(certificateId: string) {
    return certificateId === FIRST_ID ? certificateFromItem(this.#item) : super.find(certificateId);
  }
}

/** CPU time of one kind of answer. */
interface VerificationCost {
  readonly case: string;
  readonly cpuMicroseconds: number;
}

/** Returns the CPU microseconds of each kind of answer without its read; the first entry is the read itself. */
async function verificationCosts(): Promise<readonly VerificationCost[]> {
  const register = new RegisterOfItems(inState('revoked', snapshotOf({ certificateId: idOf(2) })));
  const handler = verificationHandler(register);
  const page = { headers: { accept: 'text/html' } };
  const cases = [
    ['valid, JSON', idOf(1), eventOf('GET', `/verify/${idOf(1)}`)],
    ['valid, page', idOf(1), eventOf('GET', `/verify/${idOf(1)}?lang=ar`, page)],
    ['revoked, JSON', idOf(2), eventOf('GET', `/verify/${idOf(2)}`)],
    ['unknown, JSON', idOf(3), eventOf('GET', `/verify/${idOf(3)}`)],
    ['malformed, JSON', null, eventOf('GET', '/verify/B1P90CH35ABARTZ769')],
  ] as const;
  const read = await microseconds(() => register.find(idOf(1)));
  const costs = [{ case: 'unmarshalling a read item, not included below', cpuMicroseconds: read }];
  for (const [name, id, event] of cases) {
    const whole = await microseconds(() => handler({ ...event }));
    costs.push({ case: name, cpuMicroseconds: id === idOf(1) ? whole - read : whole });
  }
  return costs;
}

/** Returns the CPU microseconds of a valid answer with its read, all in the process of the function. */
async function withItsRead(): Promise<number> {
  const table = await startTable();
  try {
    const Item = certificateItem(issuedOf(snapshotOf()));
    await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
    Object.assign(process.env, {
      AWS_REGION: 'me-south-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    });
    const register = new DynamoCertificateRegister(dynamoClient(PEOPLE), table.tableName);
    const handler = verificationHandler(register);
    return await microseconds(() => handler(eventOf('GET', `/verify/${FIRST_ID}`)), [1_000, 2_000]);
  } finally {
    await table.stop();
  }
}

/** Returns the CPU microseconds of one call after a warm-up. */
async function microseconds(
  run: () => Promise<unknown>,
  [warmUp, measured] = [WARM_UP, MEASURED],
): Promise<number> {
  for (let call = 0; call < warmUp; call += 1) await run();
  const before = process.cpuUsage();
  for (let call = 0; call < measured; call += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / measured;
}

console.log(`valid, JSON, with its read: ${(await withItsRead()).toFixed(1)} µs of CPU`);
for (const { case: name, cpuMicroseconds } of await verificationCosts())
  console.log(`${name}: ${cpuMicroseconds.toFixed(1)} µs of CPU`);
