import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JsonOf } from '../../../routes/route-types.ts';
import { countDeliveries, listDeliveries, sendAgain } from '../../../routes/supervision.ts';
import { useApi } from '../../components/api.tsx';
import { inPages } from '../in-pages.ts';

export type DeliveryCounts = JsonOf<typeof countDeliveries, 200>;
export type Delivery = JsonOf<typeof listDeliveries, 200>['items'][number];
/** The states in which an email reached nobody. */
export const UNREACHED = ['bounced', 'complained', 'nobody'] as const;
export type Unreached = (typeof UNREACHED)[number];

/** Most emails are handed in within a minute, and reported soon after. */
const ASK_AGAIN_MS = 10_000;
const PAGE = 50;

/** Returns how far the emails about a batch have come; asked for again while some are on their way. */
export function useDeliveryCounts(batchId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['deliveries', batchId, 'counts'],
    queryFn: (): Promise<DeliveryCounts> => api.call(countDeliveries, { path: { id: batchId } }),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data.waiting + data.handed_in > 0 ? ASK_AGAIN_MS : false,
    staleTime: 0,
  });
}

/** Whose certificates are listed: an issuer's, or those of a batch of it, with as many as are counted in the state. */
export interface UnreachedIn {
  readonly issuerId: string;
  readonly batch?: { readonly batchId: string; readonly count: number };
}

/** Returns what reads certificates whose email reached nobody; of a batch anew when their number changes. */
export function useUnreached({ issuerId, batch }: UnreachedIn, state: Unreached) {
  const api = useApi();
  const ofBatch = batch === undefined ? {} : { batchId: batch.batchId };
  return {
    ...inPages(
      ['deliveries', batch?.batchId ?? null, 'unreached', issuerId, state, batch?.count ?? null],
      (after) =>
        api.call(listDeliveries, { query: { issuer: issuerId, state, ...ofBatch, limit: PAGE, ...after } }),
    ),
    ...(batch === undefined ? { staleTime: 0 } : {}),
  };
}

/** Returns what sends the email about a certificate again, to another address where one is named. */
export function useSendAgain({ certificateId }: Delivery) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (email: string) =>
      api.call(sendAgain, { path: { id: certificateId }, body: email === '' ? {} : { email } }),
    onSettled: () =>
      Promise.all(
        ['deliveries', 'volunteer', 'waiting'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      ),
  });
}
