import { useInfiniteQuery } from '@tanstack/react-query';
import { searchCertificates } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { inPages } from '../in-pages.ts';
import { useFormat } from '../issuer-names.ts';
import { useIssuer } from '../own-roles.tsx';
import { stateOf } from './certificate-state.ts';
import { Found } from './found.tsx';
import { VolunteerLink } from './volunteer-link.tsx';
import { useVolunteerWords } from './words.ts';

const PAGE = 25;

/** The certificates whose holder or ID a text finds, newest first. */
export function FoundCertificates({ text }: { readonly text: string }) {
  const words = useVolunteerWords();
  const { language } = useReader();
  const api = useApi();
  const format = useFormat();
  const issuerId = useIssuer();
  const list = useInfiniteQuery(
    inPages(['found-certificates', issuerId ?? null, text], (after) =>
      api.call(searchCertificates, { body: { text, limit: PAGE, ...(issuerId && { issuerId }), ...after } }),
    ),
  );
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
              <TypedText
                text={(language === 'ar' ? row.nameAr : row.nameEn) ?? row.volunteerId}
                language={language}
              />
            </VolunteerLink>
          ),
        },
        {
          id: 'title',
          heading: headings.title,
          cell: (row) => (
            <TypedText text={(language === 'ar' ? row.titleAr : row.titleEn) ?? ''} language={language} />
          ),
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
