import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the provider has stored, by model and ID. */
type Stored = Map<string, { readonly payload: AdapterPayload; readonly expiresAt: number }>;

/** Most records of one model; the oldest leave first. Sessions of a machine's own users are a handful. */
const MOST_RECORDS = 10_000;

/** The storage of an OpenID provider. */
export interface ProviderStorage {
  readonly adapterOf: (model: string) => Adapter;
  /** Ends the refresh tokens of the accounts for which this holds. */
  readonly endSessions: (isEnded: (accountId: string) => boolean) => void;
}

/**
 * Returns storage for an OpenID provider in memory: sessions, codes and refresh tokens live as long as the process, as
 * signing in again is one click.
 */
export function providerStorage(): ProviderStorage {
  const models = new Map<string, Stored>();
  const storedOf = (model: string): Stored => {
    const stored: Stored = models.get(model) ?? new Map();
    models.set(model, stored);
    return stored;
  };
  return {
    adapterOf: (model) => adapterOf(storedOf(model)),
    endSessions: (isEnded) => {
      const tokens = storedOf('RefreshToken');
      for (const [id, { payload }] of tokens) if (isEnded(payload.accountId ?? '')) tokens.delete(id);
    },
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
