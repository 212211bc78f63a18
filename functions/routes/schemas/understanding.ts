import * as z from 'zod/mini';
import { FILE_KINDS } from '../../domain/import/import-record.ts';
import { DATE_ORDERS, ENCODINGS, HOURS_UNITS } from '../../domain/import/understanding.ts';
import { described, text, textOrNull, titled } from './fields.ts';

const tableUnderstanding = titled(
  'TableUnderstanding',
  z.strictObject({
    worksheet: described(textOrNull, 'Null for CSV'),
    kind: z.enum(FILE_KINDS),
    headingRow: described(z.int(), 'The row of the headings, or the last one of them'),
    headings: described(
      z.array(z.strictObject({ column: text, heading: text })),
      'The headings taken, as the file writes them, each with the column it stands for',
    ),
    leftOutColumns: described(
      z.array(z.strictObject({ heading: text, row: z.int(), value: text })),
      'Columns left out although they hold data, each with its first value',
    ),
    firstRows: described(
      z.array(z.strictObject({ row: z.int(), cells: z.record(text, text) })),
      'At most three rows, as the file writes them, by column',
    ),
    dateOrder: described(z.nullable(z.enum(DATE_ORDERS)), 'Null where no date leaves it open'),
    hoursUnit: described(z.nullable(z.enum(HOURS_UNITS)), 'Null where no value leaves it open'),
  }),
);

/** How a file was read. */
export const understanding = titled(
  'Understanding',
  z.strictObject({
    encoding: described(z.nullable(z.enum(ENCODINGS)), 'Null for a workbook'),
    encodingGuessed: described(z.boolean(), 'Whether the file doesn’t say its encoding'),
    delimiter: described(textOrNull, 'The character between cells; null for a workbook'),
    tables: described(z.array(tableUnderstanding), 'The tables that were read, one for each worksheet'),
  }),
);
