import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { BarTrack } from '../components/bar-track.tsx';

/** How far some work is, in words and as a bar; the bar only moves until that is known. */
export function WorkProgress(props: {
  readonly label: string;
  readonly isKnown: boolean;
  readonly done: number;
  readonly all: number;
  readonly children: ReactNode;
}) {
  return (
    <ProgressBar
      className="progress"
      aria-label={props.label}
      isIndeterminate={!props.isKnown}
      value={props.done}
      maxValue={Math.max(props.all, 1)}
    >
      {({ percentage, isIndeterminate }) => (
        <>
          {props.children}
          <BarTrack share={isIndeterminate ? undefined : (percentage ?? 0)} />
        </>
      )}
    </ProgressBar>
  );
}
