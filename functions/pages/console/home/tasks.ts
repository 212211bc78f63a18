import type english from '../../../../templates/pages/console/home.en.json';
import type { ApiClient } from '../../../client/api-client.ts';
import { approveBatch, createBatch, listBatches } from '../../../routes/batches.ts';
import { decideHours, listImports, listPendingOpportunities, releaseImport } from '../../../routes/ledger.ts';
import { decideCorrection, listCorrections } from '../../../routes/lifecycle.ts';
import { decideNameRequest, listNameRequests } from '../../../routes/names.ts';
import { acceptPartnership, listPartnerships } from '../../../routes/partners.ts';
import type { Route } from '../../../routes/route.ts';
import { approveInvitation, listPeople } from '../../../routes/supervision.ts';

export type TaskName = keyof (typeof english)['tasks'];

/** How many things wait; `more` where the list goes on beyond what was read, which may hold some as well. */
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
      const { items, cursor } = await api.call(listImports, { query: firstPage(issuer) });
      return waitingAmong(
        items,
        cursor,
        ({ state, awaitingRelease }) => state === 'imported' && awaitingRelease !== null,
      );
    },
  },
  {
    name: 'hours',
    path: '/hours',
    act: decideHours,
    waiting: async (api, issuer) => {
      const { items, cursor } = await api.call(listPendingOpportunities, { query: firstPage(issuer) });
      return { count: items.length, more: cursor !== null };
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
  {
    name: 'corrections',
    path: '/corrections',
    act: decideCorrection,
    waiting: async (api, issuer) => {
      const { items, cursor } = await api.call(listCorrections, { query: firstPage(issuer) });
      return waitingAmong(items, cursor, ({ state }) => state === 'open' || state === 'approving');
    },
  },
  {
    name: 'names',
    path: '/corrections',
    act: decideNameRequest,
    waiting: async (api, issuer) => {
      const { items, cursor } = await api.call(listNameRequests, { query: firstPage(issuer) });
      return waitingAmong(items, cursor, ({ state }) => state === 'requested');
    },
  },
  {
    name: 'invitations',
    path: '/people',
    act: approveInvitation,
    waiting: async (api, issuer) => {
      const query = issuer === undefined ? {} : { issuer };
      const { items, cursor } = await api.call(listPeople, { query });
      return waitingAmong(items, cursor, ({ state }) => state === 'awaiting_approval');
    },
  },
  {
    name: 'partnerships',
    path: '/partners',
    act: acceptPartnership,
    waiting: async (api, partner) => {
      const query = { limit: READ_AT_MOST, ...(partner === undefined ? {} : { partner }) };
      const { items, cursor } = await api.call(listPartnerships, { query });
      return waitingAmong(items, cursor, ({ state }) => state === 'awaiting' || state === 'changed');
    },
  },
];

async function batchesIn(api: ApiClient, issuer: string | undefined, wanted: string): Promise<Waiting> {
  const { items, cursor } = await api.call(listBatches, { query: { limit: READ_AT_MOST } });
  return waitingAmong(
    items,
    cursor,
    ({ state, issuerIds }) => state === wanted && (issuer === undefined || issuerIds.includes(issuer)),
  );
}

const firstPage = (issuer: string | undefined) => ({
  limit: READ_AT_MOST,
  ...(issuer === undefined ? {} : { issuer }),
});

/** Counts what waits on the first page of a list. */
function waitingAmong<Item>(
  items: readonly Item[],
  cursor: string | null,
  isWaiting: (item: Item) => boolean,
): Waiting {
  const count = items.filter(isWaiting).length;
  return { count, more: cursor !== null };
}
