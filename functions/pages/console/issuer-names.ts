import { queryOptions, useQuery } from '@tanstack/react-query';
import { nameIn } from '../../domain/wording/language.ts';
import { listIssuers } from '../../routes/issuers.ts';
import type { JsonOf } from '../../routes/route-types.ts';
import { useApi } from '../components/api.tsx';
import { useReader } from '../components/reader.tsx';
import type { ReaderFormat } from '../reader-format.ts';
import { useIssuer } from './own-roles.tsx';

type ListedIssuer = JsonOf<typeof listIssuers, 200>['items'][number];

/** Returns every issuer by its ID; empty until they are read. */
function useIssuers(): ReadonlyMap<string, ListedIssuer> {
  const api = useApi();
  const { data } = useQuery(
    queryOptions({
      queryKey: ['issuers'],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: async (): Promise<ReadonlyMap<string, ListedIssuer>> =>
        new Map((await api.call(listIssuers, {})).items.map((issuer) => [issuer.issuerId, issuer])),
    }),
  );
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, ListedIssuer> = new Map();

/** Returns what names an issuer in the reader's language; by its ID until the names are read. */
export function useIssuerNames(): (issuerId: string) => string {
  const { language } = useReader();
  const issuers = useIssuers();
  return (issuerId) => {
    const issuer = issuers.get(issuerId);
    if (issuer === undefined) return issuerId;
    return nameIn(language, issuer);
  };
}

/** Returns how numbers, days and times are written: as an issuer's country does, else as that of the chosen issuer. */
export function useFormat(issuerId?: string): ReaderFormat {
  const { formatOf } = useReader();
  const issuers = useIssuers();
  const chosen = useIssuer();
  return formatOf(issuers.get(issuerId ?? chosen ?? '')?.country ?? 'SA');
}
