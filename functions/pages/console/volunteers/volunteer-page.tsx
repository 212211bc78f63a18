import { useQuery } from '@tanstack/react-query';
import { nameIn, otherLanguage } from '../../../domain/wording/language.ts';
import { getVolunteer } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { EmailAddress } from '../../components/email-address.tsx';
import { Facts } from '../../components/facts.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { useIssuerNames } from '../issuer-names.ts';
import { RecordPage } from '../record-page.tsx';
import { CertificateCard } from './certificate-card.tsx';
import type { VolunteerFile } from './certificate-state.ts';
import { Timesheet } from './timesheet.tsx';
import { useVolunteerWords } from './words.ts';

/** A volunteer of an issuer: who it is, the certificates with what can be done about each, and the hours. */
export function VolunteerPage(props: { readonly issuerId: string; readonly volunteerId: string }) {
  const words = useVolunteerWords();
  const api = useApi();
  const file = useQuery({
    queryKey: ['volunteer', props.issuerId, props.volunteerId],
    staleTime: 0,
    queryFn: () =>
      api.call(getVolunteer, { path: { id: props.volunteerId }, query: { issuer: props.issuerId } }),
  });
  return (
    <RecordPage listPath="/volunteers" title={words.title} back={words.back} record={file}>
      {({ volunteer, certificates, timesheets, deliveries }) => (
        <>
          <Profile volunteer={volunteer} />
          <section aria-labelledby="certificates">
            <h2 id="certificates">{words.ownCertificates}</h2>
            {certificates.length === 0 && <Callout>{words.noOwnCertificates}</Callout>}
            <div className="cards">
              {certificates.map((certificate) => (
                <CertificateCard
                  key={certificate.certificateId}
                  certificate={certificate}
                  delivery={deliveries.find(
                    ({ certificateId }) => certificateId === certificate.certificateId,
                  )}
                />
              ))}
            </div>
          </section>
          <section aria-labelledby="hours">
            <h2 id="hours">{words.ownHours}</h2>
            {timesheets.length === 0 && <Callout>{words.noHours}</Callout>}
            {timesheets.map((timesheet) => (
              <Timesheet key={timesheet.opportunityId} timesheet={timesheet} />
            ))}
          </section>
        </>
      )}
    </RecordPage>
  );
}

function Profile({ volunteer }: { readonly volunteer: VolunteerFile['volunteer'] }) {
  const words = useVolunteerWords();
  const { language } = useReader();
  const nameOf = useIssuerNames();
  const other = otherLanguage(language);
  return (
    <>
      <h1>
        <TypedText text={nameIn(language, volunteer)} language={language} />
      </h1>
      <Facts
        facts={[
          [
            words.headings.otherName,
            <TypedText key="other" text={nameIn(other, volunteer)} language={other} />,
          ],
          [
            words.headings.id,
            <bdi key="id" dir="ltr">
              {volunteer.volunteerId}
            </bdi>,
          ],
          [words.headings.issuer, nameOf(volunteer.issuerId)],
          [words.profile.kind, words.profile.kinds[volunteer.kind]],
          [
            words.profile.email,
            volunteer.email === null ? (
              words.profile.noEmail
            ) : (
              <EmailAddress key="email">{volunteer.email}</EmailAddress>
            ),
          ],
        ]}
      />
    </>
  );
}
