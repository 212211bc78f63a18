import { type RefObject, useEffect, useRef, useState } from 'react';
import { Callout } from '../components/callout.tsx';
import { filled, TypedText, useReader } from '../components/reader.tsx';
import { Failed } from './failed.tsx';
import { IssuerName, Until } from './link-facts.tsx';
import type { LinkView, Shift } from './link-types.ts';
import { RejectForm } from './reject-form.tsx';
import { shiftCount } from './shift-count.ts';
import { ShiftSelection } from './shift-selection.tsx';
import type { Link } from './use-link.ts';
import type { ApproveWords } from './words.ts';

/** What is asked for, with boxes to select shifts and what to do with those that are selected. */
export function OpenRequest({ link, view }: { readonly link: Link; readonly view: LinkView }) {
  const { words, language } = useReader<ApproveWords>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isRejecting, setRejecting] = useState(false);
  const result = useRef<HTMLDivElement>(null);
  useFocusOn(result, link.outcome);
  const waiting = view.shifts.filter(({ standing }) => standing === 'waiting');
  const selected = waiting.filter(({ entryId }) => chosen.has(entryId));
  const decide = async (decision: 'approved' | 'rejected', reason: string) => {
    if (!(await link.decide({ decision, shifts: selected, reason }))) return;
    setChosen(new Set());
    setRejecting(false);
  };
  const count = shiftCount(selected.length, language, words);
  return (
    <>
      <Introduction view={view} />
      <div ref={result} tabIndex={-1}>
        <Outcome link={link} />
      </div>
      <ShiftSelection
        view={view}
        waiting={waiting}
        chosen={chosen}
        onChange={(shifts, isChosen) => setChosen((before) => withShifts(before, shifts, isChosen))}
      />
      <div className="decision-bar">
        {link.failure !== undefined && link.failure !== 'invalid' && <Failed failure={link.failure} />}
        {isRejecting && selected.length > 0 ? (
          <RejectForm
            view={view}
            label={words.rejectNow.replace('{count}', count)}
            isBusy={link.isBusy}
            onReject={(reason) => decide('rejected', reason)}
            onCancel={() => setRejecting(false)}
          />
        ) : (
          <>
            <p aria-live="polite">
              {link.isBusy
                ? words.sending
                : selected.length === 0
                  ? words.noneSelected
                  : words.selected.replace('{count}', count)}
            </p>
            <div className="actions">
              <button
                type="button"
                className="action"
                disabled={selected.length === 0 || link.isBusy}
                onClick={() => void decide('approved', '')}
              >
                {words.approve}
              </button>
              <button
                type="button"
                className="action second"
                disabled={selected.length === 0 || link.isBusy}
                onClick={() => setRejecting(true)}
              >
                {words.reject}
              </button>
            </div>
          </>
        )}
      </div>
    </>
  );
}

function Introduction({ view }: { readonly view: LinkView }) {
  const { words, language } = useReader<ApproveWords>();
  const name = <TypedText text={view.supervisorName ?? ''} language={language} />;
  return (
    <section className="panel greeting">
      <h1>{words.open.title}</h1>
      <p className="lead">{filled(words.open.lead, { issuer: <IssuerName view={view} />, name })}</p>
      <p className="hint">
        {words.open.asYou} {filled(words.open.validUntil, { until: <Until view={view} /> })}
      </p>
    </section>
  );
}

/** What the last decision did. */
function Outcome({ link: { outcome } }: { readonly link: Link }) {
  const { words, language } = useReader<ApproveWords>();
  if (outcome === undefined) return null;
  const { decided, already, changed, decision } = outcome;
  const lines = [
    [decided, decision === 'approved' ? words.approvedResult : words.rejectedResult],
    [already, words.alreadyResult],
    [changed, words.changedResult],
  ] as const;
  return (
    <Callout tone={changed > 0 ? 'warn' : 'good'}>
      {lines.map(([count, text]) =>
        count === 0 ? null : (
          <span key={text} className="outcome-line">
            {text.replace('{count}', shiftCount(count, language, words))}
          </span>
        ),
      )}
    </Callout>
  );
}

/** Moves the focus to an element when something happened, so that a screen reader begins there. */
function useFocusOn(element: RefObject<HTMLElement | null>, event: unknown): void {
  useEffect(() => {
    if (event !== undefined) element.current?.focus();
  }, [element, event]);
}

function withShifts(
  before: ReadonlySet<string>,
  shifts: readonly Shift[],
  isChosen: boolean,
): ReadonlySet<string> {
  const after = new Set(before);
  for (const { entryId } of shifts)
    if (isChosen) after.add(entryId);
    else after.delete(entryId);
  return after;
}
