import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

/**
 * A button that begins some work and can't begin it twice; without `onPress` it submits its form. It keeps the focus
 * while the work runs, and isn't the component's own pending button: without a progress bar inside, that one announces
 * an element which doesn't exist.
 */
export function WorkButton(props: {
  readonly isWorking: boolean;
  readonly onPress?: () => void;
  readonly isMain?: boolean;
  readonly isWide?: boolean;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}) {
  const { isWorking, onPress } = props;
  const classes = ['action', !props.isMain && 'second', props.isWide && 'wide', isWorking && 'working'];
  return (
    <Button
      className={classes.filter(Boolean).join(' ')}
      type={onPress === undefined && !isWorking ? 'submit' : 'button'}
      isDisabled={props.isDisabled ?? false}
      onPress={() => {
        if (!isWorking) onPress?.();
      }}
    >
      {props.children}
    </Button>
  );
}
