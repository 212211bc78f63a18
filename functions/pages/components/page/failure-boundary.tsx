import { Component, type ReactNode } from 'react';
import { Failure } from '../failure.tsx';
import { PageHeading } from './page-heading.tsx';

interface Props {
  /** Readies what is drawn for another try; rejects where only a page that is loaded again can have one. */
  readonly ready?: () => Promise<unknown>;
  readonly draw: () => ReactNode;
  /** Whether what is drawn heads the page. */
  readonly isPage?: boolean;
}

interface State {
  readonly failed: { readonly error: unknown } | undefined;
}

/**
 * Keeps the rest of a page where a part of it can't be drawn, as when its script didn't arrive: says so in its place, and
 * tries again when the reader wants it.
 */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { failed: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: { error } };
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === undefined) return this.props.draw();
    return (
      <>
        {this.props.isPage && <PageHeading />}
        <Failure error={failed.error} again={() => void this.#tryAgain()} />
      </>
    );
  }

  async #tryAgain(): Promise<void> {
    const { ready = () => Promise.reject() } = this.props;
    try {
      await ready();
      this.setState({ failed: undefined });
    } catch {
      if (await isPageThere()) location.reload();
    }
  }
}

/** Whether the page's own address answers: without a connection a reload would leave nothing of the page. */
const isPageThere = (): Promise<boolean> =>
  fetch(location.pathname, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
