import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components/Button';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { useReader } from '../../components/reader.tsx';
import { useMyQueries } from '../my-queries.ts';
import type { MyWords } from '../words.ts';
import { CertificateCard } from './certificate-card.tsx';

/** The certificates, newest first; revoked and replaced ones stay. */
export function CertificateList({ showHours }: { readonly showHours: () => void }) {
  const { words } = useReader<MyWords>();
  const { data, error, refetch } = useQuery(useMyQueries().certificates);
  if (error) return <Failure error={error} again={() => refetch()} />;
  if (data === undefined) return <Callout>{words.loading}</Callout>;
  if (data.length === 0)
    return (
      <Callout
        title={words.certificates.empty}
        action={
          <Button className="action second" onPress={showHours}>
            {words.tabs.hours}
          </Button>
        }
      >
        {words.certificates.emptyText}
      </Callout>
    );
  return (
    <ul className="cards">
      {data.map((certificate) => (
        <li key={certificate.certificateId}>
          <CertificateCard certificate={certificate} />
        </li>
      ))}
    </ul>
  );
}
