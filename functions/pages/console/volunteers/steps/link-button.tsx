import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ApiRefusal } from '../../../../client/api-errors.ts';
import { handOutLink, withdrawLinks } from '../../../../routes/lifecycle.ts';
import type { JsonOf } from '../../../../routes/route-types.ts';
import { useApi } from '../../../components/api.tsx';
import { Callout } from '../../../components/callout.tsx';
import { CopyButton } from '../../../components/copy-field.tsx';
import { Failure } from '../../../components/failure.tsx';
import { Overlay } from '../../../components/overlay/overlay.tsx';
import { QrSymbol } from '../../../components/qr-symbol.tsx';
import { useReader } from '../../../components/reader.tsx';
import { WorkButton } from '../../../components/work-button.tsx';
import { useFormat } from '../../issuer-names.ts';
import { useMay } from '../../own-roles.tsx';
import type { IssuedCertificate } from '../certificate-state.ts';
import { useVolunteerWords } from '../words.ts';

type HandedOutLink = JsonOf<typeof handOutLink, 200>;

/** Makes a link that opens a certificate without an account, for a holder without an address; and withdraws all of them. */
export function LinkButton({ certificate }: { readonly certificate: IssuedCertificate }) {
  const { link: words } = useVolunteerWords();
  const api = useApi();
  const may = useMay();
  const format = useFormat(certificate.issuerId);
  const [isOpen, setOpen] = useState(false);
  const path = { id: certificate.certificateId };
  const make = useMutation({ mutationFn: () => api.call(handOutLink, { path }) });
  const withdraw = useMutation({ mutationFn: () => api.call(withdrawLinks, { path }) });
  if (!may(handOutLink, certificate.issuerId)) return null;
  const open = () => {
    make.reset();
    withdraw.reset();
    setOpen(true);
  };
  return (
    <>
      <Button className="action second" onPress={open}>
        {words.button}
      </Button>
      <Overlay title={words.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>
          <bdi dir="ltr">{certificate.displayId}</bdi>
        </p>
        <p>{words.effect}</p>
        {make.data && <MadeLink link={make.data} issuerId={certificate.issuerId} />}
        {withdraw.data && (
          <Callout tone="good">
            {words.withdrawn.replace('{count}', format.numbers([withdraw.data.withdrawn]))}
          </Callout>
        )}
        {make.error &&
          (hasNoLink(make.error) ? <Callout>{words.none}</Callout> : <Failure error={make.error} />)}
        {withdraw.error && <Failure error={withdraw.error} />}
        <div className="actions">
          <WorkButton
            isMain
            isWorking={make.isPending}
            onPress={() => {
              withdraw.reset();
              make.mutate();
            }}
          >
            {make.data ? words.another : words.make}
          </WorkButton>
          <WorkButton
            isWorking={withdraw.isPending}
            onPress={() => {
              make.reset();
              withdraw.mutate();
            }}
          >
            {words.withdraw}
          </WorkButton>
        </div>
      </Overlay>
    </>
  );
}

/** Shown while the dialogue is open, and never again: nobody can look a link up. */
function MadeLink({ link, issuerId }: { readonly link: HandedOutLink; readonly issuerId: string }) {
  const { link: words } = useVolunteerWords();
  const { language } = useReader();
  const format = useFormat(issuerId);
  const { date, time } = format.moment(link.expiresAt);
  const facts = new Intl.ListFormat(language).format(link.asks.map((fact) => words.facts[fact]));
  return (
    <div className="qr" role="status">
      <QrSymbol text={link.url} label={words.qr} />
      <p>{words.until.replace('{date}', date).replace('{time}', time)}</p>
      {facts !== '' && <p>{words.asks.replace('{facts}', facts)}</p>}
      <div className="actions">
        <CopyButton text={link.url} label={words.copy} />
      </div>
    </div>
  );
}

/** Returns whether the issuer's policy gives the certificate no link: its state would allow one. */
const hasNoLink = (error: unknown): boolean =>
  error instanceof ApiRefusal &&
  error.code === 'STATE_CONFLICT' &&
  (error.problem.state === 'issued' || error.problem.state === 'suspended');
