import { Button } from 'react-aria-components/Button';
import { decideHours, requestImport } from '../../../routes/ledger.ts';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import type { Batch, ItemFilter } from './batch-queries.ts';
import { reasonTitle } from './reason-words.ts';
import { type BatchWords, useBatchWords } from './words.ts';

/** Why people were refused, and what to do about each reason; a press shows whom it holds back. */
export function ReasonFilters(props: {
  readonly batch: Batch;
  readonly filter: ItemFilter;
  readonly onChoose: (filter: ItemFilter) => void;
}) {
  const words = useBatchWords();
  const format = useFormat(props.batch.issuerIds[0]);
  const { outcome, reason: chosen } = props.filter;
  const reasons = Object.entries(props.batch.reasons).sort(([, one], [, other]) => other - one);
  const advice: Readonly<Record<string, string>> = words.advice;
  return (
    <ul className="reason-filters" aria-label={words.items.reasons}>
      {reasons.map(([reason, count]) => (
        <li key={reason}>
          <Button
            className="reason-filter"
            aria-pressed={chosen === reason}
            onPress={() =>
              props.onChoose({
                ...(outcome === undefined ? {} : { outcome }),
                ...(chosen === reason ? {} : { reason }),
              })
            }
          >
            <strong>{format.number(count)}</strong>
            <span>{reasonTitle(reason, words)}</span>
          </Button>
          <p className="quiet">
            {advice[reason] ?? words.advice.other} <Act reason={reason} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Where reasons are dealt with in the console. */
const SECTIONS: Readonly<Record<string, keyof BatchWords['act']>> = {
  HOURS_PENDING: 'hours',
  HOURS_INSUFFICIENT: 'imports',
  HOURS_CONFLICT: 'imports',
  VOLUNTEER_UNKNOWN: 'imports',
  OPPORTUNITY_UNKNOWN: 'imports',
  NAME_MISSING_AR: 'imports',
  NAME_MISSING_EN: 'imports',
  NAME_NOT_PRINTABLE: 'imports',
  CONSENT_MISSING: 'imports',
};

/** The way to where a reason is dealt with, for whoever may. */
function Act({ reason }: { readonly reason: string }) {
  const { act } = useBatchWords();
  const may = useMay();
  const section = SECTIONS[reason];
  if (section === undefined || !may(section === 'hours' ? decideHours : requestImport)) return null;
  return <ConsoleLink path={`/${section}`}>{act[section]}</ConsoleLink>;
}
