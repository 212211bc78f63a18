import { type ReactNode, Suspense } from 'react';
import { lazyPart, useLoadedAhead } from '../page/lazy-part.tsx';

const Dialogue = lazyPart(() => import('./dialogue.tsx'));
const LATER = [Dialogue];

/** A dialogue over the page while it is open, whose script is loaded once the page stands. */
export function Overlay({
  isOpen,
  ...dialogue
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  useLoadedAhead(LATER);
  return (
    isOpen && (
      <Suspense>
        <Dialogue {...dialogue} />
      </Suspense>
    )
  );
}
