import type { ReactNode } from 'react';
import { useReader } from '../reader.tsx';
import type { ShellWords } from './page-shell.tsx';

/** Heads a page that shows no heading of its own, for who goes by headings; without a text, by what the site is. */
export function PageHeading({ children }: { readonly children?: ReactNode }) {
  const { words } = useReader<ShellWords>();
  return <h1 className="hidden-heading">{children ?? words.siteLine}</h1>;
}
