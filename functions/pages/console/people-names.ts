import { queryOptions, useQuery } from '@tanstack/react-query';
import { SERVICE_ACTOR, volunteerOfActor } from '../../domain/certificate/actor.ts';
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
  return (subject: string): string => {
    if (subject === own) return people.you;
    if (subject === SERVICE_ACTOR) return people.service;
    const volunteerId = volunteerOfActor(subject);
    if (volunteerId !== undefined) return people.volunteer.replace('{id}', volunteerId);
    return data?.get(subject) ?? people.somebody;
  };
}
