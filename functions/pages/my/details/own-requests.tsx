import { useQuery } from '@tanstack/react-query';
import { Failure } from '../../components/failure.tsx';
import { filled, TypedText, useReader } from '../../components/reader.tsx';
import { CorrectionCallout } from '../certificates/correction-state.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import { useMyQueries } from '../my-queries.ts';
import { NameState } from './name-review.tsx';
import type { Profile } from './profiles-by-name.ts';
import { useDetailsWords } from './words.ts';

/** Everything that the volunteer asked an issuer for, and where it stands. */
export function OwnRequests({ profiles }: { readonly profiles: readonly Profile[] }) {
  const { language } = useReader();
  const { data, error, refetch } = useQuery(useMyQueries().corrections);
  const facts = useIssuerFacts();
  const texts = useDetailsWords().requests;
  const names = profiles.filter(({ nameReview }) => nameReview !== null && nameReview.state !== 'confirmed');
  return (
    <section className="panel" aria-labelledby="requests">
      <h2 id="requests">{texts.title}</h2>
      {error && <Failure error={error} again={() => refetch()} />}
      {data?.length === 0 && names.length === 0 && <p>{texts.none}</p>}
      <ul className="requests" hidden={names.length === 0 && !data?.length}>
        {names.map((profile) => (
          <li key={profile.issuerId}>
            <h3>
              {filled(texts.name, {
                issuer: <TypedText text={facts(profile.issuerId).name} language={language} />,
              })}
            </h3>
            <NameState profile={profile} />
          </li>
        ))}
        {data?.map((correction) => (
          <li key={correction.correctionId}>
            <h3>
              {filled(texts.certificate, {
                id: (
                  <bdi className="id" dir="ltr">
                    {correction.displayId}
                  </bdi>
                ),
              })}
            </h3>
            <CorrectionCallout correction={correction} />
          </li>
        ))}
      </ul>
    </section>
  );
}
