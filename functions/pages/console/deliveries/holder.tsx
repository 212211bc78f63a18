import { otherLanguage } from '../../../domain/wording/language.ts';
import { TypedText, useReader } from '../../components/reader.tsx';
import { VolunteerLink } from '../volunteers/volunteer-link.tsx';
import type { Delivery } from './delivery-queries.ts';

/** A holder's name in the reader's language where there is one, which leads to their page, with the certificate below. */
export function Holder({ delivery }: { readonly delivery: Delivery }) {
  const { language } = useReader();
  const { nameAr, nameEn, volunteerId, displayId } = delivery;
  const names = { ar: nameAr, en: nameEn };
  const shown = names[language] ? language : otherLanguage(language);
  const name = names[shown];
  return (
    <div>
      <VolunteerLink {...delivery}>
        {name ? <TypedText text={name} language={shown} /> : <bdi dir="ltr">{volunteerId}</bdi>}
      </VolunteerLink>
      <br />
      <a className="quiet" href={`/verify/${displayId}?lang=${language}`} target="_blank" rel="noreferrer">
        <bdi dir="ltr">{displayId}</bdi>
      </a>
    </div>
  );
}
