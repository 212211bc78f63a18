import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiClient } from '../../../client/api-client.ts';
import * as ledger from '../../../routes/ledger.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';

export type PendingEntry = JsonOf<typeof ledger.listPendingHours, 200>['items'][number];
export type Decision = 'approved' | 'rejected';

/** An opportunity of an issuer. */
export interface OpportunityKey {
  readonly issuerId: string;
  readonly opportunityId: string;
}

/** What a decision did. */
export interface DecisionTotals {
  readonly decided: number;
  readonly own: number;
  readonly certified: number;
}

const VOLUNTEERS_AT_ONCE = 200;
/** Entries that one request decides on. */
const ENTRIES_AT_ONCE = 500;

/** Returns all pending hours of an opportunity, and how many volunteers have been read while they are read. */
export function usePendingHours({ issuerId, opportunityId }: OpportunityKey) {
  const api = useApi();
  const [read, setRead] = useState(0);
  const query = useQuery({
    queryKey: ['pending-hours', issuerId, opportunityId],
    staleTime: 0,
    queryFn: async (): Promise<readonly PendingEntry[]> => {
      const entries: PendingEntry[] = [];
      let cursor: string | undefined;
      for (let pages = 1; ; pages += 1) {
        const page = await api.call(ledger.listPendingHours, {
          query: {
            issuer: issuerId,
            opportunity: opportunityId,
            limit: VOLUNTEERS_AT_ONCE,
            ...(cursor === undefined ? {} : { cursor }),
          },
        });
        entries.push(...page.items);
        if (page.cursor === null) return entries;
        cursor = page.cursor;
        setRead(pages * VOLUNTEERS_AT_ONCE);
      }
    },
  });
  return { ...query, read };
}

const OPPORTUNITIES_LOOKED_THROUGH = 200;

/**
 * Returns the titles of an opportunity with pending hours; undefined where they aren't known. They are kept when nothing
 * waits any more.
 */
export function useTitles({ issuerId, opportunityId }: OpportunityKey) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['titles-of-pending', issuerId, opportunityId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const query = { issuer: issuerId, limit: OPPORTUNITIES_LOOKED_THROUGH };
      const { items } = await api.call(ledger.listPendingOpportunities, { query });
      return items.find((one) => one.opportunityId === opportunityId) ?? null;
    },
  });
  return data ?? undefined;
}

/** Decides on all pending hours of an opportunity, some volunteers at a time. */
export async function decideAll(
  api: ApiClient,
  { issuerId, opportunityId }: OpportunityKey,
  decision: Decision,
  onProgress: (totals: DecisionTotals) => void,
): Promise<DecisionTotals> {
  let totals: DecisionTotals = NOTHING;
  let cursor: string | undefined;
  do {
    const body = { decision, issuerId, opportunityId, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await api.call(ledger.decideHours, { body });
    totals = sum(totals, answer);
    onProgress(totals);
    cursor = answer.cursor ?? undefined;
  } while (cursor !== undefined);
  return totals;
}

/** Decides on some entries. */
export async function decideEntries(
  api: ApiClient,
  issuerId: string,
  entryIds: readonly string[],
  decision: Decision,
  onProgress: (totals: DecisionTotals) => void,
): Promise<DecisionTotals> {
  let totals: DecisionTotals = NOTHING;
  for (let from = 0; from < entryIds.length; from += ENTRIES_AT_ONCE) {
    const chunk = entryIds.slice(from, from + ENTRIES_AT_ONCE);
    const answer = await api.call(ledger.decideHours, { body: { decision, issuerId, entryIds: chunk } });
    totals = sum(totals, answer);
    onProgress(totals);
  }
  return totals;
}

const NOTHING: DecisionTotals = { decided: 0, own: 0, certified: 0 };

const sum = (totals: DecisionTotals, answer: JsonOf<typeof ledger.decideHours, 200>): DecisionTotals => ({
  decided: totals.decided + answer.decided,
  own: totals.own + answer.ownEntryIds.length,
  certified: totals.certified + answer.certifiedEntryIds.length,
});
