import { otherLanguage } from '../../../domain/wording/language.ts';
import { TypedText, useReader } from '../../components/reader.tsx';
import type { Delivery } from './delivery-queries.ts';

/** A holder's name in the reader's language where there is one, with the certificate below. */
export function Holder({ delivery }: { readonly delivery: Delivery }) {
  const { language } = useReader();
  const { nameAr, nameEn, volunteerId, displayId } = delivery;
  const names = { ar: nameAr, en: nameEn };
  const shown = names[language] ? language : otherLanguage(language);
  const name = names[shown];
  return (
    <div>
      {name ? <TypedText text={name} language={shown} /> : <bdi dir="ltr">{volunteerId}</bdi>}
      <br />
      <a className="quiet" href={`/verify/${displayId}?lang=${language}`} target="_blank" rel="noreferrer">
        <bdi dir="ltr">{displayId}</bdi>
      </a>
    </div>
  );
}
