import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Overlay } from '../components/overlay/overlay.tsx';
import { useReader } from '../components/reader.tsx';
import { WorkButton } from '../components/work-button.tsx';
import type { ConsoleWords } from './words.ts';

/** Asks before something is done: what it does is read first. */
export function QuestionDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly isOpen: boolean;
  readonly isWorking: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { words } = useReader<ConsoleWords>();
  return (
    <Overlay title={props.title} isOpen={props.isOpen} onClose={props.onClose}>
      {props.children}
      <div className="actions">
        <WorkButton isMain isWorking={props.isWorking} onPress={props.onConfirm}>
          {props.confirm}
        </WorkButton>
        <Button className="action second" onPress={props.onClose}>
          {words.cancel}
        </Button>
      </div>
    </Overlay>
  );
}
