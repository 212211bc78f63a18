import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { searchVolunteers } from '../../../routes/ledger.ts';
import { Callout } from '../../components/callout.tsx';
import { RecordTable } from '../../components/record-table.tsx';
import { useFormat } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import { PagedList } from '../paged-list.tsx';
import { type Batch, type ItemFilter, type Outcome, useBatchItems } from './batch-queries.ts';
import { FindInBatch, type FoundPerson } from './find-in-batch.tsx';
import { useItemColumns } from './item-columns.tsx';
import { ReasonFilters } from './reason-filters.tsx';
import { SaveItems } from './save-items.tsx';
import { useBatchWords } from './words.ts';

/** Everybody in a batch, by name, with what became of them. The counters are filters. */
export function BatchItems({ batch }: { readonly batch: Batch }) {
  const { items: words } = useBatchWords();
  const may = useMay();
  const [chosen, setFilter] = useState<ItemFilter>({});
  const [person, setPerson] = useState<FoundPerson>();
  const filter = person === undefined ? chosen : { volunteer: person.volunteerId };
  const choose = (next: ItemFilter) => {
    setPerson(undefined);
    setFilter(next);
  };
  const list = useInfiniteQuery(useBatchItems(batch, filter));
  const columns = useItemColumns(batch);
  return (
    <section aria-labelledby="items">
      <h2 id="items">{words.title}</h2>
      {may(searchVolunteers) && <FindInBatch batch={batch} chosen={person} onChoose={setPerson} />}
      <Counters batch={batch} filter={filter} onChoose={choose} />
      {(filter.outcome === 'refused' || filter.outcome === 'failed') && (
        <ReasonFilters batch={batch} filter={filter} onChoose={choose} />
      )}
      <SaveItems batch={batch} filter={filter} />
      <PagedList list={list} empty={<Callout>{words.none}</Callout>}>
        {(items) => (
          <RecordTable
            label={words.title}
            columns={columns}
            rows={items}
            keyOf={({ issuerId, volunteerId, opportunityId }) =>
              `${issuerId} ${volunteerId} ${opportunityId}`
            }
          />
        )}
      </PagedList>
    </section>
  );
}

/** How many items have each outcome; a press shows those alone. */
function Counters(props: {
  readonly batch: Batch;
  readonly filter: ItemFilter;
  readonly onChoose: (filter: ItemFilter) => void;
}) {
  const { items: words, outcomes } = useBatchWords();
  const format = useFormat(props.batch.issuerIds[0]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would ask for an answer; these only filter.
    <div className="counters" role="group" aria-label={words.filter}>
      {countersOf(props.batch).map(({ outcome, count }) => (
        <Button
          key={outcome ?? 'all'}
          className={`counter ${outcome ?? 'all'}`}
          aria-pressed={props.filter.volunteer === undefined && props.filter.outcome === outcome}
          onPress={() => props.onChoose(outcome === undefined ? {} : { outcome })}
        >
          <strong>{format.number(count)}</strong>
          <span>{outcome === undefined ? words.all : outcomes[outcome]}</span>
        </Button>
      ))}
    </div>
  );
}

/** Returns what is counted of a batch; what there is none of only where it is always of interest. */
function countersOf({ counts, dryRun }: Batch) {
  const { requested, eligible = 0, issued, alreadyIssued, refused, failed, left } = counts;
  const isPlanned = counts.eligible !== undefined;
  const counters: readonly { readonly outcome: Outcome | undefined; readonly count: number }[] = [
    { outcome: undefined, count: requested },
    ...(isPlanned
      ? [{ outcome: 'eligible' as const, count: eligible }]
      : [{ outcome: 'issued' as const, count: issued }]),
    { outcome: 'refused', count: refused },
    { outcome: 'alreadyIssued', count: alreadyIssued },
    ...(isPlanned || dryRun
      ? []
      : [
          { outcome: 'failed' as const, count: failed },
          { outcome: 'waiting' as const, count: left },
        ]),
  ];
  return counters;
}
