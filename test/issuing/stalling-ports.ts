import type { Deps } from './interleaving.ts';
import type { Schedule } from './scheduled-ports.ts';

/** What a port throws that faults. */
export const THROTTLED = new Error('throttled');

/** The same ports, of whose calls one faults. */
export function faulting(deps: Deps, at: number | undefined): Deps {
  if (at === undefined) return deps;
  let calls = 0;
  const port = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (inner, name) => {
        const method: unknown = Reflect.get(inner, name, inner);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]) => {
          calls += 1;
          if (calls - 1 === at) return Promise.reject(THROTTLED);
          return method.apply(inner, given);
        };
      },
    });
  return {
    ...deps,
    ledger: port(deps.ledger),
    register: port(deps.register),
    documents: port(deps.documents),
  };
}

/** All that can go on has gone on: stores in memory answer at once. */
export const quiet = () => new Promise((resolve) => setImmediate(resolve));

/** A schedule in which every call goes on at once, save for one, which waits until it is told. */
export function stallingAt(step: number | undefined, stalled: (goOn: () => void) => void): Schedule {
  let steps = 0;
  return {
    schedule: async <T>(task: Promise<T>) => {
      steps += 1;
      if (steps - 1 === step) await new Promise<void>(stalled);
      return task;
    },
  };
}
