import { EmailAddress } from '../../components/email-address.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import type { Progress } from '../my-queries.ts';
import { OwnNames } from './own-names.tsx';
import { OwnRequests } from './own-requests.tsx';
import { useDetailsWords } from './words.ts';

/** The name as it will print with each issuer, requests and where they stand, who to ask, and what is kept. */
export default function Details({ progress }: { readonly progress: Progress }) {
  const texts = useDetailsWords().details;
  return (
    <>
      <OwnNames profiles={progress.profiles} />
      <OwnRequests profiles={progress.profiles} />
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

function Contact({ issuerId }: { readonly issuerId: string }) {
  const { language } = useReader();
  const { name, issuer } = useIssuerFacts()(issuerId);
  return (
    <li>
      <TypedText text={name} language={language} />
      {issuer && (
        <a href={`mailto:${issuer.email}`}>
          <EmailAddress>{issuer.email}</EmailAddress>
        </a>
      )}
    </li>
  );
}
