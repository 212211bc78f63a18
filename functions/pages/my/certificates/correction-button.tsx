import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Overlay } from '../../components/overlay/overlay.tsx';
import { lazyPart, useLoadedAhead } from '../../components/page/lazy-part.tsx';
import { useReader } from '../../components/reader.tsx';
import type { OwnCertificate } from '../my-queries.ts';
import type { MyWords } from '../words.ts';

/** Loaded when it is opened. */
const CorrectionForm = lazyPart(() => import('./correction-form.tsx'));
const LATER = [CorrectionForm];

/** Opens the form by which a holder asks for another name. */
export function CorrectionButton({ certificate }: { readonly certificate: OwnCertificate }) {
  const { words } = useReader<MyWords>();
  const [isOpen, setOpen] = useState(false);
  useLoadedAhead(LATER);
  const close = () => setOpen(false);
  return (
    <>
      <Button className="action second" onPress={() => setOpen(true)}>
        {words.certificates.correct}
      </Button>
      <Overlay title={words.correction.title} isOpen={isOpen} onClose={close}>
        <CorrectionForm certificate={certificate} onDone={close} />
      </Overlay>
    </>
  );
}
