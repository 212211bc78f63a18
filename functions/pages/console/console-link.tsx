import type { AnchorHTMLAttributes } from 'react';
import { Link, useSearch } from 'wouter';
import { addressOf } from './console-path.ts';

/** A link to a path of the console, `/imports/ID`, which opens without loading the page again. */
export function ConsoleLink({
  path,
  ...attributes
}: { readonly path: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  // Absolute: the router's base is in it.
  return <Link {...attributes} href={`~${addressOf(path, useSearch())}`} />;
}
