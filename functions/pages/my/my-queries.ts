import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../../client/api-client.ts';
import { listIssuers } from '../../routes/issuers.ts';
import * as issuing from '../../routes/issuing.ts';
import type { JsonOf } from '../../routes/route-types.ts';
import { useApi } from '../components/api.tsx';

export type Progress = JsonOf<typeof issuing.getProgress, 200>;
export type OwnCertificate = JsonOf<typeof issuing.listOwnCertificates, 200>['items'][number];
export type ListedIssuer = JsonOf<typeof listIssuers, 200>['items'][number];
export type OwnTimesheet = JsonOf<typeof issuing.listOwnHours, 200>['items'][number];
export type Correction = JsonOf<typeof issuing.listOwnCorrections, 200>['items'][number];

/** Returns what the page reads of its API. */
export const useMyQueries = () => queriesOf(useApi());

const queriesOf = (api: ApiClient) => ({
  progress: queryOptions({
    queryKey: ['progress'],
    queryFn: (): Promise<Progress> => api.call(issuing.getProgress),
  }),
  certificates: queryOptions({
    queryKey: ['certificates'],
    queryFn: async (): Promise<readonly OwnCertificate[]> =>
      (await api.call(issuing.listOwnCertificates, {})).items,
  }),
  issuers: queryOptions({
    queryKey: ['issuers'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<ReadonlyMap<string, ListedIssuer>> =>
      new Map((await api.call(listIssuers, {})).items.map((issuer) => [issuer.issuerId, issuer])),
  }),
  hours: queryOptions({
    queryKey: ['hours'],
    queryFn: async (): Promise<readonly OwnTimesheet[]> => (await api.call(issuing.listOwnHours, {})).items,
  }),
  corrections: queryOptions({
    queryKey: ['corrections'],
    queryFn: async (): Promise<readonly Correction[]> =>
      (await api.call(issuing.listOwnCorrections, {})).items,
  }),
});
