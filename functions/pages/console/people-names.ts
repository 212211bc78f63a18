import { queryOptions, useQuery } from '@tanstack/react-query';
import { listNamesOfPeople } from '../../routes/supervision.ts';
import { useApi } from '../components/api.tsx';
import { useReader } from '../components/reader.tsx';
import { useOwnRoles } from './own-roles.tsx';
import { CONSOLE_WORDS } from './words.ts';

/** Returns what names whoever did something, by their subject: the person themselves, a colleague, or nobody known. */
export function usePeopleNames() {
  const { people } = CONSOLE_WORDS[useReader().language];
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
  return (subject: string): string =>
    subject === own ? people.you : (data?.get(subject) ?? people.somebody);
}
