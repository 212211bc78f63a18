import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { titleIn } from '../../../domain/wording/language.ts';
import { listOpportunities } from '../../../routes/ledger.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { inPages } from '../in-pages.ts';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { useIssuerFilter } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
import { chosenName, problemOf, type Selection } from './selection.ts';
import { useBatchWords } from './words.ts';

type Opportunity = JsonOf<typeof listOpportunities, 200>['items'][number];

const PAGE = 200;

/** The opportunities of a period, of which some can be chosen. */
export function OpportunityPicker(props: {
  readonly selection: Selection;
  readonly onChange: (chosen: string) => void;
}) {
  const { selection } = props;
  const { words: frame } = useReader<ConsoleWords>();
  const { choose: words } = useBatchWords();
  const [sought, setSought] = useState('');
  const chosen = new Set(selection.chosen === '' ? [] : selection.chosen.split(' '));
  const list = useInfiniteQuery(useOpportunities(selection));
  const columns = useColumns(chosen, (name) => {
    const after = new Set(chosen);
    if (!after.delete(name)) after.add(name);
    props.onChange([...after].join(' '));
  });
  const found = (list.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ track }) => selection.track === '' || track === selection.track)
    .filter(isSought(sought));
  return (
    <section aria-labelledby="opportunities">
      <h2 id="opportunities">{words.opportunities}</h2>
      <p className="hint">{words.opportunitiesText}</p>
      <LabelledField label={words.seek} value={sought} onChange={setSought} maxLength={100} />
      {list.error && <Failure error={list.error} again={() => list.refetch()} />}
      {list.isPending && problemOf(selection) !== 'backwards' && <Callout>{frame.loading}</Callout>}
      {list.data && found.length === 0 && <Callout>{words.none}</Callout>}
      {found.length > 0 && (
        <div className="picker">
          <RecordTable label={words.opportunities} columns={columns} rows={found} keyOf={chosenName} />
        </div>
      )}
      <MoreButton
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => list.fetchNextPage()}
      />
    </section>
  );
}

function useOpportunities(selection: Selection) {
  const { from, to } = selection;
  const api = useApi();
  const filter = useIssuerFilter();
  const query = {
    limit: PAGE,
    ...filter,
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
  return {
    ...inPages(['opportunities', query], (after) =>
      api.call(listOpportunities, { query: { ...query, ...after } }),
    ),
    enabled: problemOf(selection) !== 'backwards',
  };
}

function useColumns(
  chosen: ReadonlySet<string>,
  toggle: (name: string) => void,
): readonly RecordColumn<Opportunity>[] {
  const { choose: words, tracks, headings } = useBatchWords();
  const { language } = useReader();
  const format = useFormat();
  const nameOf = useIssuerNames();
  return [
    {
      id: 'title',
      heading: headings.opportunity,
      cell: (opportunity) => {
        const name = chosenName(opportunity);
        return (
          <Checkbox className="checkbox" isSelected={chosen.has(name)} onChange={() => toggle(name)}>
            <span className="box" aria-hidden="true" />
            <TypedText text={titleIn(language, opportunity)} language={language} />
          </Checkbox>
        );
      },
    },
    { id: 'issuer', heading: headings.issuers, cell: ({ issuerId }) => nameOf(issuerId) },
    { id: 'track', heading: words.track, cell: ({ track }) => tracks[track] },
    { id: 'endsOn', heading: words.endsOn, cell: ({ endsOn }) => format.day(endsOn) },
    {
      id: 'required',
      heading: words.required,
      cell: ({ requiredMinutes }) => format.hours(requiredMinutes),
    },
  ];
}

const isSought = (sought: string) => {
  const wanted = sought.trim().toLocaleLowerCase();
  return ({ titleAr, titleEn, opportunityId }: Opportunity): boolean =>
    [titleAr, titleEn, opportunityId].some((text) => text.toLocaleLowerCase().includes(wanted));
};
