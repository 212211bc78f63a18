import { createHash } from 'node:crypto';
import type { Json } from '../../../infra/tools/audit/chain-check.ts';
import type { TableItem } from '../../../infra/tools/audit/table-contents.ts';
import type { CapturedRecords } from './captured-records.ts';
import { withItem } from './fault-kinds.ts';

/**
 * Returns records with another item of a kind, as somebody would add it who knows how they are made and hasn't the key of
 * the records; undefined for kinds of which that is seen without a key.
 */
export function withAnother(records: CapturedRecords, item: TableItem): CapturedRecords | undefined {
  if (item.sk.includes('#HOURS#')) return withHours(records, item);
  const another = anotherOf(item);
  return another && withItem(records, item, item, another);
}

function anotherOf(item: TableItem): TableItem | undefined {
  if (item.sk.startsWith('LINK#')) {
    const secretHash = createHash('sha256').update('a secret of the forger').digest('hex');
    return { ...item, sk: `LINK#${secretHash}`, secretHash };
  }
  const { volunteerId, opportunityId } = item;
  if (item.sk.endsWith('#PROFILE') && item.email === undefined)
    return { ...item, pk: `${item.pk}X`, volunteerId: `${volunteerId}X` };
  if (item.sk === 'OPPORTUNITY')
    return {
      ...item,
      pk: `${item.pk}X`,
      opportunityId: `${opportunityId}X`,
      listSk: `${item.listSk}X`,
      partnerIds: [],
    };
  return undefined;
}

/** A volunteer and an opportunity of the cluster who have nothing to do with each other. */
const FORGED = { volunteerId: 'AUDIT-2', opportunityId: 'JOINT-1' } as const;
const DATE = '2025-07-01';
const MINUTES = 400 * 60;

/**
 * Returns records with 400 hours that nobody gave, the claim on their entry, and the report that counts them. They say that
 * they were recorded and approved with those of a timesheet; where that waits, by people whom nobody knows.
 */
function withHours(records: CapturedRecords, timesheet: TableItem): CapturedRecords {
  const { issuerId, recorded, entries } = timesheet;
  const [first = {}] = entries as readonly { readonly status?: string; readonly reportedAs?: string }[];
  const isWaiting = first.status === 'pending' && first.reportedAs === undefined;
  const at = '2026-01-02T08:00:00.000Z';
  const source = { kind: 'file', importId: 'never', sha256: 'ab'.repeat(32), worksheet: null };
  const approval = { at, by: 'nobody-at-all', kind: 'entry' };
  const { certificateId: _none, ...entry } = { ...first } as Record<string, Json>;
  const another = {
    pk: `VOLUNTEER#${FORGED.volunteerId}`,
    sk: `${issuerId}#HOURS#${FORGED.opportunityId}`,
    listPk: `OPPORTUNITY#${issuerId}#${FORGED.opportunityId}`,
    listSk: FORGED.volunteerId,
    ...{ issuerId, ...FORGED, revision: 1, certificateIds: [] },
    recorded: isWaiting ? [{ at, by: 'never-was', source }] : recorded,
    entries: [
      {
        ...{ ...entry, entryId: 'FORGED', date: DATE, minutes: MINUTES, recorded: 0 },
        ...(isWaiting ? { status: 'approved', approval } : {}),
      },
    ],
  } as unknown as TableItem;
  const claims = {
    pk: `ENTRIES#${issuerId}#000`,
    sk: 'forged#0',
    entries: JSON.stringify({ [FORGED.volunteerId]: { [FORGED.opportunityId]: ['FORGED'] } }),
  };
  const counter = `minutes@${DATE.slice(8)}`;
  const report = records.items.find(
    (item) =>
      item.pk === `REPORT#${issuerId}` && item.sk.startsWith(`MONTH#${DATE.slice(0, 7)}`) && counter in item,
  );
  if (report === undefined) throw new Error('The cluster has no hours on this day');
  const counted = { ...report, [counter]: Number(report[counter]) + MINUTES };
  return withItem(records, report, counted, claims, another);
}
