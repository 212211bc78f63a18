import type { ProblemCode } from '../domain/import/import-problem.ts';
import type { ProblemText } from './problem-text.ts';
import { RECORD_PROBLEMS_EN } from './problems/record-problems-en.ts';
import { VALUE_PROBLEMS_EN } from './problems/value-problems-en.ts';

/** The English text of each problem of an import. */
export const PROBLEMS_EN: Readonly<Record<ProblemCode, ProblemText>> = {
  ...RECORD_PROBLEMS_EN,
  ...VALUE_PROBLEMS_EN,
  FILE_TYPE: [
    'The file is neither CSV nor XLSX but {found}.',
    'Save it as CSV (UTF-8) or as XLSX, and import that.',
  ],
  FILE_TOO_LARGE: [
    'The file exceeds the limit of {limit} {unit}.',
    'Split it, or save it as CSV, which may be larger.',
  ],
  WORKBOOK_TOO_LARGE: [
    'Unpacked, the workbook is larger than {limit} MB, or it contains more than {parts} internal files.',
    'Save the rows alone in a new workbook, or as CSV.',
  ],
  FILE_EMPTY: ['There is no row of data in the file.', 'Check that the right file was chosen.'],
  FILE_CHANGED: ['The file was replaced while it was being checked.', 'Start the import again.'],
  FILE_DAMAGED: [
    'The workbook can’t be read: it is damaged or was transferred incompletely.',
    'Copy it again from its source, or open it in Excel and save it again as XLSX.',
  ],
  FILE_ENCODING_UNREAD: [
    'The text of the file is in the encoding {encoding}, which can’t be read.',
    'Open it in the program that wrote it, save it as “CSV UTF-8” or XLSX, and import that.',
  ],
  FILE_ENCODING_UNCLEAR: [
    'The file doesn’t say its encoding, and its text can be read in two ways: “{reading}” in Windows-1256, or “{otherReading}” in {otherEncoding}.',
    'Open it in the program that wrote it, save it as “CSV UTF-8” or XLSX, and import that.',
  ],
  FILE_CUT_OFF: [
    'The file ends in the middle of a character: it was transferred or saved incompletely.',
    'Copy it again from its source.',
  ],
  FILE_ENCODING: ['Part of the file’s text is not UTF-8.', 'Save it as “CSV UTF-8” and import that.'],
  FILE_PROTECTED: [
    'The workbook is protected by a password, or is in the old .xls format.',
    'Save it without a password as XLSX.',
  ],
  TOO_MANY_ROWS: ['There are more than {limit} rows.', 'Split the file, or use CSV, which may hold more.'],
  TOO_MANY_COLUMNS: ['There are more than {limit} columns.', 'Remove the columns that are not needed.'],
  CELL_TOO_LONG: [
    'The cell holds more than {limit} characters.',
    'Shorten it; a quotation mark may be missing before it.',
  ],
  QUOTE_OPEN: [
    'A quotation mark opened in this row is not closed where its cell ends.',
    'Close it, or write two of them inside a quoted cell. If the file ends here, copy it again from its source: it was cut off.',
  ],
  HEADINGS_NOT_FOUND: [
    'No row of headings was found.',
    'Write the headings of opportunities, volunteers or hours in the first row, as in the guide, with a comma, a semicolon or a tab between cells of a CSV.',
  ],
  HEADINGS_IN_ONE_CELL: [
    'All headings of the row stand in one cell, as when a CSV is opened with another separator.',
    'Split the cells, in Excel by Data › Text to Columns; in a CSV put a comma, a semicolon or a tab between them.',
  ],
  HEADING_MISSING: ['The column “{column}” is missing.', 'Add it with this heading.'],
  HEADING_UNKNOWN: [
    'The heading is unknown; perhaps “{column}” is meant.',
    'Correct the heading to “{column}”, or remove the column.',
  ],
  HEADING_TWICE: [
    'Two columns are both read as “{column}”.',
    'Keep one of them. If both count, as two shifts of a day do, write a row for each.',
  ],
  HEADINGS_AGAIN: [
    'The headings of another table begin here, whose columns are in another order.',
    'Move that table to a worksheet or a file of its own.',
  ],
  HEADING_UNIT: [
    'The heading, or a text above the table, names another unit or another meaning than “{column}”.',
    'Give the values in the unit of “{column}” under that heading, or remove the column.',
  ],
  COLUMN_HIDDEN: [
    'The column is hidden, but it has the heading of “{column}”.',
    'Unhide it if its values are right, or delete it.',
  ],
  DAYS_AS_COLUMNS: [
    'The columns are days, from “{first}” to “{last}”, but {missing} is missing.',
    'Write whole dates such as 2025-03-01 as the headings of the days, or numbers from 1 to 31, one column for each day, with one month and its year above them, such as “March 2025”, or as the worksheet’s name; and give opportunity_id and status as columns, or above the table as “opportunity_id: OP-1”. Or write one row for each day, with the columns date and hours.',
  ],
  WEEKS_AS_COLUMNS: [
    'The columns are weeks, from “{first}” to “{last}”, and hours are of one day.',
    'Write one column, or one row, for each day with its own hours.',
  ],
  CELL_MISSING: ['The cell is empty.', 'Fill it in.'],
  CELL_FORMULA: ['The cell holds a formula.', 'Replace it with its value (copy, then paste as values).'],
  FORMULA_UNSOLVED: [
    'The cell holds a formula, of which the file stores no result.',
    'Open the workbook in Excel, save it and import it again, or replace the formula with its value.',
  ],
  CELL_FORMAT: [
    'The worksheet shows “{shown}”, but the cell holds another value: its number format changes the meaning.',
    'Format the column as a plain number, as [h]:mm for a duration, or as yyyy-mm-dd for dates; then check its values.',
  ],
  SAID_OTHERWISE: [
    'The row says another “{column}” than row {otherRow} above the table ({otherValue}), so the rows below it may belong to that.',
    'Write the “{column}” of each row in a column, or put each part with its headings on a worksheet or in a file of its own.',
  ],
  CELL_STRUCK: [
    'The cell, or a part of its text, is struck out, so the row may no longer count.',
    'Delete the row if it doesn’t count. If it does, remove the line through the text.',
  ],
  CELL_MERGED: [
    'The cell is merged over several rows or days, so it is unclear to which of them its hours belong.',
    'Unmerge the cells, and write the hours of each row and day.',
  ],
  CELL_ERROR: ['The cell holds a spreadsheet error.', 'Write the value itself.'],
  ROW_TOO_LONG: [
    'The row has more cells than there are headings.',
    'Put quotation marks around a text that contains a comma, and write hours as 4.5.',
  ],
  ROW_CUT_OFF: [
    'The file ends in the middle of this row: {found} of {expected} cells, and no line break after them.',
    'Copy the file again from its source: it was transferred or saved incompletely. If the row is complete, write its empty cells too.',
  ],
  ROW_SHORT: [
    'The row ends after {found} of {expected} cells, unlike the others; the rest was read as empty.',
    'Compare the row with its source. If those cells are empty there too, there is nothing to do.',
  ],
  NUMBER_FORM: [
    'This is not a whole number of zero or more.',
    'Write it in digits, without letters, points or fractions.',
  ],
  CHOICE_UNKNOWN: ['The value is not one of the accepted values.', 'Write one of: {choices}.'],
  EMAIL_FORM: ['This is not an email address.', 'Correct it or leave the cell empty.'],
  TEXT_FORM: [
    'The text has no letter, is too long, or holds a character that can’t be printed. {character}',
    'Type it again.',
  ],
  TEXT_ESCAPED: [
    'The text holds codes in place of characters, such as &amp; for &.',
    'Type the characters themselves, or take the text from its source again.',
  ],
  TEXT_GARBLED: [
    'Letters of the text were lost because of a wrong encoding before the file was saved.',
    'Take the text from its source again, and save the file as “CSV UTF-8” or XLSX.',
  ],
  APPROVER_MISSING: ['The hours are approved, but the approver is missing.', 'Write who approved them.'],
  ISSUER_UNKNOWN: ['This identifier names no issuer that you may enter here.', 'Use one of: {known}.'],
  ISSUER_MISSING: [
    'The file doesn’t say whose volunteers these are, and you record for several issuers.',
    'Name the issuer when you import (--issuer), or add the column issuer_id with one of: {known}.',
  ],
  OPPORTUNITY_UNKNOWN: [
    'No opportunity has this identifier.',
    'Import the opportunity first, or correct the identifier.',
  ],
  OPPORTUNITY_AMBIGUOUS: [
    'Several of your issuers have an opportunity with this identifier: {issuerIds}.',
    'Name the issuer when you import (--issuer).',
  ],
  VOLUNTEER_UNKNOWN: [
    'No volunteer has this identifier.',
    'Import the volunteer first, or correct the identifier.',
  ],
  ENTRY_ELSEWHERE: [
    'The entry is recorded for volunteer {volunteerId} and opportunity {opportunityId}.',
    'Give the row an identifier of its own; record the entry there as rejected if it is wrong.',
  ],
  ENTRY_CERTIFIED: [
    'The entry is part of certificate {certificateId} and can’t be changed.',
    'Revoke the certificate for corrected hours first.',
  ],
  TIMESHEET_FULL: [
    'One volunteer has more than {limit} entries for one opportunity.',
    'Combine the entries of each day.',
  ],
  COLUMN_IGNORED: [
    'The column is not used in this kind of file.',
    'Nothing to do, unless its values should be recorded.',
  ],
  WORKSHEET_IGNORED: [
    'The worksheet has no headings of opportunities, volunteers or hours.',
    'Nothing to do: the worksheet was skipped.',
  ],
  WORKSHEET_HIDDEN: [
    'The worksheet is hidden, so it was skipped, although it has known headings.',
    'Unhide it if you want to import its rows.',
  ],
  WORKSHEET_OF_TOTALS: [
    'The worksheet has totals without dates, so it was skipped; the hours are on another.',
    'Nothing to do, unless it has hours that the other worksheets don’t have.',
  ],
  TOTAL_ROW_SKIPPED: [
    'The row sums up others: a total, an average or a count.',
    'Nothing to do: the row was skipped.',
  ],
  TOTAL_DIFFERS: [
    'This is not the total of the hours that it adds up, which were read as {asClock}.',
    'Compare them: a row or a day may be missing, hidden or there twice. What counts are the rows.',
  ],
  ENCODING_GUESSED: [
    'The file doesn’t say its encoding. It was read as {encoding}; this cell shows how its letters read.',
    'Check the value. If it is wrong, save the file as “CSV UTF-8”, and import that.',
  ],
  HEADING_READ_AS: ['The heading was read as “{column}”.', 'Check that it is. If not, correct the heading.'],
  ROWS_ABOVE_SKIPPED: [
    'The rows above the headings were skipped. Number of rows: {count}.',
    'Nothing to do, unless they hold data.',
  ],
  SAID_ABOVE: [
    'This row above the table was read as “{column}” of every row of the table.',
    'Check that it holds for all of them. If not, give each row its own.',
  ],
  MONTH_IN_NAME: [
    'The month of the days was read from this name, which is the worksheet’s or the file’s.',
    'Check the month. If it is another, write it above the table, such as “March 2025”.',
  ],
  ROWS_SKIPPED: [
    'The row has no data in any column that is read, and was skipped. Number of such rows: {count}.',
    'Nothing to do, unless it belongs to a person.',
  ],
  REMARK_ROW_SKIPPED: [
    'The row is a remark or a signature line below the table, and was skipped.',
    'Nothing to do, unless it belongs to a person.',
  ],
  MAPPED_HEADING_ABSENT: [
    'The file has no such heading, although the mapping names it.',
    'Nothing to do, unless the column has another heading now.',
  ],
  EXAMPLE_ROW_SKIPPED: ['The row is the example of the template.', 'Nothing to do: the row was skipped.'],
  FORMULA_ROWS_SKIPPED: [
    'The row holds only formulas, whose results are zero or errors, and was skipped. Number of such rows: {count}.',
    'Nothing to do, unless it belongs to a person.',
  ],
  FORMULA_RESULTS_READ: [
    'The column holds formulas. The results that the file stores were read. Number of cells: {count}.',
    'Nothing to do, if the worksheet shows the right values.',
  ],
  ROW_HIDDEN: [
    'The row is hidden, by a filter or by hand, and was skipped.',
    'If it should count, clear the filter or unhide it, and import the file again.',
  ],
  MERGED_READ: [
    'Cells of the column are merged over several rows. The value was read for each of them. Number of cells: {count}.',
    'Check that the value belongs to all of these rows.',
  ],
  SHOWN_ROUNDED: [
    'The worksheet shows “{shown}”. The exact value of the cell was read. Number of such cells: {count}.',
    'If what is shown is meant, write it without a format that rounds.',
  ],
  ESCAPE_DECODED: [
    'The cell holds the code of a character, such as _x000D_. It was read as “{became}”.',
    'Check the value.',
  ],
  ENTRY_OVERLAP: [
    'The shift overlaps another of this volunteer: {entryIds}.',
    'Correct one of them; until then no certificate is issued.',
  ],
  ENTRY_DAY_OVER_24_HOURS: [
    'This volunteer has more than 24 hours on {date}: {entryIds}.',
    'Correct the entries; until then no certificate is issued.',
  ],
  ENTRY_OVER_DAILY_CAP: [
    'More than {limit} hours of one person on {date}: {entryIds}.',
    'Check whether this is correct.',
  ],
  ENTRY_OVERTAKEN: [
    'A certificate was issued with this entry while the file was being written; the row was skipped.',
    'Revoke the certificate for corrected hours, then import the row again.',
  ],
  ROWS_ON_TWO_WORKSHEETS: [
    'Row {otherRow} of the worksheet “{worksheet}” has the same hours, and both were recorded. Number of such rows: {count}.',
    'If one worksheet is a copy of the other, remove it, withdraw this import, and import the file again.',
  ],
  ENTRY_DUPLICATE_CONTENT: [
    'Another entry has the same content: {entryIds}.',
    'Remove one if the shift was recorded twice.',
  ],
};
