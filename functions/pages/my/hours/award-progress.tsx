import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Meter } from 'react-aria-components/Meter';
import { claimCertificate } from '../../../routes/issuing.ts';
import type { BodyInput } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { BarTrack } from '../../components/bar-track.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled, TypedText, useReader } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import type { Progress } from '../my-queries.ts';
import type { MyWords } from '../words.ts';
import { reasonText } from './reason-text.tsx';
import { useHoursWords } from './words.ts';

type Award = Progress['opportunities'][number] | Progress['recognitions'][number];
type Claim = BodyInput<typeof claimCertificate>;

/** Hours against one requirement, what is missing and what to do. */
export function AwardProgress(props: {
  readonly title: ReactNode;
  readonly award: Award;
  readonly claim: Claim;
  /** The list that it is in has a heading of its own. */
  readonly isUnderHeading?: boolean;
  readonly showCertificates: () => void;
  readonly children?: ReactNode;
}) {
  const { words, language } = useReader<MyWords>();
  const texts = useHoursWords().hours;
  const { award, isUnderHeading = false } = props;
  const Title = isUnderHeading ? 'h3' : 'h2';
  const { name, format } = useIssuerFacts()(award.issuerId);
  const approved = format.hours(award.approvedMinutes);
  // A year's appreciation requires no number of hours.
  const hasRequirement = award.requiredMinutes > 1;
  const text = hasRequirement
    ? filled(texts.progress, { approved, required: format.hours(award.requiredMinutes) })
    : filled(texts.approvedOnly, { approved });
  return (
    <article className="card">
      <Title className="card-title">{props.title}</Title>
      <p className="quiet">
        <TypedText text={name} language={language} />
      </p>
      <Meter
        className="meter"
        aria-label={words.tabs.hours}
        value={Math.min(award.approvedMinutes, award.requiredMinutes)}
        maxValue={Math.max(award.requiredMinutes, 1)}
        valueLabel={approved}
      >
        {({ percentage }) => <BarTrack share={hasRequirement ? percentage : 100} />}
      </Meter>
      <p>
        <strong>{text}</strong>
        {award.pendingMinutes > 0 && (
          <>
            {language === 'ar' ? '، ' : '; '}
            {filled(texts.pending, { pending: format.hours(award.pendingMinutes) })}
          </>
        )}
      </p>
      <p>{reasonText(award, texts, name, format)}</p>
      {award.reason === 'ELIGIBLE' && <ClaimButton claim={props.claim} onClaimed={props.showCertificates} />}
      {award.reason === 'ALREADY_ISSUED' && (
        <Button className="action second" onPress={props.showCertificates}>
          {texts.show}
        </Button>
      )}
      {props.children}
    </article>
  );
}

function ClaimButton({ claim, onClaimed }: { readonly claim: Claim; readonly onClaimed: () => void }) {
  const texts = useHoursWords().hours;
  const api = useApi();
  const queries = useQueryClient();
  const issue = useMutation({
    mutationFn: () => api.call(claimCertificate, { body: claim }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClaimed();
    },
  });
  return (
    <>
      <WorkButton isMain isWorking={issue.isPending} onPress={() => issue.mutate()}>
        {issue.isPending ? texts.claiming : texts.claim}
      </WorkButton>
      {issue.error && <Failure error={issue.error} />}
      {issue.data && <Callout tone="good">{texts.claimed}</Callout>}
    </>
  );
}
