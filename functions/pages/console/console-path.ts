import { useLocation, useSearchParams } from 'wouter';

/** Where the console begins; every place in it is below. */
export const CONSOLE_PATH = '/console';

/** What stays in the address wherever the reader goes: the language that was chosen, and the issuer. */
const KEPT = ['lang', 'issuer'] as const;

/** Returns the address of a path of the console, `/imports/ID`, with what stays. */
export function addressOf(path: string, search = location.search): string {
  const now = new URLSearchParams(search);
  const kept = new URLSearchParams(
    KEPT.flatMap((name) => {
      const value = now.get(name);
      return value === null ? [] : [[name, value] as [string, string]];
    }),
  );
  const query = kept.toString();
  return `${CONSOLE_PATH}${path === '/' ? '' : path}${query === '' ? '' : `?${query}`}`;
}

/** Returns what leads to another path of the console. */
export function useGo(): (path: string) => void {
  const [, navigate] = useLocation();
  // Absolute: the router's base is in it.
  return (path) => navigate(`~${addressOf(path)}`);
}

/** Returns the chosen issuer, undefined for all, and what chooses another. It is in the address, so that a link shows the same. */
export function useIssuerInAddress(): readonly [string | undefined, (issuerId: string | undefined) => void] {
  const [query, setQuery] = useSearchParams();
  return [
    query.get('issuer') ?? undefined,
    (issuerId) =>
      setQuery((before) => {
        if (issuerId === undefined) before.delete('issuer');
        else before.set('issuer', issuerId);
        return before;
      }),
  ];
}
