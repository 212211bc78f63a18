import { useSyncExternalStore } from 'react';
import { Callout } from './callout.tsx';
import { useReader } from './reader.tsx';

/** Says that there is no connection while there is none. */
export function Connection() {
  const { words } = useReader<{ readonly failure: { readonly offline: string } }>();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return online ? null : <Callout tone="warn">{words.failure.offline}</Callout>;
}

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
