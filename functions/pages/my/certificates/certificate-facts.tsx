import type { ReactNode } from 'react';
import { nameIn, titleIn } from '../../../domain/wording/language.ts';
import { Facts } from '../../components/facts.tsx';
import { filled, TypedText, useReader } from '../../components/reader.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import type { MyWords } from '../words.ts';
import { type ShownCertificate, shownStateOf } from './shown-state.ts';

/** A certificate with its state and what is printed on it, and what can be done with it. */
export function CertificateFacts(props: {
  readonly certificate: ShownCertificate;
  /** What most readers come for, above the facts. */
  readonly download: ReactNode;
  readonly children?: ReactNode;
}) {
  const { certificate } = props;
  const { words, language } = useReader<MyWords>();
  const { name, format } = useIssuerFacts()(certificate.issuerId);
  const state = shownStateOf(certificate);
  const title = titleIn(language, certificate);
  const holder = nameIn(language, certificate);
  const { minutes, period, issuedOn, partners } = certificate;
  const facts: readonly (readonly [label: string, value: React.ReactNode])[] = [
    ...(holder === null
      ? []
      : [[words.certificates.holder, <TypedText key="holder" text={holder} language={language} />] as const]),
    ...(minutes === null ? [] : [[words.certificates.hours, format.hours(minutes)] as const]),
    ...(period === null ? [] : [[words.certificates.period, format.period(period)] as const]),
    [words.certificates.issuer, <TypedText key="issuer" text={name} language={language} />],
    ...(partners.length === 0
      ? []
      : [
          [
            words.certificates.partners,
            partners.map((partner) => (
              <div key={partner.issuerId}>
                <TypedText text={nameIn(language, partner)} language={language} />
              </div>
            )),
          ] as const,
        ]),
    ...(issuedOn === null ? [] : [[words.certificates.issuedOn, format.day(issuedOn)] as const]),
    [
      words.certificates.id,
      <bdi key="id" className="id" dir="ltr">
        {certificate.displayId}
      </bdi>,
    ],
  ];
  return (
    <article className={`card ${state}`} aria-labelledby={`title-${certificate.certificateId}`}>
      <div className="card-head">
        <h2 id={`title-${certificate.certificateId}`}>
          <TypedText text={title ?? certificate.displayId} language={language} />
        </h2>
        <span className="badge">{words.certificates.state[state]}</span>
      </div>
      <StateText certificate={certificate} />
      {props.download}
      <Facts facts={facts} />
      {props.children}
    </article>
  );
}

/** Why a certificate isn't in force. */
function StateText({ certificate }: { readonly certificate: ShownCertificate }) {
  const { words } = useReader<MyWords>();
  const { name, format } = useIssuerFacts()(certificate.issuerId);
  const { revocation, suspendedAt, validUntil } = certificate;
  const texts = words.certificates;
  switch (shownStateOf(certificate)) {
    case 'revoked':
      return (
        revocation && (
          <p className="state-text">
            {filled(texts.revoked, {
              date: format.moment(revocation.at).date,
              reason: texts.reason[revocation.reasonCode],
            })}
          </p>
        )
      );
    case 'superseded':
      return <p className="state-text">{texts.superseded}</p>;
    case 'suspended':
      return (
        suspendedAt && (
          <p className="state-text">
            {filled(texts.suspended, { date: format.moment(suspendedAt).date, issuer: name })}
          </p>
        )
      );
    case 'expired':
      return (
        validUntil && <p className="state-text">{filled(texts.expired, { date: format.day(validUntil) })}</p>
      );
    case 'issued':
      return null;
  }
}
