import { useQuery } from '@tanstack/react-query';
import { titleIn } from '../../../domain/wording/language.ts';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled, TypedText, useReader } from '../../components/reader.tsx';
import { NameToReview } from '../details/name-to-review.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import { type Progress, useMyQueries } from '../my-queries.ts';
import type { MyWords } from '../words.ts';
import { AwardProgress } from './award-progress.tsx';
import { OwnEntries } from './own-entries.tsx';
import { TranscriptForm } from './transcript-form.tsx';
import { useHoursWords } from './words.ts';

type Recognition = Progress['recognitions'][number];

/** Hours against each requirement, recognitions to claim, and the transcript. */
export default function HoursList({ showCertificates }: { readonly showCertificates: () => void }) {
  const { words, language } = useReader<MyWords>();
  const texts = useHoursWords().hours;
  const { data, error, refetch } = useQuery(useMyQueries().progress);
  if (error) return <Failure error={error} again={() => refetch()} />;
  if (data === undefined) return <Callout>{words.loading}</Callout>;
  const recognitions = data.recognitions.filter(({ reason }) => reason !== 'HOURS_INSUFFICIENT');
  return (
    <>
      <NameToReview profiles={data.profiles} />
      {data.opportunities.length === 0 && <Callout title={texts.empty}>{texts.emptyText}</Callout>}
      <ul className="cards">
        {data.opportunities.map((opportunity) => (
          <li key={`${opportunity.issuerId} ${opportunity.opportunityId}`}>
            <AwardProgress
              title={<TypedText text={titleIn(language, opportunity)} language={language} />}
              award={opportunity}
              claim={{ opportunityId: opportunity.opportunityId, issuerId: opportunity.issuerId }}
              showCertificates={showCertificates}
            >
              <OwnEntries opportunityId={opportunity.opportunityId} issuerId={opportunity.issuerId} />
            </AwardProgress>
          </li>
        ))}
      </ul>
      {recognitions.length > 0 && (
        <>
          <h2 className="list-title">{texts.recognitions}</h2>
          <ul className="cards">
            {recognitions.map((recognition) => (
              <li key={nameOf(recognition)}>
                <AwardProgress
                  title={<RecognitionTitle recognition={recognition} />}
                  award={recognition}
                  isUnderHeading
                  claim={{ recognition: subjectOf(recognition) }}
                  showCertificates={showCertificates}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <TranscriptForm />
    </>
  );
}

function RecognitionTitle({ recognition }: { readonly recognition: Recognition }) {
  const texts = useHoursWords().hours;
  const { format } = useIssuerFacts()(recognition.issuerId);
  return recognition.kind === 'annual'
    ? filled(texts.annual, { year: format.numbers([recognition.year]) })
    : filled(texts.milestone, { hours: format.hours(recognition.hours * 60) });
}

const nameOf = (recognition: Recognition): string =>
  `${recognition.issuerId} ${recognition.kind} ${recognition.kind === 'annual' ? recognition.year : recognition.hours}`;

/** Returns what a claim of a recognition names. */
const subjectOf = (recognition: Recognition) =>
  recognition.kind === 'annual'
    ? ({ kind: 'annual', issuerId: recognition.issuerId, year: recognition.year } as const)
    : ({ kind: 'milestone', issuerId: recognition.issuerId, hours: recognition.hours } as const);
