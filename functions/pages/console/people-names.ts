import { queryOptions, useQuery } from '@tanstack/react-query';
import { listNamesOfPeople } from '../../routes/supervision.ts';
import { useApi } from '../components/api.tsx';
import { useOwnRoles } from './own-roles.tsx';

/** Returns what names whoever did something, by their subject: the person themselves, a colleague, or nobody known. */
export function usePeopleNames(words: { readonly you: string; readonly somebody: string }) {
  const api = useApi();
  const { subject: own } = useOwnRoles();
  const { data } = useQuery(
    queryOptions({
      queryKey: ['people-names'],
      staleTime: 600_000,
      queryFn: async (): Promise<ReadonlyMap<string, string>> =>
        new Map(
          (await api.call(listNamesOfPeople, { query: {} })).items.map(({ subject, name }) => [
            subject,
            name,
          ]),
        ),
    }),
  );
  return (subject: string): string => (subject === own ? words.you : (data?.get(subject) ?? words.somebody));
}
