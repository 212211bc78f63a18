import type { ReactNode } from 'react';

/** Says what is missing or wrong in a form; it interrupts a screen reader. */
export function Fault({ children }: { readonly children: ReactNode }) {
  return (
    <p className="fault" role="alert">
      {children}
    </p>
  );
}
