import { queryOptions, useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiRefusal } from '../../../client/api-errors.ts';
import * as batches from '../../../routes/batches.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { getIssuingState, resumeIssuing } from '../../../routes/supervision.ts';
import { useApi } from '../../components/api.tsx';
import { inPages } from '../in-pages.ts';
import { useIssuerFilter } from '../own-roles.tsx';

export type Batch = JsonOf<typeof batches.getBatch, 200>;
export type BatchItem = JsonOf<typeof batches.listBatchItems, 200>['items'][number];
export type Outcome = BatchItem['outcome'];

/** Which items of a batch are shown. */
export interface ItemFilter {
  readonly outcome?: Outcome;
  readonly reason?: string;
  readonly volunteer?: string;
  readonly inForce?: 'yes';
}

const ASK_AGAIN_MS = 1_000;
/** Where only a person's act goes on. */
const LOOK_AGAIN_MS = 10_000;
const PAGE = 50;
const ISSUING_STATE = ['issuing-state'];
const AT_WORK: ReadonlySet<string> = new Set(['planning', 'running']);
const WAITING: ReadonlySet<string> = new Set(['draft', 'awaiting_approval', 'paused']);

/** Returns a batch; it is asked for again while it changes. */
export function useBatch(batchId: string) {
  const api = useApi();
  return useQuery(
    queryOptions({
      queryKey: ['batch', batchId],
      queryFn: (): Promise<Batch> => api.call(batches.getBatch, { path: { id: batchId } }),
      refetchInterval: ({ state: { data } }) => {
        if (data === undefined) return false;
        if (AT_WORK.has(data.state)) return ASK_AGAIN_MS;
        return WAITING.has(data.state) ? LOOK_AGAIN_MS : false;
      },
      staleTime: 0,
    }),
  );
}

/** Returns what reads the batches of the chosen issuers, newest first. */
export function useBatchList() {
  const api = useApi();
  const filter = useIssuerFilter();
  return {
    ...inPages(['batches', filter], (after) =>
      api.call(batches.listBatches, { query: { limit: PAGE, ...filter, ...after } }),
    ),
    staleTime: 0,
  };
}

/** Returns what reads the items of a batch that a filter names, page by page; anew when what was settled changes. */
export function useBatchItems({ batchId, state, counts }: Batch, filter: ItemFilter, limit = PAGE) {
  const api = useApi();
  // While it runs the list stays as it was read: rows that change under the eyes can't be read.
  const queryKey = [
    'batch-items',
    batchId,
    AT_WORK.has(state) ? 'at work' : `${state} ${counts.left}`,
    filter,
    limit,
  ];
  return inPages(queryKey, (after) =>
    api.call(batches.listBatchItems, { path: { id: batchId }, query: { limit, ...filter, ...after } }),
  );
}

type Command =
  | typeof batches.approveBatch
  | typeof batches.pauseBatch
  | typeof batches.resumeBatch
  | typeof batches.cancelBatch
  | typeof batches.retryBatch;

/** Returns what gives a batch a command. */
export function useCommand(batchId: string, route: Command) {
  const api = useApi();
  return useBatchChange(batchId, () => api.call(route, { path: { id: batchId } }));
}

/** Returns what confirms a dry run. */
export function useConfirmation(batchId: string, notify: boolean) {
  const api = useApi();
  return useBatchChange(batchId, () =>
    api.call(batches.createBatch, { body: { confirms: batchId, notify } }),
  );
}

/** A change of a batch. Where another person was faster, the batch is shown as it is now. */
function useBatchChange(batchId: string, change: () => Promise<Batch>) {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: ['batch-change', batchId],
    mutationFn: change,
    onSuccess: (batch) => queries.setQueryData(['batch', batchId], batch),
    onSettled: () =>
      Promise.all(
        [['batch', batchId], ['batches'], ['waiting']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Whether a refusal says that the batch has gone on meanwhile. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof ApiRefusal && error.code === 'STATE_CONFLICT';

/**
 * Returns whether the last change of a batch came too late. The panel that asked for it is gone by the time that is
 * known: another stands there for the state that the batch has reached.
 */
export function useIsOvertaken(batchId: string): boolean {
  const errors = useMutationState({
    filters: { mutationKey: ['batch-change', batchId] },
    select: ({ state }) => state.error,
  });
  return isOvertaken(errors.at(-1));
}

/** A kill switch that holds a batch up: everyone's where it names no issuer. */
export interface Halt {
  readonly issuerId?: string;
  readonly since: string | null;
  readonly by: string | null;
}

/** Returns the kill switches that hold a batch up; none until that is known. */
export function useHalts({ issuerIds, state }: Pick<Batch, 'issuerIds' | 'state'>): readonly Halt[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ISSUING_STATE,
    enabled: state !== 'done' && state !== 'cancelled',
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: () => api.call(getIssuingState),
  });
  if (data === undefined) return [];
  if (data.everyone.halted) return [data.everyone];
  return data.issuers.filter(({ issuerId, halted }) => halted && issuerIds.includes(issuerId));
}

/** Returns what resumes issuing for an issuer. */
export function useResumption(issuerId: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call(resumeIssuing, { body: { issuerId } }),
    onSuccess: (states) => queries.setQueryData(ISSUING_STATE, states),
  });
}
