import * as z from 'zod/mini';
import { IMPORT_STATES } from '../../domain/import/import.ts';
import { PROBLEM_CODES } from '../../domain/import/import-problem.ts';
import { FILE_KINDS } from '../../domain/import/import-record.ts';
import { DATE_ORDERS, HOURS_UNITS } from '../../domain/import/understanding.ts';
import { OBSTACLE_CODES } from '../../domain/import/withdrawal.ts';
import {
  count,
  described,
  identifier,
  instant,
  instantOrNull,
  period,
  text,
  textOrNull,
  titled,
} from './fields.ts';
import { understanding } from './understanding.ts';

export const importBody = z.strictObject({
  fileName: z.string().check(z.minLength(1), z.maxLength(255)),
  size: described(z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)), 'Bytes'),
  inParts: described(
    z._default(z.boolean(), false),
    'Ask for links to parts of a large file, so that an upload that is cut off goes on with what is missing',
  ),
  dryRun: z._default(z.boolean(), false),
  issuerId: described(
    z.optional(identifier),
    'The issuer whose records the file holds. A volunteers’ file of an account for several needs it, unless it has the column `issuer_id`',
  ),
  dates: described(
    z.optional(z.enum(DATE_ORDERS)),
    'The order of day and month in dates such as 03/04/2025; the day comes first where this is left out, unless the file speaks against it',
  ),
  hoursAs: described(
    z.optional(z.enum(HOURS_UNITS)),
    'Whether 1.30 is a decimal (1 h 18 min) or hours and minutes; a file that leaves this open is refused without it',
  ),
  headings: described(
    z.optional(
      z
        .record(
          z.string().check(z.minLength(1), z.maxLength(200)),
          z.nullable(z.string().check(z.maxLength(200))),
        )
        .check(z.refine((headings) => Object.keys(headings).length <= 100, 'are more than 100')),
    ),
    'Our headings by those of the file, where it has its own; null for a column to leave out',
  ),
  holdOpenShifts: described(
    z._default(z.boolean(), false),
    'Leave out shifts that have no end, and list them as notes',
  ),
});

/** Where to upload the file of an import. */
export const importTicket = titled(
  'ImportTicket',
  z.strictObject({
    importId: text,
    uploadUrl: text,
    uploadHeaders: z.record(text, text),
    parts: described(
      z.array(z.strictObject({ url: text, bytes: count })),
      'In order, if they were asked for: the file may be uploaded to these links in place of the one',
    ),
    expiresAt: instant,
    state: z.enum(IMPORT_STATES),
  }),
);

const importProblem = titled(
  'ImportProblem',
  z.strictObject({
    severity: described(z.enum(['error', 'note']), 'An error stops the import, a note does not'),
    file: text,
    worksheet: described(z.nullable(z.string()), 'Null for CSV'),
    row: described(z.nullable(z.int()), 'Counted from 1; null for the file as a whole'),
    column: described(z.nullable(z.string()), 'The heading as the file writes it'),
    value: textOrNull,
    code: z.enum(PROBLEM_CODES),
    message: text,
    fix: text,
  }),
);

const recordCounts = z.strictObject({ opportunities: count, volunteers: count, hours: count });

const obstacleFields = {
  obstacles: described(
    z.array(
      z.strictObject({
        code: z.enum(OBSTACLE_CODES),
        kind: z.enum(FILE_KINDS),
        id: described(text, 'ID of the opportunity, volunteer or hours entry'),
        certificateId: described(z.nullable(z.string()), 'The certificate that was issued on it'),
      }),
    ),
    'The first 100',
  ),
  obstacleCount: count,
};

const withdrawal = titled(
  'Withdrawal',
  z.strictObject({
    state: described(
      z.enum(['running', 'refused', 'done']),
      '`refused`: an obstacle left everything as it was',
    ),
    requestedAt: instant,
    finishedAt: instantOrNull,
    undone: described(
      z.nullable(z.strictObject({ removed: recordCounts, restored: recordCounts })),
      'Records that the import had created or changed; null until all of them are undone',
    ),
    ...obstacleFields,
  }),
);

const awaitingRelease = titled(
  'AwaitingRelease',
  z.strictObject({
    entries: count,
    minutes: count,
    volunteers: count,
    opportunities: count,
    names: described(count, 'Volunteers who get another name with the release; the notes say which'),
    addresses: described(count, 'Volunteers who get another email address with it, or lose theirs'),
    period: described(
      z.nullable(period),
      'The first and the last day of the hours; null where no hours wait',
    ),
  }),
);

const release = titled(
  'Release',
  z.strictObject({
    state: z.enum(['running', 'done']),
    requestedBy: described(text, 'Subject (`sub`) of the identity provider'),
    requestedAt: instant,
    finishedAt: instantOrNull,
  }),
);

const takingBack = titled(
  'TakingBack',
  z.strictObject({
    state: described(
      z.enum(['running', 'refused', 'done']),
      '`refused`: a certificate counts its hours, and everything stays released',
    ),
    requestedBy: text,
    requestedAt: instant,
    finishedAt: instantOrNull,
    ...obstacleFields,
  }),
);

const importFields = {
  importId: text,
  fileName: text,
  dryRun: z.boolean(),
  state: z.enum(IMPORT_STATES),
  kinds: z.array(z.enum(FILE_KINDS)),
  counts: z.strictObject({ rows: count, new: count, changed: count, unchanged: count }),
  rowsWritten: count,
  recordedBy: described(text, 'Who asked for the import: subject (`sub`) of the identity provider'),
  awaitingRelease: described(
    z.nullable(awaitingRelease),
    'The rows that the file reports as approved, which count once it is released; null where there are none',
  ),
  createdAt: instant,
  finishedAt: instantOrNull,
  problemCount: count,
  noteCount: count,
};

/** An import in a list. */
export const listedImport = titled(
  'ListedImport',
  z.strictObject({
    ...importFields,
    issuerIds: described(z.array(text), 'The issuers whose ledgers it may write'),
  }),
);

export const importReport = titled(
  'Import',
  z.strictObject({
    ...importFields,
    understanding: described(
      z.nullable(understanding),
      'How the file was read, to be checked; null until it has been',
    ),
    sha256: described(textOrNull, 'SHA-256 of the file, lower-case hex; null until it has been checked'),
    awaitingEarlier: described(
      z.array(text),
      'Earlier imports that recorded rows of this file and wait for their release',
    ),
    release: described(z.nullable(release), 'Null while it is not released'),
    takingBack: described(z.nullable(takingBack), 'The last attempt to take the release back, if any'),
    problems: described(z.array(importProblem), 'The first 200, errors before notes'),
    problemsCsv: described(z.nullable(z.string()), 'The path of the whole list; null where it is empty'),
    withdrawal: described(z.nullable(withdrawal), 'Null unless somebody asked for it'),
  }),
);
