import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { ApiContext, apiFor, queryClient } from './api.tsx';
import { OpenInBrowser } from './open-in-browser.tsx';
import { useReader } from './reader.tsx';
import type { Account } from './session/session-frame.tsx';

/** Gives a page the client of the API for whoever is signed in, and leads out of apps in which it doesn't work. */
export function WithApi(props: { readonly account: Account; readonly children: ReactNode }) {
  const { token, onUnauthorized } = props.account;
  const { language } = useReader();
  const api = useMemo(() => apiFor(token, language), [token, language]);
  const [queries] = useState(() => queryClient(onUnauthorized));
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        <OpenInBrowser />
        {props.children}
      </ApiContext>
    </QueryClientProvider>
  );
}
