import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { verificationPath } from '../../../domain/certificate/verification-address.ts';
import { type Language, titleIn } from '../../../domain/wording/language.ts';
import { CopyButton } from '../../components/copy-field.tsx';
import { Overlay } from '../../components/overlay/overlay.tsx';
import { lazyPart, useLoadedAhead } from '../../components/page/lazy-part.tsx';
import { useReader } from '../../components/reader.tsx';
import type { MyWords } from '../words.ts';
import type { ShownCertificate } from './shown-state.ts';

/** Loaded when they are opened. */
const LinkedInFields = lazyPart(() => import('./linked-in-fields.tsx'));
const QrCode = lazyPart(() => import('./qr-code.tsx'));
const LATER = [LinkedInFields, QrCode];

type OpenOverlay = 'qr' | 'linkedIn';

/** What a holder does with a certificate in force, after downloading it. */
export function CertificateActions({
  certificate,
  children,
}: {
  readonly certificate: ShownCertificate;
  /** Further buttons. */
  readonly children?: ReactNode;
}) {
  const { words, language } = useReader<MyWords>();
  const [open, setOpen] = useState<OpenOverlay>();
  useLoadedAhead(LATER);
  const texts = words.certificates;
  const close = () => setOpen(undefined);
  const address = certificate.verificationUrl ?? '';
  return (
    <>
      <div className="actions">
        {'share' in navigator ? (
          <Button className="action second" onPress={() => share(certificate, language)}>
            {texts.share}
          </Button>
        ) : null}
        <CopyButton text={address} label={texts.copyLink} />
        <Button className="action second" onPress={() => setOpen('qr')}>
          {texts.qr}
        </Button>
        <Button className="action second" onPress={() => setOpen('linkedIn')}>
          {texts.linkedIn}
        </Button>
        <a
          className="action second"
          href={`${verificationPath(certificate.certificateId)}?lang=${language}`}
          target="_blank"
          rel="noreferrer"
        >
          {texts.employer}
        </a>
        {children}
      </div>
      <Overlay title={texts.qrTitle} isOpen={open === 'qr'} onClose={close}>
        <QrCode certificate={certificate} />
      </Overlay>
      <Overlay title={texts.linkedIn} isOpen={open === 'linkedIn'} onClose={close}>
        <LinkedInFields certificate={certificate} />
      </Overlay>
    </>
  );
}

/** Opens the share sheet of the device. Closing it is no failure. */
function share({ verificationUrl, titleAr, titleEn }: ShownCertificate, language: Language): void {
  const title = titleIn(language, { titleAr, titleEn }) ?? '';
  navigator.share({ title, url: verificationUrl ?? '' }).catch(() => undefined);
}
