import { useQuery } from '@tanstack/react-query';
import { Callout } from '../../components/callout.tsx';
import { filled, OwnWords, TypedText, useReader } from '../../components/reader.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import { type Correction, useMyQueries } from '../my-queries.ts';
import type { MyWords } from '../words.ts';

/** Where the newest request for a correction of a certificate stands; nothing while there is none. */
export function CorrectionState({ certificateId }: { readonly certificateId: string }) {
  const { data } = useQuery(useMyQueries().corrections);
  const newest = data?.find((correction) => correction.certificateId === certificateId);
  return newest === undefined ? null : <CorrectionCallout correction={newest} />;
}

/** A request for a correction, with the decision. */
export function CorrectionCallout({ correction }: { readonly correction: Correction }) {
  const { words } = useReader<MyWords>();
  const { format } = useIssuerFacts()(correction.issuerId);
  const texts = words.correction;
  const day = (instant: string | null) => (instant === null ? '' : format.moment(instant).date);
  const decided = {
    date: day(correction.decidedAt),
    note: <OwnWords text={correction.decisionNote ?? ''} />,
  };
  return (
    <Callout tone={correction.state === 'rejected' ? 'warn' : 'neutral'}>
      {correction.state === 'open' && filled(texts.sent, { date: day(correction.requestedAt) })}
      {correction.state === 'approving' && filled(texts.approving, decided)}
      {correction.state === 'approved' && filled(texts.approved, decided)}
      {correction.state === 'rejected' && filled(texts.rejected, decided)}{' '}
      {filled(texts.asked, {
        name: (
          <>
            {correction.nameAr !== null && <TypedText text={correction.nameAr} language="ar" />}{' '}
            {correction.nameEn !== null && <TypedText text={correction.nameEn} language="en" />}
          </>
        ),
      })}
    </Callout>
  );
}
