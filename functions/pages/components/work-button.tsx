import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

/**
 * A button that begins some work and can't begin it twice. It keeps the focus while the work runs, and isn't the
 * component's own pending button: without a progress bar inside, that one announces an element which doesn't exist.
 */
export function WorkButton(props: {
  readonly isWorking: boolean;
  readonly onPress: () => void;
  readonly isMain?: boolean;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}) {
  const { isWorking, onPress } = props;
  return (
    <Button
      className={props.isMain ? 'action' : 'action second'}
      isDisabled={props.isDisabled ?? false}
      {...(isWorking ? { 'data-pending': 'true' } : {})}
      onPress={() => {
        if (!isWorking) onPress();
      }}
    >
      {props.children}
    </Button>
  );
}
