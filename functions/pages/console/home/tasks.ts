import type english from '../../../../templates/pages/console/home.en.json';
import type { ApiClient } from '../../../client/api-client.ts';
import { approveBatch, createBatch, listBatches, retryBatch } from '../../../routes/batches.ts';
import { decideHours, listImports, listPendingOpportunities, releaseImport } from '../../../routes/ledger.ts';
import { decideCorrection, listCorrections } from '../../../routes/lifecycle.ts';
import { decideNameRequest, listNameRequests } from '../../../routes/names.ts';
import { acceptPartnership, listPartnerships } from '../../../routes/partners.ts';
import type { Route } from '../../../routes/route.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import {
  approveInvitation,
  approvePolicy,
  getPolicies,
  listDeliveries,
  listPeople,
  sendAgain,
} from '../../../routes/supervision.ts';

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
  readonly waiting: (api: ApiClient, who: Who) => Promise<Waiting>;
}

/** Who looks at the home page. What waits for another person than them isn't counted. */
export interface Who {
  readonly subject: string;
  /** The chosen issuer; undefined for all of the person's own. */
  readonly issuer: string | undefined;
  /** The issuers for which the person may do what the task asks for. */
  readonly issuers: readonly string[];
}

const READ_AT_MOST = 50;

/** Every kind of task, in the order of a half-year's work. */
export const TASKS: readonly Task[] = [
  {
    name: 'importsToRelease',
    path: '/imports',
    act: releaseImport,
    waiting: async (api, { issuer, subject }) => {
      const { items, cursor } = await api.call(listImports, { query: firstPage(issuer) });
      return waitingAmong(
        items,
        cursor,
        ({ state, awaitingRelease, recordedBy }) =>
          state === 'imported' && awaitingRelease !== null && recordedBy !== subject,
      );
    },
  },
  {
    name: 'hours',
    path: '/hours',
    act: decideHours,
    waiting: async (api, { issuer }) => {
      const { items, cursor } = await api.call(listPendingOpportunities, { query: firstPage(issuer) });
      return { count: items.length, more: cursor !== null };
    },
  },
  {
    name: 'batchesToConfirm',
    path: '/batches',
    act: createBatch,
    waiting: (api, who) => batchesIn(api, who, ({ state }) => state === 'draft'),
  },
  {
    name: 'batchesToApprove',
    path: '/batches',
    act: approveBatch,
    waiting: (api, who) =>
      batchesIn(
        api,
        who,
        ({ state, createdBy, confirmedBy }) =>
          state === 'awaiting_approval' && (confirmedBy ?? createdBy) !== who.subject,
      ),
  },
  {
    name: 'failedItems',
    path: '/batches',
    act: retryBatch,
    waiting: (api, who) => batchesIn(api, who, ({ state, counts }) => state === 'done' && counts.failed > 0),
  },
  {
    name: 'unreached',
    path: '/emails',
    act: sendAgain,
    waiting: async (api, { issuers }) => {
      const lists = await Promise.all(
        issuers.flatMap((issuer) =>
          // Whoever has no address is no task that ends: certificates of theirs are handed out.
          (['bounced', 'complained'] as const).map((state) =>
            api.call(listDeliveries, { query: { issuer, state, limit: READ_AT_MOST } }),
          ),
        ),
      );
      return {
        count: lists.reduce((sum, { items }) => sum + items.length, 0),
        more: lists.some(({ cursor }) => cursor !== null),
      };
    },
  },
  {
    name: 'corrections',
    path: '/corrections',
    act: decideCorrection,
    waiting: async (api, { issuer }) => {
      const { items, cursor } = await api.call(listCorrections, { query: firstPage(issuer) });
      return waitingAmong(items, cursor, ({ state }) => state === 'open' || state === 'approving');
    },
  },
  {
    name: 'names',
    path: '/corrections',
    act: decideNameRequest,
    waiting: async (api, { issuer }) => {
      const { items, cursor } = await api.call(listNameRequests, { query: firstPage(issuer) });
      return waitingAmong(items, cursor, ({ state }) => state === 'requested');
    },
  },
  {
    name: 'invitations',
    path: '/people',
    act: approveInvitation,
    waiting: async (api, { issuer, subject }) => {
      const { items, cursor } = await api.call(listPeople, { query: ofIssuer(issuer) });
      return waitingAmong(
        items,
        cursor,
        ({ state, invitedBy }) => state === 'awaiting_approval' && invitedBy !== subject,
      );
    },
  },
  {
    name: 'policies',
    path: '/people',
    act: approvePolicy,
    waiting: async (api, { issuer, subject }) => {
      const { items, cursor } = await api.call(getPolicies, { query: ofIssuer(issuer) });
      return waitingAmong(
        items,
        cursor,
        ({ proposal }) => proposal !== null && proposal.proposedBy !== subject,
      );
    },
  },
  {
    name: 'partnerships',
    path: '/partners',
    act: acceptPartnership,
    waiting: async (api, { issuer }) => {
      const query = { limit: READ_AT_MOST, ...(issuer === undefined ? {} : { partner: issuer }) };
      const { items, cursor } = await api.call(listPartnerships, { query });
      return waitingAmong(items, cursor, ({ state }) => state === 'awaiting' || state === 'changed');
    },
  },
];

type Batch = JsonOf<typeof listBatches, 200>['items'][number];

async function batchesIn(
  api: ApiClient,
  { issuer }: Who,
  isWaiting: (batch: Batch) => boolean,
): Promise<Waiting> {
  const { items, cursor } = await api.call(listBatches, { query: firstPage(issuer) });
  return waitingAmong(items, cursor, isWaiting);
}

const ofIssuer = (issuer: string | undefined) => (issuer === undefined ? {} : { issuer });

const firstPage = (issuer: string | undefined) => ({
  limit: READ_AT_MOST,
  ...ofIssuer(issuer),
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
