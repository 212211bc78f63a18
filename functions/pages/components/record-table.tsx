// biome-ignore-all lint/a11y/noRedundantRoles: shown as cards, a browser no longer takes it for a table.
import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table';
import type { ReactNode } from 'react';

const FEATURES = tableFeatures({});

/** One column of a list of records. */
export interface RecordColumn<Row> {
  readonly id: string;
  readonly heading: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand under each other at the end of the cell. */
  readonly isNumber?: true;
}

/** A list of records: a table where there is room, and cards with the headings as labels on a phone. */
export function RecordTable<Row extends object>(props: {
  readonly label: string;
  readonly columns: readonly RecordColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}) {
  const columns = props.columns.map(
    ({ id, heading, cell }): ColumnDef<typeof FEATURES, Row> => ({
      id,
      header: heading,
      cell: ({ row }) => cell(row.original),
    }),
  );
  const table = useTable({ features: FEATURES, columns, data: props.rows, getRowId: props.keyOf });
  const isNumber = new Set(props.columns.filter((column) => column.isNumber).map(({ id }) => id));
  return (
    <table className="records" role="table" aria-label={props.label}>
      <thead role="rowgroup">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row">
            {group.headers.map((header) => (
              <th
                key={header.id}
                role="columnheader"
                scope="col"
                className={isNumber.has(header.id) ? 'number' : ''}
              >
                <table.FlexRender header={header} />
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup">
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id} role="row">
            {row.getAllCells().map((cell) => (
              <td
                key={cell.id}
                role="cell"
                data-label={String(cell.column.columnDef.header ?? '')}
                className={isNumber.has(cell.column.id) ? 'number' : ''}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
