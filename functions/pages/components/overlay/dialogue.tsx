import { type ReactNode, Suspense } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useReader } from '../reader.tsx';

/** A dialogue over the page; Escape, the button and a press outside close it. */
export default function Dialogue(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { words } = useReader<{ readonly close: string; readonly loading: string }>();
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      isDismissable
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title">{props.title}</Heading>
            <Button className="plain" slot="close" aria-label={words.close}>
              ✕
            </Button>
          </div>
          <Suspense fallback={<p>{words.loading}</p>}>{props.children}</Suspense>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
