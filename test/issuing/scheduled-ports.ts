import type { Scheduler } from 'fast-check';

/** Decides when a call goes on. */
export type Schedule = Pick<Scheduler, 'schedule'>;

/** When an actor dies: at its n-th call, before the effect or after it with the reply lost. Absent: never. */
export interface Death {
  readonly call: number;
  readonly moment: 'before' | 'after';
}

/** What a whole actor shares, so that its calls are counted over all its ports. */
export interface Actor {
  calls: number;
  readonly death: Death | undefined;
  died: boolean;
}

export const actorOf = (death: Death | undefined): Actor => ({ calls: 0, death, died: false });

/** A process that has died never answers, and never takes another step. */
const silence = () => new Promise<never>(() => {});

/**
 * The same port, whose every effect waits for its turn in the schedule and whose every reply waits again, and which
 * dies with its actor. Methods that return no promise (a stream of records) are passed through.
 */
export function scheduledPort<T extends object>(port: T, scheduler: Schedule, actor: Actor): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      if (method.constructor.name === 'AsyncGeneratorFunction') return method.bind(target);
      return async (...given: unknown[]) => {
        if (actor.died) return silence();
        const call = actor.calls;
        actor.calls += 1;
        const dies = (moment: Death['moment']) => actor.death?.call === call && actor.death.moment === moment;
        await scheduler.schedule(Promise.resolve(), String(name));
        if (actor.died || dies('before')) {
          actor.died = true;
          return silence();
        }
        const answer: unknown = await method.apply(target, given);
        await scheduler.schedule(Promise.resolve(), `${String(name)} answers`);
        if (actor.died || dies('after')) {
          actor.died = true;
          return silence();
        }
        return answer;
      };
    },
  });
}
