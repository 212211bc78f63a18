import { MutationCache, notifyManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { ApiClient } from '../../client/api-client.ts';
import { ApiRefusal } from '../../client/api-errors.ts';
import type { Language } from '../../domain/wording/language.ts';

/** A client of the page's own API for whoever is signed in. */
export const apiFor = (token: string, language: Language): ApiClient =>
  new ApiClient({ baseUrl: location.origin, token, language });

/** A client for whoever isn't signed in: of public routes only. */
export const publicApi = (language: Language): ApiClient =>
  new ApiClient({ baseUrl: location.origin, language });

export const ApiContext = createContext<ApiClient | undefined>(undefined);

/** Returns the client of whoever is signed in. */
export function useApi(): ApiClient {
  const api = useContext(ApiContext);
  if (api === undefined) throw new Error('useApi is used before somebody is signed in');
  return api;
}

const READ_AGAIN = 2;

// By a timer, as by default, the second press of a double click came before its button knew that it works.
notifyManager.setScheduler(queueMicrotask);

/**
 * What the page has read stays while it is newer than a minute. A refusal is not asked for again. `onUnauthorized` is
 * called when the service takes the token no more.
 */
export function queryClient(onUnauthorized: () => void = () => undefined): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiRefusal && error.status === 401) onUnauthorized();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        networkMode: 'always',
        retry: (failures, error) => !(error instanceof ApiRefusal) && failures < READ_AGAIN,
      },
      // Without a connection the reader is told so at once, rather than left to wait for one.
      mutations: { networkMode: 'always' },
    },
  });
}
