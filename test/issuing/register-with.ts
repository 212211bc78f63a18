import type { IssuingWorld } from './issuing-world.ts';

/** What happens around a write of the register. */
interface Around {
  readonly before?: () => Promise<unknown>;
  readonly after?: () => unknown;
}

/** The same register, with something before or after one of its writes. */
export function registerWith(
  { parts: { register } }: IssuingWorld,
  around: Around,
  write: 'reserve' | 'finalise' = 'finalise',
): IssuingWorld['parts']['register'] {
  return new Proxy(register, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      if (name !== write) return method.bind(target);
      return async (...what: unknown[]) => {
        await around.before?.();
        const answer = await method.apply(target, what);
        await around.after?.();
        return answer;
      };
    },
  });
}

export const dies = () => {
  throw new Error('the function has died');
};
