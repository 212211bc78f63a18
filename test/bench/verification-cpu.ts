/**
 * What the verification handler costs besides the read: CPU time per answer, over a register in memory.
 * Run by `npm run bench`, or `node test/bench/verification-cpu.ts`.
 */
import { certificateFromItem, certificateItem } from '../../functions/storage/certificate-item.ts';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import { RegisterInMemory, verificationOver } from '../verification/asking.ts';

const WARM_UP = 3_000;
const MEASURED = 10_000;

/** A register whose reads cost what taking an item of the table apart costs. */
class RegisterOfItems extends RegisterInMemory {
  readonly #item = certificateItem(issuedOf(snapshotOf()));

  override async find(certificateId: string) {
    return certificateId === idOf(1) ? certificateFromItem(this.#item) : super.find(certificateId);
  }
}

export interface VerificationCost {
  readonly case: string;
  readonly cpuMicroseconds: number;
}

/** CPU microseconds of one answer, for each kind of answer. */
export async function verificationCosts(): Promise<readonly VerificationCost[]> {
  const ask = verificationOver(
    new RegisterOfItems(inState('revoked', snapshotOf({ certificateId: idOf(2) }))),
  );
  const page = { headers: { accept: 'text/html' } };
  const cases = [
    ['valid, JSON', () => ask('GET', `/verify/${idOf(1)}`)],
    ['valid, page', () => ask('GET', `/verify/${idOf(1)}?lang=ar`, page)],
    ['revoked, JSON', () => ask('GET', `/verify/${idOf(2)}`)],
    ['unknown, JSON', () => ask('GET', `/verify/${idOf(3)}`)],
    ['malformed, JSON (no read)', () => ask('GET', '/verify/B1P90CH35ABARTZ769')],
  ] as const;
  const costs: VerificationCost[] = [];
  for (const [name, run] of cases) {
    for (let call = 0; call < WARM_UP; call += 1) await run();
    const before = process.cpuUsage();
    for (let call = 0; call < MEASURED; call += 1) await run();
    const { user, system } = process.cpuUsage(before);
    costs.push({ case: name, cpuMicroseconds: (user + system) / MEASURED });
  }
  return costs;
}

if (process.argv[1] === import.meta.filename)
  for (const { case: name, cpuMicroseconds } of await verificationCosts())
    console.log(`${name}: ${cpuMicroseconds.toFixed(1)} µs of CPU`);
