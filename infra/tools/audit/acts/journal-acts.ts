import { type Fields, fieldsOf, listOf, type TableItem, text } from '../table-contents.ts';

/** A privileged act, as its entries in the journal tell it. */
export interface JournaledAct {
  readonly act: string;
  /** Who. */
  readonly subject: string;
  readonly begunAt: string;
  /** Empty where no end is recorded. */
  readonly endedAt: string;
  /** Empty where no end is recorded. */
  readonly outcome: string;
  readonly issuerIds: readonly string[];
  /** What it was about and what it made. */
  readonly targets: Fields;
}

/** Acts that write what the audit compares with them. Reads, which are most of a journal, are not kept. */
const KEPT = new Set([
  'decide_hours',
  'begin_import',
  'release_import',
  'take_back_release',
  'withdraw_import',
  'accept_partnership',
  'withdraw_acceptance',
  'ask_approval',
  'withdraw_approval_request',
  'open_approval_link',
  'decide_by_link',
  'create_batch',
  'approve_batch',
  'pause_batch',
  'cancel_batch',
  'decide_correction',
  'decide_name_request',
  'halt_issuing',
  'resume_issuing',
  'halt_notifications',
  'resume_notifications',
  'sign_in',
  'invite_person',
  'approve_invitation',
  'remove_person',
  'propose_policy',
  'approve_policy',
]);

/** Acts of the journal by the ID of their request. */
export type JournaledActs = Map<string, JournaledAct>;

/** Adds an entry of the journal to its act. */
export function addToActs(acts: JournaledActs, item: TableItem): void {
  const act = text(item, 'act');
  if (!item.sk.startsWith('ENTRY#') || !KEPT.has(act)) return;
  const key = `${text(item, 'requestId')} ${act}`;
  const [at, subject] = [text(item, 'at'), text(item, 'subject')];
  const known = acts.get(key);
  const isEnd = item.phase === 'ended';
  if (known !== undefined && !isEnd) return void acts.set(key, { ...known, begunAt: at });
  acts.set(key, {
    act,
    subject,
    begunAt: known?.begunAt ?? (isEnd ? '' : at),
    endedAt: isEnd ? at : '',
    outcome: text(item, 'outcome'),
    issuerIds: listOf(item, 'issuerIds').map(String),
    targets: fieldsOf(item.targets),
  });
}

/** Whether an act may have done what it was asked for: it has, or nothing says how it ended. */
export const mayHaveDone = ({ outcome }: JournaledAct): boolean => ['done', 'FAULT', ''].includes(outcome);

/** No request runs longer than this. An act without an end has ended by then. */
const LONGEST_MS = 15 * 60_000;

/** The clocks of a function and of its writes are the same one. */
const within = ({ begunAt, endedAt }: JournaledAct, at: string): boolean =>
  at >= begunAt && (endedAt === '' ? Date.parse(at) - Date.parse(begunAt) <= LONGEST_MS : at <= endedAt);

/** Who wrote something, and when. */
interface Written {
  readonly by: string;
  readonly at: string;
}

/** Returns the act of a kind by which somebody wrote something at a time; undefined where the journal has none. */
export function actBy(
  acts: Iterable<JournaledAct>,
  kinds: readonly string[],
  { by, at }: Written,
  isAbout: (act: JournaledAct) => boolean,
): JournaledAct | undefined {
  for (const act of acts)
    if (kinds.includes(act.act) && act.subject === by && mayHaveDone(act) && within(act, at) && isAbout(act))
      return act;
  return undefined;
}

/** Acts by who did them and in which hour they began, so that each of many questions looks at few. */
export class ActIndex {
  readonly #acts: Map<string, JournaledAct[]>;

  constructor(acts: readonly JournaledAct[]) {
    this.#acts = Map.groupBy(acts, ({ subject, begunAt }) => `${hourOf(begunAt)} ${subject}`);
  }

  /** Returns the acts of some kinds by which somebody may have written something at a time. */
  by(kinds: readonly string[], { by, at }: Written): JournaledAct[] {
    const time = Date.parse(at);
    if (Number.isNaN(time)) return [];
    const hours = new Set([time, time - LONGEST_MS].map((one) => hourOf(new Date(one).toISOString())));
    return [...hours]
      .flatMap((hour) => this.#acts.get(`${hour} ${by}`) ?? [])
      .filter((act) => kinds.includes(act.act) && mayHaveDone(act) && within(act, at));
  }
}

const hourOf = (instant: string): string => instant.slice(0, 'YYYY-MM-DDTHH'.length);
