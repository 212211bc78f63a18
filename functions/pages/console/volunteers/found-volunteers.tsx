import { nameIn, otherLanguage } from '../../../domain/wording/language.ts';
import { searchVolunteers } from '../../../routes/ledger.ts';
import { TypedText, useReader } from '../../components/reader.tsx';
import { useIssuerNames } from '../issuer-names.ts';
import { Found } from './found.tsx';
import { useFound } from './use-found.ts';
import { VolunteerLink } from './volunteer-link.tsx';
import { useVolunteerWords } from './words.ts';

/** The people whom a text finds, with hours for an opportunity where one is named; best answers first. */
export function FoundVolunteers({
  text,
  opportunityId,
}: {
  readonly text: string;
  readonly opportunityId: string;
}) {
  const words = useVolunteerWords();
  const { language } = useReader();
  const nameOf = useIssuerNames();
  const narrowed = opportunityId === '' ? {} : { opportunityId };
  const list = useFound(`found-volunteers ${opportunityId}`, text, (api, body) =>
    api.call(searchVolunteers, { body: { ...body, ...narrowed } }),
  );
  const { headings } = words;
  const other = otherLanguage(language);
  return (
    <Found
      id="found-volunteers"
      title={words.volunteers}
      nothing={words.nobody}
      list={list}
      keyOf={(row) => `${row.issuerId} ${row.volunteerId}`}
      columns={[
        {
          id: 'name',
          heading: headings.name,
          cell: (row) => (
            <VolunteerLink {...row}>
              <TypedText text={nameIn(language, row)} language={language} />
            </VolunteerLink>
          ),
        },
        {
          id: 'other',
          heading: headings.otherName,
          cell: (row) => <TypedText text={nameIn(other, row)} language={other} />,
        },
        { id: 'id', heading: headings.id, cell: (row) => <bdi dir="ltr">{row.volunteerId}</bdi> },
        { id: 'issuer', heading: headings.issuer, cell: (row) => nameOf(row.issuerId) },
      ]}
    />
  );
}
