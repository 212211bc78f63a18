import type { Examined } from './examine.ts';

const KEY = 'tawtheeq-file';

/** Keeps what was found in a file for the page that opens next in this tab. */
export const keepForNextPage = (examined: Examined): void =>
  sessionStorage.setItem(KEY, JSON.stringify(examined));

/** Returns what the page before found in a file, once; null when it found nothing. */
export function takeKept(): Examined | null {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return kept === null ? null : JSON.parse(kept);
}
