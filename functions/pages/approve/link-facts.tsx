import { nameIn } from '../../domain/wording/language.ts';
import { EmailAddress } from '../components/email-address.tsx';
import { TypedText, useReader } from '../components/reader.tsx';
import type { LinkView } from './link-types.ts';
import type { ApproveWords } from './words.ts';

/** The name of the entity that asks. */
export function IssuerName({ view: { issuer } }: { readonly view: LinkView }) {
  const { language } = useReader<ApproveWords>();
  return <TypedText text={nameIn(language, issuer)} language={language} />;
}

/** The address of the entity that asks. */
export function EmailLink({ view: { issuer } }: { readonly view: LinkView }) {
  return (
    <a href={`mailto:${issuer.email}`}>
      <EmailAddress>{issuer.email}</EmailAddress>
    </a>
  );
}

/** The end of the link: day and time. */
export function Until({ view }: { readonly view: LinkView }) {
  const { formatOf, language } = useReader<ApproveWords>();
  const { date, time } = formatOf(view.issuer.country).moment(view.validUntil);
  return `${date}${language === 'ar' ? '، ' : ', '}${time}`;
}
