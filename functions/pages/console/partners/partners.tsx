import { useInfiniteQuery } from '@tanstack/react-query';
import { titleIn } from '../../../domain/wording/language.ts';
import { listPartnerships } from '../../../routes/partners.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Facts } from '../../components/facts.tsx';
import { filled, TypedText, useReader } from '../../components/reader.tsx';
import { inPages } from '../in-pages.ts';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { useIssuer } from '../own-roles.tsx';
import { PagedList } from '../paged-list.tsx';
import { usePeopleNames } from '../people-names.ts';
import { AcceptanceForm } from './acceptance-form.tsx';
import type { Partnership } from './partnership.ts';
import { usePartnerWords } from './words.ts';

/** Joint opportunities that name the chosen issuers as partners, with what was accepted. */
export default function Partners() {
  const words = usePartnerWords();
  const api = useApi();
  const partner = useIssuer();
  const list = useInfiniteQuery({
    ...inPages(['partnerships', partner ?? null], (after) =>
      api.call(listPartnerships, {
        query: { limit: 50, ...(partner === undefined ? {} : { partner }), ...after },
      }),
    ),
    staleTime: 0,
  });
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <PagedList list={list} empty={<Callout>{words.empty}</Callout>}>
        {(partnerships) => (
          <ul className="problem-rows">
            {partnerships.map((partnership) => (
              <li key={`${partnership.partnerId} ${partnership.opportunity.opportunityId}`}>
                <PartnershipPanel partnership={partnership} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </>
  );
}

function PartnershipPanel({ partnership }: { readonly partnership: Partnership }) {
  const words = usePartnerWords();
  const { language } = useReader();
  const { opportunity, state, partnerId, validUntil, acceptedBy, logo } = partnership;
  const format = useFormat(opportunity.issuerId);
  const nameOf = useIssuerNames();
  const personOf = usePeopleNames();
  const facts = [
    [words.partner, nameOf(partnerId)],
    [words.issuer, nameOf(opportunity.issuerId)],
    [words.days, `${format.day(opportunity.startsOn)} – ${format.day(opportunity.endsOn)}`],
    [words.required, format.hours(opportunity.requiredMinutes)],
    [words.beneficiaries, format.numbers([opportunity.beneficiaries])],
    ...(logo === null ? [] : [[words.logo, nameOf(logo)] as const]),
  ] as const;
  return (
    <article className="panel">
      <h2>
        <TypedText text={titleIn(language, opportunity)} language={language} />
      </h2>
      <p>
        <strong>{words.states[state]}</strong>
      </p>
      <Facts facts={facts} />
      {validUntil !== null && acceptedBy !== null && (
        <p>{filled(words.until, { date: format.day(validUntil), name: personOf(acceptedBy) })}</p>
      )}
      <AcceptanceForm partnership={partnership} />
    </article>
  );
}
