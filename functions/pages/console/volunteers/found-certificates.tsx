import { nameIn, titleIn } from '../../../domain/wording/language.ts';
import { searchCertificates } from '../../../routes/issuing.ts';
import { TypedText, useReader } from '../../components/reader.tsx';
import { useFormat } from '../issuer-names.ts';
import { stateOf } from './certificate-state.ts';
import { Found } from './found.tsx';
import { useFound } from './use-found.ts';
import { VolunteerLink } from './volunteer-link.tsx';
import { useVolunteerWords } from './words.ts';

/** The certificates whose holder or ID a text finds, newest first. */
export function FoundCertificates({ text }: { readonly text: string }) {
  const words = useVolunteerWords();
  const { language } = useReader();
  const format = useFormat();
  const list = useFound('found-certificates', text, (api, body) => api.call(searchCertificates, { body }));
  const { headings } = words;
  return (
    <Found
      id="found-certificates"
      title={words.certificates}
      nothing={words.noCertificates}
      list={list}
      keyOf={(row) => row.certificateId}
      columns={[
        {
          id: 'holder',
          heading: headings.holder,
          cell: (row) => (
            <VolunteerLink {...row}>
              <TypedText text={nameIn(language, row) ?? row.volunteerId} language={language} />
            </VolunteerLink>
          ),
        },
        {
          id: 'title',
          heading: headings.title,
          cell: (row) => <TypedText text={titleIn(language, row) ?? ''} language={language} />,
        },
        { id: 'state', heading: headings.state, cell: (row) => words.state[stateOf(row)] },
        {
          id: 'issuedOn',
          heading: headings.issuedOn,
          cell: ({ issuedOn }) => (issuedOn === null ? '' : format.day(issuedOn)),
        },
        {
          id: 'certificateId',
          heading: headings.certificateId,
          cell: ({ displayId }) => (
            <bdi className="id" dir="ltr">
              {displayId}
            </bdi>
          ),
        },
      ]}
    />
  );
}
