import { TypedText, useReader } from '../../components/reader.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import { NameReview } from './name-review.tsx';
import { type Profile, profilesByName } from './profiles-by-name.ts';
import { useDetailsWords } from './words.ts';

/** The name as it will print, in both scripts, to be confirmed or corrected: once for each name that issuers know. */
export function OwnNames({ profiles }: { readonly profiles: readonly Profile[] }) {
  const { language } = useReader();
  const { nameOf } = useNames();
  const texts = useDetailsWords().details;
  const names = profilesByName(profiles);
  return (
    <section className="panel" aria-labelledby="own-name">
      <h2 id="own-name">{texts.nameTitle}</h2>
      <p>{texts.nameText}</p>
      {names.map((same) => {
        const [first] = same;
        return (
          <div className="own-name-block" key={`${first.nameAr}\n${first.nameEn}`}>
            {names.length > 1 && (
              <h3>
                {same.map(({ issuerId }, index) => (
                  <span key={issuerId}>
                    {index > 0 && (language === 'ar' ? '، ' : ', ')}
                    <TypedText text={nameOf(issuerId)} language={language} />
                  </span>
                ))}
              </h3>
            )}
            <PrintedName profile={first} />
            <NameReview profiles={same} />
          </div>
        );
      })}
      <p className="quiet">{texts.nameWrong}</p>
    </section>
  );
}

/** A name in both scripts. */
export function PrintedName({ profile }: { readonly profile: Pick<Profile, 'nameAr' | 'nameEn'> }) {
  const texts = useDetailsWords().details;
  const scripts = [
    ['ar', texts.inArabic, profile.nameAr],
    ['en', texts.inEnglish, profile.nameEn],
  ] as const;
  return (
    <dl className="card-facts">
      {scripts.map(([script, label, name]) => (
        <div key={script}>
          <dt>{label}</dt>
          <dd className="own-name">
            {name === '' ? texts.missing : <TypedText text={name} language={script} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useNames() {
  const facts = useIssuerFacts();
  return { nameOf: (issuerId: string) => facts(issuerId).name };
}
