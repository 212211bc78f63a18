import fc from 'fast-check';
import type { ChunkMessage } from '../../functions/domain/batch/batch-message.ts';
import { batchProgress, controlBatch } from '../../functions/workflows/batches/control-batch.ts';
import { runBatchChunk } from '../../functions/workflows/batches/run-batch-chunk.ts';
import { sendChunks } from '../../functions/workflows/batches/send-chunks.ts';
import { eraseCertificate } from '../../functions/workflows/lifecycle/erase-certificate.ts';
import { replaceCertificate } from '../../functions/workflows/lifecycle/replace-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/lifecycle/suspend-certificate.ts';
import { noArchives } from '../fakes/no-archives.ts';
import { brokenInvariants } from './broken-invariants.ts';
import { act, type Deps, depsOf, faultOf, issuedTo, stopAtFirst, type Tally } from './interleaving.ts';
import {
  type IssuingCode,
  type IssuingWorld,
  issuingWorld,
  startBatch,
  volunteerIdOf,
} from './issuing-world.ts';
import { type Actor, actorOf, type Death } from './scheduled-ports.ts';
import { faulting, quiet, stallingAt, THROTTLED } from './stalling-ports.ts';

/** Somebody who acts on a batch, or on what it has issued, while others do too. */
const ROLES = [
  'last try',
  'duplicate',
  'second batch',
  'claim',
  'hours rejected',
  'hours added',
  'revocation',
  'replacement',
  'erasure',
  'suspension',
  'pause',
  'resume',
  'cancel',
  'retry',
  'look',
  'sweeper',
] as const;
type Role = 'worker' | 'sender' | (typeof ROLES)[number];

/** A message in the queue: how often it was received, and whether its receiver has said that it is done. */
interface Queued {
  readonly message: ChunkMessage;
  receives: number;
  done: boolean;
  /** Who has it; nobody else gets it while they live. */
  holder?: Actor | undefined;
}

const death = fc.option(
  fc.record({ call: fc.nat({ max: 11 }), moment: fc.constantFrom<Death['moment']>('before', 'after') }),
  { nil: undefined },
);
/** A story has few kinds of roles, each of them often: most faults need several steps of the same few. */
const plays = fc
  .subarray([...ROLES], { minLength: 2, maxLength: 5 })
  .chain((some) =>
    fc.array(cast(['worker', 'worker', 'worker', 'sender', ...some]), { minLength: 3, maxLength: 10 }),
  );
const cast = (roles: readonly Role[]) =>
  fc.record({
    role: fc.constantFrom<Role>(...roles),
    volunteer: fc.nat({ max: 1 }),
    death,
    /** Which of its calls faults, if any. */
    fault: fc.option(fc.nat({ max: 9 }), { nil: undefined, freq: 2 }),
    /** At which of its calls it falls behind, and how many others go by until it goes on. */
    stall: fc.option(fc.record({ step: fc.nat({ max: 16 }), others: fc.integer({ min: 1, max: 6 }) }), {
      nil: undefined,
    }),
  });

/**
 * One story of a batch that is paused, cancelled, resumed and retried, whose workers die and fault, while others revoke,
 * replace, erase and suspend what it has issued. A message comes again unless its worker has said that it is done.
 * Throws what went wrong.
 */
export function steering(code: IssuingCode, tally: Tally) {
  return fc.asyncProperty(
    fc.array(fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 2,
    }),
    plays,
    async (minutes, others) => {
      tally.runs += 1;
      const world = issuingWorld(minutes);
      const queue: Queued[] = [];
      const faults: string[] = [];
      for (const batchId of ['B-1', 'B-2'])
        queue.push({ message: await startBatch(world, code, batchId), receives: 0, done: false });
      const actors: Actor[] = [];
      const waiting: { readonly from: number; readonly goOn: () => void }[] = [];
      for (const [index, { role, volunteer, death: dies, fault, stall }] of others.entries()) {
        const actor = actorOf(dies);
        actors.push(actor);
        const stalls = stallingAt(stall?.step, (goOn) =>
          waiting.push({ from: index + (stall?.others ?? 0), goOn }),
        );
        const deps = faulting(depsOf(world, stalls, actor), fault);
        const volunteerId = volunteerIdOf(volunteer % minutes.length);
        play(role, volunteerId, code, world, deps, queue, actor).catch((thrown: unknown) => {
          if (thrown !== THROTTLED) faults.push(faultOf(thrown));
        });
        await quiet();
        for (const one of waiting.filter(({ from }) => from === index)) one.goOn();
        await quiet();
      }
      for (const one of waiting) one.goOn();
      await quiet();
      tally.deaths += actors.filter(({ died }) => died).length;
      stopAtFirst(faults.filter((fault) => fault !== ''));
      stopAtFirst(brokenInvariants(world.records));
      await settle(world, code, queue);
      const broken = brokenInvariants(world.records, true);
      stopAtFirst(broken.filter((one) => !isOfCancelled(one, world)));
      for (const { batchId, state, plan } of world.records.batches.values()) {
        if (state !== 'done' && state !== 'cancelled') throw new Error(`${batchId} stays ${state}`);
        const counts = world.records.counters.get(batchId)?.outcomes;
        const settled = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
        if (state === 'done' && settled !== plan?.requested)
          throw new Error(`11 ${batchId} is done with ${settled}`);
      }
    },
  );
}

