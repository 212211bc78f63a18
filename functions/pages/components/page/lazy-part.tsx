import { type ComponentType, lazy, type ReactNode, useEffect } from 'react';
import { FailureBoundary } from './failure-boundary.tsx';

/** A part of a page whose script is loaded when it is first drawn, or ahead of that. */
export interface LazyPart<Props> {
  (props: Props): ReactNode;
  readonly load: () => Promise<unknown>;
}

/**
 * Makes a part of a page from what imports its script. A script that doesn't arrive is a failure in the part's place, with
 * another try: React keeps a rejected import, so that try is another component; Chromium keeps it too, until the page is
 * loaded again, as it must be for the names of the scripts after a deployment.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  isPage = false,
): LazyPart<Props> {
  let Loaded = lazy<ComponentType<Props>>(load);
  const ready = async () => {
    const loaded = await load();
    Loaded = lazy(async () => loaded);
  };
  const Part = (props: Props) => (
    <FailureBoundary ready={ready} isPage={isPage} draw={() => <Loaded {...props} />} />
  );
  return Object.assign(Part, { load });
}

/** Loads parts once the browser has nothing else to do, so that they open without a connection too. */
export function useLoadedAhead(parts: readonly Pick<LazyPart<never>, 'load'>[], isTime = true): void {
  useEffect(() => {
    // An import that fails now would fail when the part is opened.
    if (!isTime || !navigator.onLine) return;
    const loadAll = () => void Promise.allSettled(parts.map(({ load }) => load()));
    // Safari has no such callback.
    if (!('requestIdleCallback' in globalThis)) return void setTimeout(loadAll, 500);
    requestIdleCallback(loadAll);
  }, [parts, isTime]);
}

/** Makes a part, as `lazyPart`, that heads its page. */
export const lazyPage = <Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): LazyPart<Props> => lazyPart(load, true);
