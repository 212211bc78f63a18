import { UnreadableFile } from '../../domain/import/import-problem.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { AskedId } from '../../importing/id-list/asked-ids.ts';
import { readIdList, readIdText } from '../../importing/id-list/read-id-list.ts';
import { wordingOf } from '../../importing/problem-wording.ts';
import { LARGEST_LIST, XLSX } from '../../routes/schemas/verification.ts';
import type { ApiEvent } from '../../runtime/http/answer.ts';

/** The forms in which a list comes and is answered. */
export type ListForm = 'json' | 'csv' | 'xlsx';

/** A list as a program sends it, and how it is answered. */
export interface ListRequest {
  readonly asked: readonly AskedId[];
  readonly form: ListForm;
  /** The sign between the cells of a CSV answer. */
  readonly delimiter: string;
}

/**
 * Returns the list of a request: the IDs of a JSON body, else those of a file or a text.
 * @throws Refusal BODY_INVALID when a file can't be read, or holds no ID or more than 5,000.
 */
export async function readListRequest(
  certificateIds: readonly string[] | undefined,
  event: ApiEvent,
): Promise<ListRequest> {
  const accepted = acceptedForm(event.headers.accept ?? '');
  if (certificateIds !== undefined) {
    const asked = certificateIds.map((text, index) => ({ row: index + 1, text }));
    return { asked, form: accepted ?? 'json', delimiter: ',' };
  }
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const isText = (event.headers['content-type'] ?? '').toLowerCase().startsWith('text/plain');
  try {
    const { asked, delimiter } = isText
      ? { asked: readIdText(bytes.toString()), delimiter: ',' }
      : await readIdList(bytes, '');
    return {
      asked: counted(asked),
      form: accepted ?? (delimiter === null ? 'xlsx' : 'csv'),
      delimiter: delimiter ?? ',',
    };
  } catch (error) {
    throw error instanceof UnreadableFile ? refusalOf(error) : error;
  }
}

/**
 * Returns a list that may be checked at once.
 * @throws Refusal BODY_INVALID when it is empty or too long, with `found` and `limit`.
 */
export function counted(asked: readonly AskedId[]): readonly AskedId[] {
  if (asked.length > 0 && asked.length <= LARGEST_LIST) return asked;
  throw new Refusal('BODY_INVALID', `One to ${LARGEST_LIST} certificate IDs are checked at once.`, {
    found: asked.length,
    limit: LARGEST_LIST,
  });
}

function refusalOf({ problem, position }: UnreadableFile): Refusal {
  const { message, fix } = wordingOf(problem, 'en');
  return new Refusal('BODY_INVALID', `${message} ${fix}`, { problem: problem.code, ...position });
}

/** Returns the form that a client asks for; undefined where it takes any. */
function acceptedForm(accept: string): ListForm | undefined {
  if (accept.includes('application/json')) return 'json';
  if (accept.includes('text/csv')) return 'csv';
  return accept.includes(XLSX) ? 'xlsx' : undefined;
}
