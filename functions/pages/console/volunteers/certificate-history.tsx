import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getCertificate } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { OwnWords, useReader } from '../../components/reader.tsx';
import { useFormat } from '../issuer-names.ts';
import { usePeopleNames } from '../people-names.ts';
import type { ConsoleWords } from '../words.ts';
import type { IssuedCertificate } from './certificate-state.ts';
import { useVolunteerWords } from './words.ts';

/** The actor of a step that a rule of the issuer decided. */
const POLICY = 'policy';

/** What was done with a certificate, by whom and why; read when it is opened. */
export function CertificateHistory({ certificate }: { readonly certificate: IssuedCertificate }) {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useVolunteerWords();
  const api = useApi();
  const format = useFormat(certificate.issuerId);
  const nameOf = usePeopleNames();
  const [isOpen, setOpen] = useState(false);
  const { certificateId } = certificate;
  const { data, error, refetch } = useQuery({
    queryKey: ['certificate', certificateId],
    enabled: isOpen,
    queryFn: () => api.call(getCertificate, { path: { id: certificateId } }),
  });
  return (
    <details className="entries" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.history}</summary>
      {error && <Failure error={error} again={() => refetch()} />}
      {isOpen && data === undefined && !error && <p>{frame.loading}</p>}
      <ul>
        {data?.events.map(({ sequence, action, actor, at }) => {
          const { date, time } = format.moment(at);
          const note = data.notes.find((one) => one.at === at && one.action === action)?.note;
          return (
            <li key={sequence}>
              {words.actions[action]} · {actor === POLICY ? words.policy : nameOf(actor)} · {date} {time}
              {note && (
                <>
                  {' · '}
                  <OwnWords text={note} />
                </>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
