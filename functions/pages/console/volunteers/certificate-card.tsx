import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isStanding } from '../../../domain/certificate/in-force.ts';
import { verificationPath } from '../../../domain/certificate/verification-address.ts';
import { titleIn } from '../../../domain/wording/language.ts';
import { getDocument } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Facts } from '../../components/facts.tsx';
import { Failure } from '../../components/failure.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import type { Delivery } from '../deliveries/delivery-queries.ts';
import { EmailState } from '../deliveries/email-state.tsx';
import { useFormat } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import { CertificateHistory } from './certificate-history.tsx';
import { type IssuedCertificate, stateOf } from './certificate-state.ts';
import { CertificateSteps } from './steps/certificate-steps.tsx';
import { LinkButton } from './steps/link-button.tsx';
import { useVolunteerWords } from './words.ts';

/** A certificate of a volunteer with its state, what can be done about it, and what was done. */
export function CertificateCard(props: {
  readonly certificate: IssuedCertificate;
  /** The email about it; undefined where none was due. */
  readonly delivery: Delivery | undefined;
}) {
  const { certificate, delivery } = props;
  const words = useVolunteerWords();
  const { language } = useReader();
  const may = useMay();
  const [done, setDone] = useState<string>();
  const { certificateId, documentSha256 } = certificate;
  const state = stateOf(certificate);
  const title = titleIn(language, certificate) ?? certificate.displayId;
  return (
    <article className={`card ${state}`} aria-labelledby={`title-${certificateId}`}>
      <div className="card-head">
        <h3 id={`title-${certificateId}`}>
          <TypedText text={title} language={language} />
        </h3>
        <span className="badge">{words.state[state]}</span>
      </div>
      <StateText certificate={certificate} />
      {done && <Callout tone="good">{done}</Callout>}
      <PrintedFacts certificate={certificate} />
      {delivery && <EmailState delivery={delivery} />}
      <div className="actions">
        {documentSha256 !== null && may(getDocument, certificate.issuerId) && (
          <OpenDocument certificateId={certificateId} />
        )}
        <a
          className="action second"
          href={`${verificationPath(certificateId)}?lang=${language}`}
          target="_blank"
          rel="noreferrer"
        >
          {words.check}
        </a>
        {isStanding(certificate) && <LinkButton certificate={certificate} />}
        <CertificateSteps certificate={certificate} onDone={setDone} />
      </div>
      <CertificateHistory certificate={certificate} />
    </article>
  );
}

/** Why a certificate isn't in force. */
function StateText({ certificate }: { readonly certificate: IssuedCertificate }) {
  const words = useVolunteerWords();
  const format = useFormat(certificate.issuerId);
  const { revocation, suspendedAt } = certificate;
  if (revocation !== null)
    return (
      <p className="state-text">
        {words.revokedFor
          .replace('{date}', format.moment(revocation.at).date)
          .replace('{reason}', words.reason[revocation.reasonCode])}
      </p>
    );
  if (suspendedAt === null) return null;
  return <p className="state-text">{words.suspendedOn.replace('{date}', format.moment(suspendedAt).date)}</p>;
}

function PrintedFacts({ certificate }: { readonly certificate: IssuedCertificate }) {
  const { facts } = useVolunteerWords();
  const format = useFormat(certificate.issuerId);
  const { nameAr, nameEn, minutes, period, issuedOn, displayId } = certificate;
  return (
    <Facts
      facts={[
        [
          facts.holder,
          <div key="holder">
            <TypedText text={nameAr ?? ''} language="ar" />
            <br />
            <TypedText text={nameEn ?? ''} language="en" />
          </div>,
        ],
        ...(minutes === null ? [] : [[facts.hours, format.hours(minutes)] as const]),
        ...(period === null ? [] : [[facts.period, format.period(period)] as const]),
        ...(issuedOn === null ? [] : [[facts.issuedOn, format.day(issuedOn)] as const]),
        [
          facts.id,
          <bdi key="id" className="id" dir="ltr">
            {displayId}
          </bdi>,
        ],
      ]}
    />
  );
}

function OpenDocument({ certificateId }: { readonly certificateId: string }) {
  const words = useVolunteerWords();
  const api = useApi();
  const open = useMutation({
    mutationFn: async () =>
      location.assign((await api.call(getDocument, { path: { id: certificateId } })).url),
  });
  return (
    <>
      <WorkButton isWorking={open.isPending} onPress={() => open.mutate()}>
        {open.isPending ? words.opening : words.open}
      </WorkButton>
      {open.error && <Failure error={open.error} />}
    </>
  );
}
