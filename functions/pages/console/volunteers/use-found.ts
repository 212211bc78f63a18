import { useInfiniteQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../../client/api-client.ts';
import { useApi } from '../../components/api.tsx';
import { inPages } from '../in-pages.ts';
import { useIssuer } from '../own-roles.tsx';

const PAGE = 25;

/** What a search asks for: a text among those of the issuer that is chosen, or of all. */
interface SearchBody {
  readonly text: string;
  readonly limit: number;
  readonly issuerId?: string;
  readonly cursor?: string;
}

/** Reads what a text finds, page by page. `name` tells one kind of search from another. */
export function useFound<Page extends { readonly cursor: string | null }>(
  name: string,
  text: string,
  search: (api: ApiClient, body: SearchBody) => Promise<Page>,
) {
  const api = useApi();
  const issuerId = useIssuer();
  return useInfiniteQuery(
    inPages([name, issuerId ?? null, text], (after) =>
      search(api, { text, limit: PAGE, ...(issuerId && { issuerId }), ...after }),
    ),
  );
}
