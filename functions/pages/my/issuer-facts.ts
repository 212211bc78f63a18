import { useQuery } from '@tanstack/react-query';
import { nameIn } from '../../domain/wording/language.ts';
import { useReader } from '../components/reader.tsx';
import type { ReaderFormat } from '../reader-format.ts';
import { type ListedIssuer, useMyQueries } from './my-queries.ts';

/**
 * Returns how to name an issuer, and how its country writes dates and numbers. Until the names are here it is an ellipsis;
 * an issuer that isn't among them is named by its ID.
 */
export function useIssuerFacts(): (issuerId: string) => {
  readonly name: string;
  readonly issuer: ListedIssuer | undefined;
  readonly format: ReaderFormat;
} {
  const { language, formatOf } = useReader();
  const { data, isPending } = useQuery(useMyQueries().issuers);
  return (issuerId) => {
    const issuer = data?.get(issuerId);
    return {
      issuer,
      name: issuer === undefined ? (isPending ? '…' : issuerId) : nameIn(language, issuer),
      format: formatOf(issuer?.country ?? 'SA'),
    };
  };
}