/**
 * What a cancelled batch may leave: a chunk that nobody works on any more, and a failed item, which can't be retried,
 * whose reservation the sweeper has brought to its end.
 */
function isOfCancelled(broken: string, { records }: IssuingWorld): boolean {
  const cancelled = [...records.batches.values()].filter(({ state }) => state === 'cancelled');
  if (broken.endsWith('a chunk without an end'))
    return cancelled.some(({ batchId }) => broken.includes(batchId));
  const failed = [...records.chunks.values()]
    .filter((record) => cancelled.some(({ batchId }) => batchId === record.batchId))
    .flatMap(({ items }) => items.filter(({ outcome }) => outcome === 'failed'));
  return [...records.certificates.values()].some(
    ({ certificateId, volunteerId, events }) =>
      broken.endsWith(`${certificateId} and lists it nowhere`) &&
      events[1]?.facts.counted === 'yes' &&
      failed.some((item) => item.volunteerId === volunteerId),
  );
}

/** A worker gets a message, and says in the end that it is done; one that faults doesn't. */
async function receive(
  queued: Queued | undefined,
  lastTry: boolean,
  deps: Deps,
  actor?: Actor,
): Promise<void> {
  if (queued === undefined) return;
  queued.receives += 1;
  queued.holder = actor;
  try {
    await runBatchChunk(queued.message, { again: queued.receives > 1, lastTry }, deps);
    queued.done = true;
  } finally {
    queued.holder = undefined;
  }
}

async function play(
  role: Role,
  volunteerId: string,
  code: IssuingCode,
  world: IssuingWorld,
  deps: Deps,
  queue: Queued[],
  actor: Actor,
): Promise<void> {
  const control = { ...deps, now: world.deps.now };
  const someone = { actor: 'coordinator-2', canModify: () => true };
  const of = (batchId: string) =>
    queue.filter(
      ({ message, done, holder }) =>
        message.batchId === batchId && !done && (holder === undefined || holder.died),
    );
  switch (role) {
    case 'worker':
      return receive(of('B-1').sort((a, b) => a.receives - b.receives)[0], false, deps, actor);
    case 'last try':
      return receive(of('B-1')[0], true, deps, actor);
    case 'duplicate':
      if (queue[0]) queue.push({ message: queue[0].message, receives: 0, done: false });
      return receive(queue.at(-1), false, deps, actor);
    case 'second batch':
      return receive(of('B-2')[0], false, deps, actor);
    case 'sender':
      return send(world, deps, queue);
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'retry':
      await controlBatch('B-1', role, { by: 'coordinator-2' }, control);
      return;
    case 'look':
      await batchProgress('B-1', control);
      return;
    case 'replacement':
    case 'erasure':
    case 'suspension': {
      const certificateId = await issuedTo(volunteerId, deps);
      if (certificateId === undefined) return;
      const request = { ...someone, certificateId };
      if (role === 'replacement')
        await replaceCertificate({ ...request, name: { nameEn: 'Nora Al-Bishi' } }, deps);
      else if (role === 'erasure')
        await eraseCertificate(request, { ...deps, ...noArchives, corrections: { erase: async () => {} } });
      else await suspendCertificate(request, deps);
      return;
    }
    default:
      return act(
        role,
        volunteerId,
        code,
        world,
        deps,
        [queue[0]?.message, queue[1]?.message] as never,
        new Set(),
      );
  }
}

async function send(world: IssuingWorld, deps: Deps, queue: Queued[]): Promise<void> {
  const waiting = world.deps.queue.waiting;
  const message = waiting[0];
  if (message?.kind !== 'send') return;
  await sendChunks(message, deps);
  waiting.splice(waiting.indexOf(message), 1);
  take(world, queue);
}

/** Chunks that were sent are in the queue of chunks. */
function take(
  {
    deps: {
      queue: { waiting },
    },
  }: IssuingWorld,
  queue: Queued[],
): void {
  for (let at = waiting.length - 1; at >= 0; at -= 1) {
    const message = waiting[at];
    if (message?.kind !== 'chunk') continue;
    waiting.splice(at, 1);
    queue.push({ message, receives: 0, done: false });
  }
}

/** Everything comes again that nobody has said to be done; people let go on what they have stopped. */
async function settle(world: IssuingWorld, code: IssuingCode, queue: Queued[]): Promise<void> {
  const { deps } = world;
  const deliverAll = async () => {
    for (let round = 0; round < 50; round += 1) {
      take(world, queue);
      const next = queue.find(({ done }) => !done);
      if (next) await receive(next, false, deps);
      else if (deps.queue.waiting.length > 0) await send(world, deps, queue);
      else return;
    }
    throw new Error('the queue is never empty');
  };
  await deliverAll();
  for (const batchId of ['B-1', 'B-2']) {
    if (world.records.batches.get(batchId)?.state === 'paused')
      await controlBatch(batchId, 'resume', { by: 'coordinator-2' }, deps);
    await deliverAll();
  }
  for (let look = 1; look <= 4; look += 1) {
    world.wait(20);
    await code.sweepReservations(deps);
    await deliverAll();
  }
  for (let retry = 1; retry <= 2; retry += 1)
    for (const { batchId, state } of world.records.batches.values())
      if (state === 'done' && (world.records.counters.get(batchId)?.outcomes.failed ?? 0) > 0) {
        await controlBatch(batchId, 'retry', { by: 'coordinator-2' }, deps);
        await deliverAll();
        await code.sweepReservations(deps);
      }
}
