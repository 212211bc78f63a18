import { useInfiniteQuery } from '@tanstack/react-query';
import { requestImport } from '../../../routes/ledger.ts';
import { Callout } from '../../components/callout.tsx';
import { OwnWords } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { useMay } from '../own-roles.tsx';
import { PagedList } from '../paged-list.tsx';
import { usePeopleNames } from '../people-names.ts';
import { type ListedImport, useImportList } from './import-queries.ts';
import { stateText } from './import-state.ts';
import { UploadPanel } from './upload-panel.tsx';
import { useImportWords } from './words.ts';

/** Files to bring, and what was imported, newest first. */
export function ImportList() {
  const words = useImportWords();
  const list = useInfiniteQuery(useImportList());
  const may = useMay();
  const columns = useColumns();
  return (
    <>
      <h1>{words.title}</h1>
      <MayDo route={requestImport}>
        <UploadPanel />
      </MayDo>
      <section aria-labelledby="imports">
        <h2 id="imports">{words.list}</h2>
        <PagedList
          list={list}
          empty={<Callout title={words.empty}>{may(requestImport) && words.emptyText}</Callout>}
        >
          {(imports) => (
            <RecordTable
              label={words.list}
              columns={columns}
              rows={imports}
              keyOf={({ importId }) => importId}
            />
          )}
        </PagedList>
      </section>
    </>
  );
}

function useColumns(): readonly RecordColumn<ListedImport>[] {
  const words = useImportWords();
  const format = useFormat();
  const nameOf = usePeopleNames();
  const { headings, kinds } = words;
  const number = (count: number) => format.numbers([count]);
  return [
    {
      id: 'file',
      heading: headings.file,
      cell: ({ importId, fileName }) => (
        <ConsoleLink path={`/imports/${importId}`}>
          <OwnWords text={fileName} />
        </ConsoleLink>
      ),
    },
    {
      id: 'kinds',
      heading: headings.kinds,
      cell: (listed) => listed.kinds.map((kind) => kinds[kind]).join(' · '),
    },
    { id: 'state', heading: headings.state, cell: (listed) => stateText(listed, words) },
    { id: 'rows', heading: headings.rows, isNumber: true, cell: ({ counts }) => number(counts.rows) },
    {
      id: 'problems',
      heading: headings.problems,
      isNumber: true,
      cell: ({ problemCount }) => number(problemCount),
    },
    { id: 'recordedBy', heading: headings.recordedBy, cell: ({ recordedBy }) => nameOf(recordedBy) },
    {
      id: 'createdAt',
      heading: headings.createdAt,
      cell: ({ createdAt }) => {
        const { date, time } = format.moment(createdAt);
        return `${date} ${time}`;
      },
    },
  ];
}
