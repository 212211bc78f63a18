import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the provider has stored, by model and ID. */
type Stored = Map<string, { readonly payload: AdapterPayload; readonly expiresAt: number }>;

/** Most records of one model; the oldest leave first. Sessions of a machine's own users are a handful. */
const MOST_RECORDS = 10_000;

/**
 * Returns storage for an OpenID provider in memory: sessions, codes and refresh tokens live as long as the process, as
 * signing in again is one click.
 */
export function providerStorage(): (model: string) => Adapter {
  const models = new Map<string, Stored>();
  return (model) => {
    const stored: Stored = models.get(model) ?? new Map();
    models.set(model, stored);
    return adapterOf(stored);
  };
}

function adapterOf(stored: Stored): Adapter {
  const find = async (id: string) => {
    const record = stored.get(id);
    return record !== undefined && record.expiresAt > Date.now() ? record.payload : undefined;
  };
  const findBy = async (field: 'uid' | 'userCode', value: string) =>
    [...stored.values()].find(({ payload }) => payload[field] === value)?.payload;
  return {
    find,
    findByUid: (uid) => findBy('uid', uid),
    findByUserCode: (userCode) => findBy('userCode', userCode),
    async upsert(id, payload, expiresInSeconds = Number.POSITIVE_INFINITY) {
      stored.delete(id);
      stored.set(id, { payload, expiresAt: Date.now() + expiresInSeconds * 1000 });
      const [oldest] = stored.keys();
      if (stored.size > MOST_RECORDS && oldest !== undefined) stored.delete(oldest);
    },
    async consume(id) {
      const record = stored.get(id);
      if (record) record.payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      stored.delete(id);
    },
    async revokeByGrantId(grantId) {
      for (const [id, { payload }] of stored) if (payload.grantId === grantId) stored.delete(id);
    },
  };
}
