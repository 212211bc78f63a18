import { queryOptions, useQuery } from '@tanstack/react-query';
import { RUNNING_STATES } from '../../../domain/import/import.ts';
import * as ledger from '../../../routes/ledger.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { useReader } from '../../components/reader.tsx';
import { inPages } from '../in-pages.ts';
import { useIssuerFilter } from '../own-roles.tsx';

export type ImportReport = JsonOf<typeof ledger.getImport, 200>;
export type ListedImport = JsonOf<typeof ledger.listImports, 200>['items'][number];
export type ImportProblem = ImportReport['problems'][number];

/** Whether a run is at work, or is to be once its file is there. */
export const isRunning = ({ state }: Pick<ImportReport, 'state'>): boolean =>
  state === 'awaiting_upload' || RUNNING_STATES.includes(state);

const ASK_AGAIN_MS = 1_000;
const PAGE = 30;

/** Returns an import's report; it is asked for again while something is at work on it. */
export function useImport(importId: string) {
  const api = useApi();
  const { language } = useReader();
  return useQuery(
    queryOptions({
      queryKey: ['import', importId, language],
      queryFn: (): Promise<ImportReport> =>
        api.call(ledger.getImport, { path: { id: importId }, query: { lang: language } }),
      refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? ASK_AGAIN_MS : false),
      staleTime: 0,
    }),
  );
}

/** Returns what reads the imports of the chosen issuers, newest first. */
export function useImportList() {
  const api = useApi();
  const filter = useIssuerFilter();
  return {
    ...inPages(['imports', filter], (after) =>
      api.call(ledger.listImports, { query: { limit: PAGE, ...filter, ...after } }),
    ),
    staleTime: 0,
  };
}
