import type english from '../../../../templates/pages/console/home.en.json';
import type { ApiClient } from '../../../client/api-client.ts';
import { approveBatch, createBatch, listBatches } from '../../../routes/batches.ts';
import { listImports, releaseImport } from '../../../routes/ledger.ts';
import type { Route } from '../../../routes/route.ts';

export type TaskName = keyof (typeof english)['tasks'];

/** How many things wait; `more` where the list goes on beyond what was read. */
export interface Waiting {
  readonly count: number;
  readonly more: boolean;
}

/** A kind of thing that waits for somebody. */
export interface Task {
  readonly name: TaskName;
  /** Where it is dealt with. */
  readonly path: string;
  /** The route that deals with it: whoever may call it sees the task. */
  readonly act: Route;
  readonly waiting: (api: ApiClient, issuer: string | undefined) => Promise<Waiting>;
}

const READ_AT_MOST = 50;

/** Every kind of task, in the order of a half-year's work. */
export const TASKS: readonly Task[] = [
  {
    name: 'importsToRelease',
    path: '/imports',
    act: releaseImport,
    waiting: async (api, issuer) => {
      const query = { limit: READ_AT_MOST, ...(issuer === undefined ? {} : { issuer }) };
      const { items, cursor } = await api.call(listImports, { query });
      const found = items.filter(
        ({ state, awaitingRelease }) => state === 'imported' && awaitingRelease !== null,
      );
      return { count: found.length, more: cursor !== null && found.length > 0 };
    },
  },
  {
    name: 'batchesToConfirm',
    path: '/batches',
    act: createBatch,
    waiting: (api, issuer) => batchesIn(api, issuer, 'draft'),
  },
  {
    name: 'batchesToApprove',
    path: '/batches',
    act: approveBatch,
    waiting: (api, issuer) => batchesIn(api, issuer, 'awaiting_approval'),
  },
];

async function batchesIn(api: ApiClient, issuer: string | undefined, wanted: string): Promise<Waiting> {
  const { items, cursor } = await api.call(listBatches, { query: { limit: READ_AT_MOST } });
  const found = items.filter(
    ({ state, issuerIds }) => state === wanted && (issuer === undefined || issuerIds.includes(issuer)),
  );
  return { count: found.length, more: cursor !== null && found.length > 0 };
}
