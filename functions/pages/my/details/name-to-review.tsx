import { NameReview } from './name-review.tsx';
import { PrintedName } from './own-names.tsx';
import { awaitsReview, type Profile, profilesByName } from './profiles-by-name.ts';
import { useDetailsWords } from './words.ts';

/** Shows each name that the volunteer has yet to look at, before a certificate bears it. */
export function NameToReview({ profiles }: { readonly profiles: readonly Profile[] }) {
  const texts = useDetailsWords().nameReview;
  return profilesByName(profiles.filter(awaitsReview)).map((same) => (
    <section
      className="panel own-name-block"
      key={same[0].issuerId}
      aria-labelledby={`look-${same[0].issuerId}`}
    >
      <h2 id={`look-${same[0].issuerId}`}>{texts.question}</h2>
      <PrintedName profile={same[0]} />
      <NameReview profiles={same} />
    </section>
  ));
}
