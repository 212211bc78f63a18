import type { ProblemText } from '../problem-text.ts';

/** The English text of problems of whom and what a row names. */
export const RECORD_PROBLEMS_EN = {
  AGE_UNREAD: [
    'By this cell the volunteer may be a minor, but the row has no date of birth, without which a person counts as an adult.',
    'Give the date of birth under the heading birth_date.',
  ],
  HOURS_UNDECIDED: [
    'By this cell the hours aren’t approved yet, or don’t count, but their status is approved.',
    'Give the row the status pending or rejected if the cell is right. Otherwise correct or empty the cell.',
  ],
  ROWS_NOT_COUNTING: [
    'By this text above or below it the row doesn’t count, but it has the status approved.',
    'Write of each row in the column status what was decided, or leave these rows out of the file. If the text no longer holds, delete it.',
  ],
  NAME_PARTS_DIFFER: [
    'Another column has “{part}” as a part of the name, which this one lacks.',
    'Write the whole name in one of them, or leave one of the columns out.',
  ],
  APPROVER_FORM: [
    'The approver is no name: the cell says what was decided, not by whom.',
    'Write who approved the hours; leave it empty where nobody has. What was decided belongs in the column status.',
  ],
  NAME_OF_ANOTHER: [
    'This is another name than that of {id}, which is recorded as “{known}”.',
    'Check which of the two is right: where only one column of a list was sorted, its names stand beside the identifiers of others.',
  ],
  NAME_SPELT_OTHERWISE: [
    'The name is spelt otherwise than the recorded one, “{known}”. In this column {count} are.',
    'Check that the identifiers are those of these names. The recorded name stays as it is.',
  ],
  ENTRY_IDS_SERIAL: [
    '{count} entries of other days are recorded under these numbers, which are likely serial numbers of a list.',
    'Leave the column out, so that identifiers are made from the rows, or give each entry a number that no other list has.',
  ],
  ENTRY_DATE_CHANGED: [
    'Recorded under {entryId} are {hours} h on {known}, which this import replaces.',
    'If these are other hours, give them another entry_id.',
  ],
  VALUE_CHANGED: [
    'Recorded is “{known}”, which this import replaces.',
    'If the recorded value is right, correct the file. Otherwise there is nothing to do.',
  ],
} as const satisfies Readonly<Record<string, ProblemText>>;
