import { useQuery } from '@tanstack/react-query';
import { nameIn } from '../../../domain/wording/language.ts';
import { getCertificate } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { RecordPage } from '../record-page.tsx';
import { CertificateCard } from './certificate-card.tsx';
import { VolunteerLink } from './volunteer-link.tsx';
import { useVolunteerWords } from './words.ts';

/** One certificate with what was done about it: also for who may not see the volunteer, as an auditor. */
export function CertificatePage({ certificateId }: { readonly certificateId: string }) {
  const words = useVolunteerWords();
  const { language } = useReader();
  const api = useApi();
  const record = useQuery({
    queryKey: ['certificate', certificateId],
    staleTime: 0,
    queryFn: () => api.call(getCertificate, { path: { id: certificateId } }),
  });
  return (
    <RecordPage listPath="/volunteers" title={words.certificate} back={words.back} record={record}>
      {(certificate) => (
        <>
          <h1>
            {words.certificate} · <bdi dir="ltr">{certificate.displayId}</bdi>
          </h1>
          <h2>
            <VolunteerLink {...certificate}>
              <TypedText
                text={nameIn(language, certificate) ?? certificate.volunteerId}
                language={language}
              />
            </VolunteerLink>
          </h2>
          <CertificateCard certificate={certificate} delivery={undefined} />
        </>
      )}
    </RecordPage>
  );
}
