/** The English text of the problems with single values: dates, times, hours, identifiers and names. */
export const VALUE_PROBLEMS_EN = {
  ID_FORM: [
    'An identifier is 1 to 64 Latin letters, digits, and . _ : - between them.',
    'Correct it; it must not be a name or a national ID.',
  ],
  ID_CHARACTER: [
    'Character {position} ({character}) is not allowed in an identifier: only Latin letters, digits, and . _ : - are.',
    'Type it again: the character may be invisible or a look-alike. An identifier must not be a name or a national ID.',
  ],
  ID_SCIENTIFIC: [
    'Excel has turned the identifier into a rounded number.',
    'Format the column as text and enter it again.',
  ],
  ID_TIME: [
    'Excel has turned the identifier into a date or a time.',
    'Format the column as text and enter it again.',
  ],
  ID_TWICE: [
    'Row {row} {worksheet} has the same identifier but different content.',
    'Keep one of the two rows, or correct the identifier.',
  ],
  DATE_FORM: [
    'This is not a date in a supported format.',
    'Write 2025-07-01, or 01/07/2025 with the day first; for several days, a row for each.',
  ],
  DATE_SERIAL: [
    'This is the serial number that a spreadsheet uses for a day, not a date.',
    'Format the column as a date, or write 2025-07-01.',
  ],
  DATE_YEAR_MISSING: [
    'The date has no year, and the sheet doesn’t name exactly one.',
    'Write 2025-07-01, or the year in a row above the headings, such as “Attendance 2025”.',
  ],
  DATE_YEAR_TAKEN: [
    'The date has no year. The year was taken from “{source}”, so this is {date}. Number of such dates: {count}.',
    'Check the year. If it is another, write it in the dates.',
  ],
  DATE_UNKNOWN: [
    'There is no such day in the calendar.',
    'Check the day and the month; the day comes first in 01/07/2025.',
  ],
  DATE_HIJRI_READ: [
    'The year is Hijri, so the date was read by the Umm al-Qura calendar: it is {date}. Number of such dates in the column: {count}.',
    'Check this one. If it is right, there is nothing to do.',
  ],
  DATE_GREGORIAN: [
    'The date is Gregorian, but the heading says Hijri.',
    'Write the Hijri date, or remove “hijri” from the heading.',
  ],
  DATE_OTHER_CALENDAR: [
    'The Hijri date in the same row is {date}, which is another day.',
    'Correct the one that is wrong.',
  ],
  BIRTH_DATE_UNLIKELY: [
    'No volunteer was born on this day: it is in the future, or gives an age below {least} or above {most}.',
    'Correct the date, or leave the cell empty.',
  ],
  DATES_REVERSED: ['The last day is before the first.', 'Swap or correct the two dates.'],
  DATE_IN_FUTURE: [
    'The date is in the future; hours are recorded after they are worked.',
    'Correct the date, or import the row later.',
  ],
  DATE_OUTSIDE_OPPORTUNITY: [
    'The opportunity runs from {startsOn} to {endsOn}.',
    'Correct the date, the opportunity, or the opportunity’s dates.',
  ],
  TIME_FORM: ['This is not a time of day.', 'Write it as 08:30 or 16:00.'],
  TIME_RANGE: [
    'The cell says from when to when.',
    'Write the first time in the column start and the second in the column end.',
  ],
  TIME_PART_OF_DAY: [
    'This is a part of the day, and not the same time every day.',
    'Write the time itself, as 12:15 or 16:00.',
  ],
  HOURS_FORM: ['This is not a number of hours.', 'Write it as 7.5 or 7:30, and 1000 without a separator.'],
  HOURS_RANGE: [
    'The cell says from when to when, not how many hours.',
    'Write the hours, such as 4, or the two times in columns start and end.',
  ],
  HOURS_NOT_POSITIVE: [
    'The hours are zero or negative.',
    'Correct them; in a file of hours, leave out volunteers who did not attend.',
  ],
  HOURS_TOO_MANY: ['More than {limit} hours in one entry.', 'Correct the hours, or split them by day.'],
  HOURS_OR_TIMES: [
    'The hours are not the time between start and end.',
    'Correct them, or keep either the hours or the start and end times.',
  ],
  HOURS_DAY_FRACTION: [
    'As a part of a day this number is {clock}: it looks like a time without its format.',
    'Format the column as [h]:mm, or write 7.5 or 7:30. If it is hours, import the file with --hours-as decimal.',
  ],
  NAME_SCRIPT: [
    'Character {position} ({character}) is not allowed in a name in this script.',
    'Type the name in the script of the column.',
  ],
  NAME_CONTROL: [
    'Character {position} ({character}) is invisible or changes the direction of the line.',
    'Delete it, or type the name again.',
  ],
  NAME_DIGIT: [
    'Character {position} ({character}) is a digit; a person’s name has none.',
    'Delete it, or set the kind to institution.',
  ],
  NAME_MARKS: ['Too many marks are stacked on one letter ({character}).', 'Type the name again.'],
  NAME_JOINER: [
    'An invisible joiner ({character}) is in a position where it joins nothing.',
    'Delete it, or type the name again.',
  ],
  NAME_LENGTH: ['A name has 2 to 120 characters.', 'Correct it.'],
  NAME_NO_LETTER: ['There is no letter in the name.', 'Type the name, or leave the cell empty.'],
  TEXT_REVERSED: [
    'The letters stand in the reverse order, as some programs copy them out of a PDF.',
    'Type the text again, or copy it from where it was written.',
  ],
  TITLE_SCRIPT: [
    'The English title has Arabic letters only.',
    'Write the English title here and the Arabic one in its own column: the two may be exchanged.',
  ],
  ID_CASE: [
    'The identifier of {other} differs only in capital letters.',
    'Write it in one way. If another record is meant, give it an identifier of its own.',
  ],
  PLACEHOLDER: [
    'The text, or a part of it, stands for a missing value.',
    'Write the value, or leave the cell empty where that is allowed.',
  ],
  ROW_REPEATED: [
    'More than a hundred rows have the same content and no identifier of their own.',
    'Remove the copies, or add a column entry_id.',
  ],
  DATES_MONTH_FIRST: [
    'The file seems to write the month first, by such dates or by what its headings, the rows above or its time stamps say. Number of such dates: {count}.',
    'If the month comes first in the whole file, import it with --dates mdy. Otherwise correct the dates.',
  ],
  DATE_OTHER_ORDER: [
    'Here the month comes first, while in row {otherRow} the day does ({otherValue}).',
    'Write all dates in one order, or as 2025-07-01; also those that can be read both ways.',
  ],
  DATES_HALF_TEXT: [
    'The column has dates and texts: the spreadsheet seems to have read {date} with day and month the other way round, and left {otherValue} (row {otherRow}) a text because it couldn’t read it.',
    'Check the dates with a day up to 12, then write all of the column as texts such as 2025-07-01, or all as dates.',
  ],
  DATE_EXCHANGED: [
    'Only as {date} does the date fit the month above the table, or the time stamp of its row: the spreadsheet seems to have read day and month the other way round.',
    'Correct it to a text such as {date}. If it is right, correct the month above the table or in the worksheet’s name.',
  ],
  DATES_DAY_FIRST: [
    'The day was taken to come first: this date is {date}. Number of dates that can be read both ways: {count}.',
    'If the month comes first, import the file with --dates mdy instead; if you are sure, with --dates dmy.',
  ],
  DATE_WEEKDAY: [
    'The day of the week doesn’t fit the date {date}.',
    'Correct the date or the day of the week.',
  ],
  DATE_ZONE: [
    'The time zone leaves open which day it is for your issuers.',
    'Write the day itself, as 2025-07-01, or the time without a time zone.',
  ],
  HOURS_MINUTES: ['The minutes have one digit: 7:5 may be 7:05 or 7:50.', 'Write minutes with two digits.'],
  MINUTES_FORM: ['This is not a number of minutes.', 'Write whole minutes, such as 30, without hours.'],
  MINUTES_UNFIT: [
    'The minutes can’t be added to the hours beside them, which are {asDecimal}, and aren’t the same time either.',
    'Beside whole hours write 0 to 59 minutes, or write the hours of each row as one value, such as 4:30.',
  ],
  HOURS_AND_MINUTES: [
    'The minutes were added to the hours in the column beside them: this row is {asClock}. Number of such rows: {count}.',
    'Check this one. If it is right, there is nothing to do.',
  ],
  END_DATE_UNFIT: [
    'The end date is {endDate}, but the rest of the row is on {date}.',
    'Correct the dates. If the hours are those of several days, write a row for each day.',
  ],
  HOURS_MARK: [
    'The cell doesn’t say how many hours: a tick or a cross may mean presence as well as absence.',
    'Write the hours, such as 4 or 7:30; for somebody who did not come write “absent”, or leave the day of a table of days empty.',
  ],
  HOURS_ELSEWHERE: [
    'The cell changes the hours in “{column}”: it holds more hours to add, or a break or a deduction to take off.',
    'Write the hours of each row as one value, such as 4:30, without its breaks and deductions, and two shifts as two rows; then remove this column.',
  ],
  HOURS_NET_DIFFER: [
    'This cell says that {net} hours count, while “{column}” of the same row has {hours}.',
    'Write the hours that count in one column, and remove the other; or leave one out by a mapping.',
  ],
  HOURS_OF_DAYS: [
    'The row is of {days} days, and has one date.',
    'Write a row for each day with its own date and hours. Where each row is one day, remove this column.',
  ],
  HOURS_DATE: [
    'The cell holds a date, not hours: perhaps the spreadsheet made it of hours such as 4.5 or 4/5.',
    'Format the column as a number, and write the hours again, such as 4:30.',
  ],
  HOURS_CANCELLED: [
    'This cell says that the row was cancelled, deleted or rejected, but its status doesn’t.',
    'Delete the row if it doesn’t count, or write “rejected” as its status. If it counts, correct this cell.',
  ],
  HOURS_OF_ABSENT: [
    'The row has hours or times, but this cell says that the volunteer was absent.',
    'Delete the hours of who was absent, or write 0. If the volunteer was there, correct this cell.',
  ],
  HOURS_ONLY_ONES: [
    'Every value of the table of days is 1, which may be a mark of presence and not one hour. Number of values: {count}.',
    'Write the hours of each day. If each of them is one hour, import the file with --hours-as decimal.',
  ],
  HOURS_ALL_BELOW_ONE: [
    'All hours of the column are below one, so they may be parts of a day, as spreadsheets store times. Number of values: {count}. This one is {asDecimal} as hours, and {asClock} as a part of a day.',
    'If they are times, format the column as [h]:mm. If they are hours, write them as 0:15, or import the file with --hours-as decimal.',
  ],
  TIMES_NOT_HOURS: [
    'The row seems to hold times of arrival or departure, not the hours of each day.',
    'Write the hours of each day; or one row for each day, with the columns date, start and end.',
  ],
  HOURS_THREE_DIGITS: [
    'Three digits follow the point or comma: it may be a thousand or a fraction.',
    'Write 1000 or 1.5; or import the file with --hours-as decimal if all of them are fractions.',
  ],
  HOURS_CLOCK_OR_DECIMAL: [
    'The column may hold hours and minutes: no value has more than 59 after the point. Number of such values: {count}. This one is {asDecimal} as a decimal, and {asClock} as hours and minutes.',
    'Import the file with --hours-as decimal or --hours-as clock, or write 7:30 instead of 7.30.',
  ],
  HOURS_DECIMAL: [
    'Hours with a point were read as decimals: this is {asDecimal}. Other values of the column can’t be hours and minutes.',
    'If hours and minutes are meant, write 7:30 instead of 7.30.',
  ],
  VALUE_READ_AS: [
    'The value was read as {became}. Number of values of the column that were read like this: {count}.',
    'Check this one. If it is right, there is nothing to do.',
  ],
  SHIFT_OPEN: [
    'The shift has a start and no end.',
    'Write the end, or import with --hold-open-shifts, which leaves such rows out and lists them.',
  ],
  SHIFT_HELD: [
    'The shift has a start and no end, so the row was held apart and not recorded.',
    'Find out when the shift ended, and import the row with its end.',
  ],
  ABSENCE_READ: [
    'The cell says that there were no hours, or that the person was absent, so none were recorded. Number of such cells: {count}.',
    'Check that none of them means hours. If so, there is nothing to do.',
  ],
  SHIFT_REVERSED: ['The end is before the start.', 'Correct the start or the end, or their dates.'],
  SHIFT_OTHER_DAY: [
    'The shift starts on {startDay}, but the row’s date is {date}.',
    'Correct the date or the start.',
  ],
  SHIFT_OVERNIGHT: [
    'The end is before the start, which would make a night of {hours} hours.',
    'If the end is in the afternoon, write 13:00 or 1:00 PM. If it is on the next day, write its date, too.',
  ],
  SHIFT_TOO_LONG: [
    'From start to end are {hours} hours: more than {limit} in one entry. Perhaps the end of a shift was not recorded.',
    'Correct the end. If all of it was worked, write a row for each day.',
  ],
  NAME_SIGN: [
    'Character {position} ({character}) is a sign that names of people don’t have.',
    'Write the name without it.',
  ],
  TEXT_NOT_PRINTABLE: [
    'Character {position} ({character}) can’t be printed: the fonts of the certificates don’t have it, or it only looks like one of their letters.',
    'Write the text without it, in Arabic or Latin letters.',
  ],
  NAME_NOT_PRINTABLE: [
    'Character {position} ({character}) can’t be printed: the font of the certificates doesn’t have it.',
    'Write the name with other letters, as its holder would spell it without this one{suggestion}.',
  ],
  SAME_PERSON: [
    'This is likely the same person as {other}: {evidence} are the same.',
    'If it is one person, keep one identifier, and record all hours under it.',
  ],
  NAME_AWAITS_RELEASE: [
    'The name is another than the recorded one, {known}, which stays until this import is released.',
    'A second person who knows the volunteer releases the import. If the name is wrong, correct the row and import it again.',
  ],
  ADDRESS_AWAITS_RELEASE: [
    'The recorded email address is {known}, which stays until this import is released.',
    'A second person who knows the volunteer releases the import. If the address here is wrong or missing, correct the row and import it again.',
  ],
  HOLDER_RENAMED: [
    'The volunteer holds certificate {certificateIds}, which stays in the name in which it was issued.',
    'If the name on it is wrong, replace the certificate. Otherwise there is nothing to do.',
  ],
  HOURS_AFTER_CERTIFICATE: [
    'The hours come after certificate {certificateId}, which doesn’t count them.',
    'If it should count them, revoke it for corrected hours and issue it again.',
  ],
  ENTRY_IDS_MADE: [
    'The file has no identifiers of entries, so they were made from each row’s volunteer, opportunity, date and hours. Number of rows: {count}.',
    'Nothing to do: the same file changes nothing when it is imported again. To correct such hours later, reject their entry.',
  ],
  ENTRY_SAME_DAY: [
    'Hours of this volunteer on the same day are recorded already: {entryIds}.',
    'If this row corrects them, reject that entry; otherwise both count.',
  ],
} as const;
