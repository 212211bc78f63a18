import type { IssuingWorld } from './issuing-world.ts';

/** What happens around a call of a port. */
interface Around {
  readonly before?: () => unknown;
  readonly after?: () => unknown;
}

/** The same port, with something before or after one of its calls. */
export function portWith<P extends object>(port: P, call: keyof P, around: Around): P {
  return new Proxy(port, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      if (name !== call) return method.bind(target);
      return async (...what: unknown[]) => {
        await around.before?.();
        const answer = await method.apply(target, what);
        await around.after?.();
        return answer;
      };
    },
  });
}

/** The same register, with something before or after one of its writes. */
export const registerWith = (
  { deps: { register } }: IssuingWorld,
  around: Around,
  write: 'reserve' | 'finalise' = 'finalise',
): IssuingWorld['deps']['register'] => portWith(register, write, around);

export const dies = () => {
  throw new Error('the function has died');
};
