import { infiniteQueryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JsonOf } from '../../../routes/route-types.ts';
import { countDeliveries, listDeliveries, sendAgain } from '../../../routes/supervision.ts';
import { useApi } from '../../components/api.tsx';

export type DeliveryCounts = JsonOf<typeof countDeliveries, 200>;
export type Delivery = JsonOf<typeof listDeliveries, 200>['items'][number];
/** The states in which an email reached nobody. */
export type Unreached = 'bounced' | 'complained' | 'nobody';

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

/** Returns what reads an issuer's certificates of a batch whose email reached nobody; anew when their number changes. */
export function useUnreached(batchId: string, issuer: string, state: Unreached, count: number) {
  const api = useApi();
  return infiniteQueryOptions({
    queryKey: ['deliveries', batchId, 'unreached', issuer, state, count],
    queryFn: ({ pageParam }) =>
      api.call(listDeliveries, {
        query: { issuer, state, batchId, limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
  });
}

/** Returns what sends the email about a certificate again, to another address where one is named. */
export function useSendAgain({ certificateId, batchId }: Delivery) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (email: string) =>
      api.call(sendAgain, { path: { id: certificateId }, body: email === '' ? {} : { email } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries', batchId] }),
  });
}
