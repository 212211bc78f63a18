import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { titleIn } from '../../../domain/wording/language.ts';
import { listApprovalRequests } from '../../../routes/approvals.ts';
import { decideHours } from '../../../routes/ledger.ts';
import { Callout } from '../../components/callout.tsx';
import { Facts } from '../../components/facts.tsx';
import { Failure } from '../../components/failure.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { useMay, useOwnRoles } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
import { ApprovalRequests } from './approval-requests.tsx';
import { AskSupervisor } from './ask-supervisor.tsx';
import { DecisionForm } from './decision-form.tsx';
import { EntryTable } from './entry-table.tsx';
import { type OpportunityKey, type PendingEntry, usePendingHours, useTitles } from './hours-queries.ts';
import { randomSample } from './random-sample.ts';
import { useHoursWords } from './words.ts';

const SAMPLE = 10;
const NOTHING_CHOSEN: { readonly chosen: readonly string[] } = { chosen: [] };

/** The pending hours of one opportunity: totals, a sample to look at, all of them, and the decision. */
export function PendingHours(opportunity: OpportunityKey) {
  const { words: frame, language } = useReader<ConsoleWords>();
  const words = useHoursWords();
  const format = useFormat(opportunity.issuerId);
  const titles = useTitles(opportunity);
  const title = titles && titleIn(language, titles);
  const id = <bdi dir="ltr">{opportunity.opportunityId}</bdi>;
  const { data, error, refetch, read } = usePendingHours(opportunity);
  return (
    <>
      <p>
        <ConsoleLink path="/hours">{words.back}</ConsoleLink>
      </p>
      <h1>
        {words.title} · {title ? <TypedText text={title} language={language} /> : id}
      </h1>
      {title && <p className="quiet">{id}</p>}
      {error && <Failure error={error} again={() => refetch()} />}
      {data === undefined && !error && (
        <Callout>
          {read === 0 ? frame.loading : words.reading.replace('{count}', format.numbers([read]))}
        </Callout>
      )}
      {data !== undefined && <Decisions opportunity={opportunity} entries={data} />}
    </>
  );
}

function Decisions(props: {
  readonly opportunity: OpportunityKey;
  readonly entries: readonly PendingEntry[];
}) {
  const { opportunity, entries } = props;
  const words = useHoursWords();
  const [draft, setDraft, forgetDraft] = useDraft(
    `hours ${opportunity.issuerId} ${opportunity.opportunityId}`,
    NOTHING_CHOSEN,
  );
  // Somebody else may have decided on some of them meanwhile.
  const waiting = new Set(entries.map(({ entryId }) => entryId));
  const chosen = new Set(draft.chosen.filter((entryId) => waiting.has(entryId)));
  const [seed, setSeed] = useState(1);
  const may = useMay();
  const mayDecide = may(decideHours, opportunity.issuerId);
  const sample = randomSample(entries, SAMPLE, seed);
  return (
    <>
      {entries.length === 0 && <Callout tone="good">{words.nothing}</Callout>}
      {entries.length > 0 && (
        <>
          <Totals entries={entries} />
          {entries.length > SAMPLE && (
            <section aria-labelledby="sample">
              <h2 id="sample">{words.sample}</h2>
              <p>{words.sampleText}</p>
              <EntryTable label={words.sample} entries={sample} />
              <div className="actions">
                <Button className="action second" onPress={() => setSeed(seed + 1)}>
                  {words.another}
                </Button>
              </div>
            </section>
          )}
        </>
      )}
      <MayDo route={decideHours} issuerId={opportunity.issuerId}>
        <DecisionForm opportunity={opportunity} entries={entries} chosen={chosen} onDecided={forgetDraft} />
      </MayDo>
      {entries.length > 0 && <AskSupervisor opportunity={opportunity} />}
      {may(listApprovalRequests, opportunity.issuerId) && <ApprovalRequests {...opportunity} />}
      {entries.length > 0 && (
        <section aria-labelledby="all">
          <h2 id="all">{words.all}</h2>
          <EntryTable
            label={words.all}
            entries={entries}
            {...(mayDecide && { chosen, onChoose: (next) => setDraft({ chosen: [...next] }) })}
          />
        </section>
      )}
    </>
  );
}

function Totals({ entries }: { readonly entries: readonly PendingEntry[] }) {
  const { totals: words } = useHoursWords();
  const format = useFormat(entries[0]?.issuerId);
  const { subject } = useOwnRoles();
  const own = entries.filter(({ recordedBy }) => recordedBy === subject).length;
  // The overview leaves these out: their file's release is what they wait for.
  const ofFiles = entries.filter(({ importId }) => importId !== null).length;
  const facts = [
    [words.hours, format.hours(entries.reduce((minutes, entry) => minutes + entry.minutes, 0))],
    [words.entries, format.numbers([entries.length])],
    [words.volunteers, format.numbers([new Set(entries.map(({ volunteerId }) => volunteerId)).size])],
    ...(own === 0 ? [] : [[words.own, format.numbers([own])] as const]),
    ...(ofFiles === 0 ? [] : [[words.ofFiles, format.numbers([ofFiles])] as const]),
  ] as const;
  return (
    <div className="panel">
      <Facts numbers facts={facts} />
    </div>
  );
}
