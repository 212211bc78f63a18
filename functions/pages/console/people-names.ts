import { queryOptions, useQuery } from '@tanstack/react-query';
import { nameOfActor } from '../../domain/certificate/actor.ts';
import { listNamesOfPeople } from '../../routes/supervision.ts';
import { useApi } from '../components/api.tsx';
import { useReader } from '../components/reader.tsx';
import { useOwnRoles } from './own-roles.tsx';
import { CONSOLE_WORDS } from './words.ts';

/**
 * Returns what names whoever did something, by their subject: the person themselves, a colleague of now or of once, a
 * volunteer, the service, or nobody known.
 */
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
  const names = {
    people: data ?? new Map<string, string>(),
    service: people.service,
    volunteer: (id: string) => people.volunteer.replace('{id}', id),
  };
  return (subject: string): string =>
    subject === own ? people.you : (nameOfActor(subject, names) ?? people.somebody);
}
