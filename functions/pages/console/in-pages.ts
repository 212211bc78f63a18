import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

/** Returns what reads a list page by page; `read` is given the cursor of every page but the first. */
export const inPages = <Page extends { readonly cursor: string | null }>(
  queryKey: QueryKey,
  read: (after: { readonly cursor?: string }) => Promise<Page>,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam === '' ? {} : { cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
  });
