import { FileCell, OwnWords, useReader } from '../../components/reader.tsx';
import { RecordTable } from '../../components/record-table.tsx';
import { useFormat } from '../issuer-names.ts';
import type { ImportReport } from './import-queries.ts';
import { useImportWords } from './words.ts';

type Understanding = NonNullable<ImportReport['understanding']>;
type Table = Understanding['tables'][number];

/** How the file was read: columns, first rows, and what was decided where it left something open. */
export function UnderstandingPanel({ report }: { readonly report: ImportReport }) {
  const words = useImportWords();
  const { understanding } = report;
  if (understanding === null || understanding.tables.length === 0) return null;
  return (
    <section aria-labelledby="understanding">
      <h2 id="understanding">{words.understanding.title}</h2>
      {understanding.tables.map((table) => (
        <TablePanel key={`${table.worksheet} ${table.headingRow}`} table={table} />
      ))}
    </section>
  );
}

function TablePanel({ table }: { readonly table: Table }) {
  const { language } = useReader();
  const words = useImportWords();
  const format = useFormat();
  const { understanding: texts } = words;
  const list = new Intl.ListFormat(language, { type: 'unit' });
  const columns = table.headings.map(({ column, heading }) => ({
    id: column,
    heading,
    cell: ({ cells }: Table['firstRows'][number]) => <FileCell text={cells[column] ?? ''} />,
  }));
  return (
    <div className="panel">
      <h3>
        {words.kinds[table.kind]}
        {table.worksheet !== null && (
          <>
            {' · '}
            {texts.worksheet} <OwnWords text={table.worksheet} />
          </>
        )}
      </h3>
      {table.dateOrder !== null && <p>{texts.dates[table.dateOrder]}</p>}
      {table.hoursUnit !== null && <p>{texts.hours[table.hoursUnit]}</p>}
      {table.leftOutColumns.length > 0 && (
        <p>
          {texts.leftOut}: {list.format(table.leftOutColumns.map(({ heading }) => heading))}
        </p>
      )}
      {table.firstRows.length > 0 && (
        <>
          <h4>{texts.firstRows}</h4>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the arrow keys. */}
          <section className="scrolls" aria-label={texts.firstRows} tabIndex={0}>
            <RecordTable
              label={texts.firstRows}
              columns={[
                {
                  id: '#row',
                  heading: texts.row,
                  isNumber: true,
                  cell: ({ row }) => format.numbers([row]),
                },
                ...columns,
              ]}
              rows={table.firstRows}
              keyOf={({ row }) => String(row)}
            />
          </section>
        </>
      )}
    </div>
  );
}
