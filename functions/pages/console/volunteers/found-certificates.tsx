import type { CertificateState } from '../../../domain/certificate/certificate.ts';
import { nameIn, titleIn } from '../../../domain/wording/language.ts';
import { searchCertificates } from '../../../routes/issuing.ts';
import { TypedText, useReader } from '../../components/reader.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat } from '../issuer-names.ts';
import { stateOf } from './certificate-state.ts';
import { Found } from './found.tsx';
import { useFound } from './use-found.ts';
import { VolunteerLink } from './volunteer-link.tsx';
import { useVolunteerWords } from './words.ts';

/** The certificates whose holder or ID a text finds, of an opportunity and in a state where these are named; newest first. */
export function FoundCertificates(props: {
  readonly text: string;
  readonly opportunityId: string;
  readonly state: CertificateState | undefined;
}) {
  const { text, opportunityId, state } = props;
  const words = useVolunteerWords();
  const { language } = useReader();
  const format = useFormat();
  const narrowed = {
    ...(opportunityId === '' ? {} : { opportunityId }),
    ...(state === undefined ? {} : { state }),
  };
  const list = useFound(`found-certificates ${JSON.stringify(narrowed)}`, text, (api, body) =>
    api.call(searchCertificates, { body: { ...body, ...narrowed } }),
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
          cell: ({ certificateId, displayId }) => (
            <ConsoleLink path={`/volunteers/certificates/${certificateId}`}>
              <bdi className="id" dir="ltr">
                {displayId}
              </bdi>
            </ConsoleLink>
          ),
        },
      ]}
    />
  );
}
