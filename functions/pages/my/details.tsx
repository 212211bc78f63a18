import { TypedText, useReader } from '../components/reader.tsx';
import { useIssuerFacts } from './issuer-facts.ts';
import type { Progress } from './my-queries.ts';
import type { MyWords } from './words.ts';

type Profile = Progress['profiles'][number];

/** The name as it will print with each issuer, who to ask, and what is kept. */
export function Details({ progress }: { readonly progress: Progress }) {
  const { words } = useReader<MyWords>();
  const texts = words.details;
  return (
    <>
      <section className="panel" aria-labelledby="own-name">
        <h2 id="own-name">{texts.nameTitle}</h2>
        <p>{texts.nameText}</p>
        {differentNames(progress.profiles).map((profile) => (
          <OwnName
            key={`${profile.nameAr} ${profile.nameEn}`}
            profile={profile}
            isOneOfSeveral={differentNames(progress.profiles).length > 1}
          />
        ))}
        <p className="quiet">{texts.nameWrong}</p>
      </section>
      <section className="panel" aria-labelledby="who-to-ask">
        <h2 id="who-to-ask">{texts.askTitle}</h2>
        <ul className="contacts">
          {progress.profiles.map(({ issuerId }) => (
            <Contact key={issuerId} issuerId={issuerId} />
          ))}
        </ul>
      </section>
      <section className="panel" aria-labelledby="kept">
        <h2 id="kept">{texts.keptTitle}</h2>
        <ul>
          {texts.kept.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <p>{texts.keptText}</p>
      </section>
    </>
  );
}

/** Returns one profile for each name: issuers mostly know the same one. */
const differentNames = (profiles: readonly Profile[]): Profile[] => [
  ...new Map(profiles.map((profile) => [`${profile.nameAr}\n${profile.nameEn}`, profile])).values(),
];

function OwnName(props: { readonly profile: Profile; readonly isOneOfSeveral: boolean }) {
  const { words, language } = useReader<MyWords>();
  const { nameAr, nameEn, issuerId } = props.profile;
  const { name: issuer } = useIssuerFacts()(issuerId);
  const texts = words.details;
  return (
    <>
      {props.isOneOfSeveral && (
        <h3>
          <TypedText text={issuer} language={language} />
        </h3>
      )}
      <dl className="card-facts">
        <div>
          <dt>{texts.inArabic}</dt>
          <dd className="own-name">
            {nameAr === '' ? texts.missing : <TypedText text={nameAr} language="ar" />}
          </dd>
        </div>
        <div>
          <dt>{texts.inEnglish}</dt>
          <dd className="own-name">
            {nameEn === '' ? texts.missing : <TypedText text={nameEn} language="en" />}
          </dd>
        </div>
      </dl>
    </>
  );
}

function Contact({ issuerId }: { readonly issuerId: string }) {
  const { language } = useReader();
  const { name, issuer } = useIssuerFacts()(issuerId);
  return (
    <li>
      <TypedText text={name} language={language} />
      {issuer && (
        <a href={`mailto:${issuer.email}`}>
          <bdi dir="ltr">{issuer.email}</bdi>
        </a>
      )}
    </li>
  );
}
