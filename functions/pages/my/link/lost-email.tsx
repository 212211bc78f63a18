import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../components/api.tsx';
import { SendAgain } from './send-again.tsx';

/** The form that has a link sent again, on a page where nobody is signed in. */
export default function LostEmail() {
  const [queries] = useState(() => queryClient());
  return (
    <QueryClientProvider client={queries}>
      <SendAgain />
    </QueryClientProvider>
  );
}
