import { type FormEvent, useId, useState } from 'react';
import { filled, useReader } from '../components/reader.tsx';
import { IssuerName } from './link-facts.tsx';
import type { LinkView } from './link-types.ts';
import type { ApproveWords } from './words.ts';

const LONGEST_REASON = 500;

/** Asks why shifts are rejected. */
export function RejectForm(props: {
  readonly view: LinkView;
  readonly label: string;
  readonly isBusy: boolean;
  readonly onReject: (reason: string) => void;
  readonly onCancel: () => void;
}) {
  const { words } = useReader<ApproveWords>();
  const id = useId();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setMissing(true);
    props.onReject(reason.trim());
  };
  return (
    <form className="reject-form" onSubmit={send}>
      <h2>{words.rejectTitle}</h2>
      <label htmlFor={id}>{filled(words.reason, { issuer: <IssuerName view={props.view} /> })}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={LONGEST_REASON}
        value={reason}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-missing` : undefined}
        onChange={({ target }) => {
          setReason(target.value);
          setMissing(false);
        }}
      />
      {isMissing && (
        <p id={`${id}-missing`} role="alert" className="missing">
          {words.reasonNeeded}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="action" disabled={props.isBusy}>
          {props.isBusy ? words.sending : props.label}
        </button>
        <button type="button" className="action second" disabled={props.isBusy} onClick={props.onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
