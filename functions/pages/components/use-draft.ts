import { useState } from 'react';
import { draftKey } from './session/drafts.ts';

/**
 * Keeps what is typed or chosen in a form over a redirect to the sign-in page and a reload, in this tab only, for one
 * account, and until it is sent or the account signs out. Returns the draft, what changes it and what forgets it.
 */
export function useDraft<Draft extends object>(
  name: string,
  empty: Draft,
): readonly [Draft, (draft: Draft) => void, () => void] {
  const key = draftKey(name);
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...stored(key) }));
  const change = (next: Draft) => {
    sessionStorage.setItem(key, JSON.stringify(next));
    setDraft(next);
  };
  const forget = () => {
    sessionStorage.removeItem(key);
    setDraft(empty);
  };
  return [draft, change, forget];
}

function stored(key: string): object {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as object;
  } catch {
    return {};
  }
}
