import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { nameIn } from '../../../domain/wording/language.ts';
import { getApprovalRequest } from '../../../routes/approvals.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { OwnWords, TypedText, useReader } from '../../components/reader.tsx';
import { useFormat } from '../issuer-names.ts';
import type { ConsoleWords } from '../words.ts';
import { useHoursWords } from './words.ts';

/** How far a supervisor has decided by a link, and why shifts were rejected; read when it is opened. */
export function ApprovalDecisions(props: {
  readonly requestId: string;
  readonly issuerId: string;
  readonly state: string;
}) {
  const { ask: words } = useHoursWords();
  const { words: frame, language } = useReader<ConsoleWords>();
  const api = useApi();
  const format = useFormat(props.issuerId);
  const [isOpen, setOpen] = useState(false);
  const { requestId, state } = props;
  const { data, error, refetch } = useQuery({
    queryKey: ['approval-request', requestId, state],
    enabled: isOpen,
    staleTime: 0,
    queryFn: () => api.call(getApprovalRequest, { path: { id: requestId } }),
  });
  const shifts = data?.shifts ?? [];
  const countOf = (wanted: string) =>
    format.number(shifts.filter(({ standing }) => standing === wanted).length);
  return (
    <details className="entries" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.decisions}</summary>
      {error && <Failure error={error} again={() => refetch()} />}
      {isOpen && data === undefined && !error && <p>{frame.loading}</p>}
      {data && (
        <>
          <p>
            {words.standings
              .replace('{approved}', countOf('approved'))
              .replace('{rejected}', countOf('rejected'))
              .replace('{waiting}', countOf('waiting'))}
          </p>
          <ul>
            {shifts
              .filter(({ standing }) => standing === 'rejected')
              .map((shift) => (
                <li key={shift.entryId}>
                  <TypedText text={nameIn(language, shift) ?? shift.volunteerId} language={language} />
                  {shift.date && ` · ${format.day(shift.date)}`}
                  {' · '}
                  {shift.reason === null ? words.rejectedElsewhere : <OwnWords text={shift.reason} />}
                </li>
              ))}
          </ul>
        </>
      )}
    </details>
  );
}
