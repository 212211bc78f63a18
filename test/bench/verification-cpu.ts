/**
 * What the verification handler costs besides the read: CPU time per answer, over a register in memory.
 * Run by `npm run bench`, or `node test/bench/verification-cpu.ts`.
 */
import { certificateFromItem, certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import { handlerOver, RegisterInMemory } from '../verification/asking.ts';
import { eventOf } from '../verification/event-of.ts';

const WARM_UP = 3_000;
const MEASURED = 10_000;

const FIRST_ID = idOf(1);

/** A register whose reads cost what taking an item of the table apart costs. */
class RegisterOfItems extends RegisterInMemory {
  readonly #item = certificateItem(issuedOf(snapshotOf()));

  override async find(certificateId: string) {
    return certificateId === FIRST_ID ? certificateFromItem(this.#item) : super.find(certificateId);
  }
}

export interface VerificationCost {
  readonly case: string;
  readonly cpuMicroseconds: number;
}

/** CPU microseconds of one answer over its read, for each kind of answer; the read itself comes first. */
export async function verificationCosts(): Promise<readonly VerificationCost[]> {
  const register = new RegisterOfItems(inState('revoked', snapshotOf({ certificateId: idOf(2) })));
  const handler = handlerOver(register);
  const page = { headers: { accept: 'text/html' } };
  const cases = [
    ['valid, JSON', idOf(1), eventOf('GET', `/verify/${idOf(1)}`)],
    ['valid, page', idOf(1), eventOf('GET', `/verify/${idOf(1)}?lang=ar`, page)],
    ['revoked, JSON', idOf(2), eventOf('GET', `/verify/${idOf(2)}`)],
    ['unknown, JSON', idOf(3), eventOf('GET', `/verify/${idOf(3)}`)],
    ['malformed, JSON (no read)', null, eventOf('GET', '/verify/B1P90CH35ABARTZ769')],
  ] as const;
  const read = await microseconds(() => register.find(idOf(1)));
  const costs = [{ case: 'taking a read item apart, in what follows left out', cpuMicroseconds: read }];
  for (const [name, id, event] of cases) {
    const whole = await microseconds(() => handler({ ...event }));
    costs.push({ case: name, cpuMicroseconds: id === idOf(1) ? whole - read : whole });
  }
  return costs;
}

/** CPU microseconds of one call, warm. */
async function microseconds(run: () => Promise<unknown>): Promise<number> {
  for (let call = 0; call < WARM_UP; call += 1) await run();
  const before = process.cpuUsage();
  for (let call = 0; call < MEASURED; call += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / MEASURED;
}

if (process.argv[1] === import.meta.filename)
  for (const { case: name, cpuMicroseconds } of await verificationCosts())
    console.log(`${name}: ${cpuMicroseconds.toFixed(1)} µs of CPU`);
