import type { Instant } from '../../domain/calendar-date.ts';
import type { JournalEntry, JournalTargets } from '../../domain/journal.ts';
import type { JournalAct } from '../../domain/journal-act.ts';
import type { Journal } from '../../domain/ports/supervision/journal.ts';
import { Refusal } from '../../domain/refusal.ts';
import { logFault } from '../log.ts';
import type { ApiEvent } from './answer.ts';
import type { Caller } from './caller.ts';

export interface JournalDeps {
  readonly journal: Pick<Journal, 'append'>;
  readonly now: () => Instant;
}

/** A privileged act or read, as its request shows it. */
export interface JournaledRequest {
  readonly act: JournalAct;
  readonly caller: Caller;
  readonly event: ApiEvent;
  readonly path: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Runs a privileged act or read between two entries of the journal. What can't be journaled doesn't happen: the first
 * entry is written before. A fault while writing the second changes nothing about the answer; the act then shows as begun
 * without an end. The second has the issuers that the handler found in the caller's scope.
 *
 * A volunteer who asks for what is the volunteer's own is not privileged, and isn't journaled.
 */
export async function journaled<A extends object>(
  request: JournaledRequest,
  handle: () => Promise<A>,
  { journal, now }: JournalDeps,
): Promise<A> {
  const { act, caller, event } = request;
  if (caller.issuerIds.length === 0) return handle();
  const begun: JournalEntry = {
    at: now(),
    requestId: event.requestContext.requestId,
    phase: 'begun',
    act,
    subject: caller.subject,
    issuerIds: presumedIssuers(request),
    targets: namedTargets(request),
    outcome: null,
  };
  await journal.append(begun);
  const end = async (outcome: string, made: JournalTargets) => {
    const issuerIds = caller.reached.size === 0 ? begun.issuerIds : [...caller.reached].sort();
    const targets = { ...begun.targets, ...made, ...Object.fromEntries(caller.written) };
    try {
      await journal.append({ ...begun, at: now(), phase: 'ended', issuerIds, targets, outcome });
    } catch (fault) {
      logFault('journal.end_missing', fault, { requestId: begun.requestId });
    }
  };
  try {
    const answer = await handle();
    await end('done', 'json' in answer ? pick(MADE, answer.json) : {});
    return answer;
  } catch (fault) {
    await end(fault instanceof Refusal ? fault.code : 'FAULT', {});
    throw fault;
  }
}

/**
 * Returns the issuers that an act concerns as far as the request shows it: the one that it names, or the caller's. None
 * where nobody knows yet: one of several issuers must not read of another's records.
 */
function presumedIssuers({ caller, path, query, body }: JournaledRequest): readonly string[] {
  const { issuerIds } = caller;
  const named = [textIn(query, 'issuer'), textIn(query, 'issuerId'), textIn(body, 'issuerId')];
  const own = named.find((issuerId) => issuerId !== undefined && issuerIds.includes(issuerId));
  if (own !== undefined) return [own];
  if (issuerIds.includes('*')) return [];
  return issuerIds.length > 1 && Object.keys(path).length > 0 ? [] : issuerIds;
}

/** What a query or body says of what an act is about: IDs, which page of a list, and what was decided. */
const NAMED = [
  ...['certificateId', 'opportunityId', 'opportunity', 'confirms', 'issuerId', 'issuer', 'partnerId'],
  ...['decision', 'cursor', 'limit'],
];
/** IDs in an answer that say what an act made. */
const MADE = ['batchId', 'importId'];

const namedTargets = ({ path, query, body }: JournaledRequest): JournalTargets => ({
  ...pick(NAMED, query),
  ...pick(NAMED, body),
  ...path,
});

/** Returns the fields with these names that hold text or a number. */
function pick(names: readonly string[], fields: unknown): JournalTargets {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = (fields as Readonly<Record<string, unknown>> | undefined)?.[name];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );
}

function textIn(fields: unknown, name: string): string | undefined {
  const value = (fields as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}
