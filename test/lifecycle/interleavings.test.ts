import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import { Refusal } from '../../functions/domain/refusal.ts';
import { COUNTED_BY_ISSUE } from '../../functions/domain/report/counter.ts';
import { complete } from '../../functions/workflows/issuing/complete.ts';
import { eraseCertificate } from '../../functions/workflows/lifecycle/erase-certificate.ts';
import { reinstateCertificate } from '../../functions/workflows/lifecycle/reinstate-certificate.ts';
import { replaceCertificate } from '../../functions/workflows/lifecycle/replace-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/lifecycle/suspend-certificate.ts';
import { startTable } from '../dynamo-table.ts';
import { randomNumbers, seeds } from '../random.ts';
import { worldOf } from './world.ts';

const SWEEPER = { actor: 'sweeper', counter: COUNTED_BY_ISSUE };

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

class Crash extends Error {}

/** The same object, whose every method may die before its effect, or after it with the reply lost. */
function dying<T extends object>(target: T, random: () => number, share: number): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const value = Reflect.get(object, name, receiver);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        if (random() < share) throw new Crash('before');
        const answer = await value.apply(object, given);
        if (random() < share) throw new Crash('after');
        return answer;
      };
    },
  });
}

const replacementOf = ({ supersededBy, replacementReserved }: Certificate) =>
  supersededBy ?? replacementReserved;

type World = Awaited<ReturnType<typeof worldOf>>;
type Step = (deps: World['deps']) => Promise<unknown>;

function stepsOn({ step }: World): readonly Step[] {
  return [
    (deps) => replaceCertificate({ ...step, name: { nameEn: 'Nora Al-Bishi' } }, deps),
    (deps) => replaceCertificate({ ...step, name: { nameEn: 'Nora Al-Bishi' } }, deps),
    (deps) => replaceCertificate({ ...step, name: { nameAr: 'نورا عبدالله البيشي' } }, deps),
    (deps) => revokeCertificate({ ...step, reasonCode: 'hours_corrected' }, deps),
    (deps) => suspendCertificate(step, deps),
    (deps) => reinstateCertificate(step, deps),
  ];
}

/** Runs a step as a client does: again after a crash, until it is acknowledged or refused. */
async function untilAnswered(step: Step, deps: World['deps']): Promise<'acknowledged' | 'refused'> {
  for (let attempt = 1; attempt <= 40; attempt += 1) {
    try {
      await step(deps);
      return 'acknowledged';
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'LEDGER_BUSY') return 'refused';
      if (!(error instanceof Crash) && !(error instanceof Refusal)) throw error;
    }
  }
  throw new Error('Never answered');
}

describe('whatever happens at once, and wherever it dies', () => {
  test.each(seeds(25))('records agree at the end (TEST_SEED=%i)', async (seed) => {
    const random = randomNumbers(seed);
    const world = await worldOf(table.dynamo, table.tableName);
    const { deps, contradictions, find, certificateId } = world;
    const crashing = {
      ...deps,
      register: dying(deps.register, random, 0.12),
      documents: dying(deps.documents, random, 0.12),
    };
    const steps = stepsOn(world);
    const revocation = steps[3];
    const chosen = steps.filter(() => random() < 0.6);
    let running = true;
    const seen: string[] = [];
    const watch = (async () => {
      while (running) {
        // The newer first: if it is valid now, the older must not be valid later.
        const newId = replacementOf(await find());
        if (
          newId !== undefined &&
          (await find(newId)).state === 'issued' &&
          (await find()).state === 'issued'
        )
          seen.push(`${newId} beside the one it replaces`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const outcomes = await Promise.all(
      chosen.map(async (step) => ({ step, outcome: await untilAnswered(step, crashing) })),
    );
    running = false;
    await watch;
    expect(seen).toEqual([]);
    // A reservation left by a crash is brought to its end by the sweeper.
    const reserved = (await find()).replacementReserved;
    if (reserved !== undefined) await complete(await find(reserved), SWEEPER, deps);
    expect(await contradictions()).toEqual([]);
    const revoked = outcomes.some(({ step, outcome }) => step === revocation && outcome === 'acknowledged');
    if (revoked) expect((await find(certificateId)).state).toBe('revoked');
  });

  test('a replacement whose certificate is revoked half-way is given up, and its ID answers unknown', async () => {
    const { deps, step, find, contradictions, timesheetNow } = await worldOf(table.dynamo, table.tableName);
    const noDocuments = {
      ...deps,
      documents: { store: () => Promise.reject(new Crash()), remove: () => Promise.reject(new Crash()) },
    };
    await expect(
      replaceCertificate({ ...step, name: { nameEn: 'Nora Al-Bishi' } }, noDocuments as never),
    ).rejects.toBeInstanceOf(Crash);
    const reservedId = (await find()).replacementReserved ?? '';
    expect((await find(reservedId)).state).toBe('reserved');
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, deps);
    expect(await complete(await find(reservedId), SWEEPER, deps)).toBe('abandoned');
    expect(await find(reservedId)).toMatchObject({ state: 'erased', snapshot: null });
    expect((await timesheetNow()).certificateIds).not.toContain(reservedId);
    expect(deps.documents.kept.has(reservedId)).toBe(false);
    expect(await contradictions()).toEqual([]);
  });

  test('an erasure during a replacement leaves nobody’s name behind', async () => {
    const { deps, step, find, everythingOf } = await worldOf(table.dynamo, table.tableName);
    await Promise.allSettled([
      replaceCertificate({ ...step, name: { nameEn: 'Nora Al-Bishi' } }, deps),
      eraseCertificate(step, deps),
    ]);
    await eraseCertificate(step, deps);
    expect(await everythingOf(step.certificateId)).not.toMatch(/Noura|نورة/);
    expect((await find()).state).toBe('erased');
  });
});
