import type { RecordedEvent } from './chain-check.ts';
import type { Finding } from './finding.ts';
import { fieldsOf, listOf, type TableItem, text } from './table-contents.ts';

const SHARDS = 8;

/** Where an item must stand in the indexes of lists and of work to do; empty texts where it must not. */
interface Listed {
  readonly list: string;
  readonly pending: string;
}

/**
 * Checks an item by itself: its key is that of what it holds, and it stands in the lists in which it is looked for, and
 * in no others.
 */
export function* checkItem(item: TableItem, now: Date): Generator<Finding> {
  const [kind = ''] = item.pk.split('#');
  const key = keyOf(kind, item);
  const subject = `${item.pk} ${item.sk}`;
  if (key !== undefined && key !== subject)
    yield { rule: 'RECORD_CONTRADICTS_ITSELF', subject, message: `it holds what belongs under ${key}` };
  const listed = listedAt(kind, item);
  if (listed !== undefined) {
    const is = { list: joined(item, 'list'), pending: joined(item, 'pending') };
    if (is.list !== listed.list)
      yield { rule: 'LIST_WRONG', subject, message: `it is listed at “${is.list}”, not at “${listed.list}”` };
    if (is.pending !== listed.pending)
      yield {
        rule: 'LIST_WRONG',
        subject,
        message: `it waits at “${is.pending}”, not at “${listed.pending}”`,
      };
  }
  if (kind === 'LANGUAGE' && !['ar', 'en'].includes(text(item, 'language')))
    yield {
      rule: 'RECORD_CONTRADICTS_ITSELF',
      subject,
      message: `nobody can choose “${text(item, 'language')}”`,
    };
  if (kind === 'LEASE' && Date.parse(text(item, 'until')) > now.getTime() + LEASE_LIMIT_MS)
    yield { rule: 'LEASE_WRONG', subject, message: `it is held until ${text(item, 'until')}` };
}

/** No lease is taken for longer than this. */
const LEASE_LIMIT_MS = 30 * 60_000;

const joined = (item: TableItem, index: 'list' | 'pending') =>
  [text(item, `${index}Pk`), text(item, `${index}Sk`)].filter((part) => part !== '').join(' / ');

/** Returns the key under which an item must be; undefined for kinds whose key is checked elsewhere. */
function keyOf(kind: string, item: TableItem): string | undefined {
  const of = (name: string) => text(item, name);
  if (kind === 'OPPORTUNITY' && item.sk === 'OPPORTUNITY')
    return `OPPORTUNITY#${of('issuerId')}#${of('opportunityId')} OPPORTUNITY`;
  if (kind === 'OPPORTUNITY')
    return `OPPORTUNITY#${of('issuerId')}#${of('opportunityId')} PARTNER#${of('partnerId')}`;
  if (kind === 'VOLUNTEER' && item.sk.endsWith('#PROFILE'))
    return `VOLUNTEER#${of('volunteerId')} ${of('issuerId')}#PROFILE`;
  if (kind === 'VOLUNTEER' && item.sk.includes('#HOURS#'))
    return `VOLUNTEER#${of('volunteerId')} ${of('issuerId')}#HOURS#${of('opportunityId')}`;
  if (kind === 'CERTIFICATE' && item.sk === 'DELIVERY') return `CERTIFICATE#${of('certificateId')} DELIVERY`;
  if (kind === 'CERTIFICATE' && item.sk.startsWith('NOTIFICATION#'))
    return `CERTIFICATE#${of('certificateId')} NOTIFICATION#${of('name')}`;
  if (kind === 'CERTIFICATE' && item.sk.startsWith('LINK#'))
    return `CERTIFICATE#${of('certificateId')} LINK#${of('secretHash')}`;
  if (kind === 'VOLUNTEER' && item.sk.endsWith('#NAME'))
    return `VOLUNTEER#${of('volunteerId')} ${of('issuerId')}#NAME`;
  if (kind === 'IMPORT' && item.sk === 'IMPORT') return `IMPORT#${of('importId')} IMPORT`;
  if (kind === 'APPROVAL') return `APPROVAL#${of('requestId')} REQUEST`;
  if (kind === 'STAFF') return `STAFF#${of('issuerId')} STAFF`;
  return kind === 'RELEASE' ? `RELEASE#${of('importId')} RELEASE` : undefined;
}

function listedAt(kind: string, item: TableItem): Listed | undefined {
  const of = (name: string) => text(item, name);
  if (kind === 'OPPORTUNITY' && item.sk === 'OPPORTUNITY')
    return {
      list: `ISSUER#${of('issuerId')}#OPPORTUNITIES / ${of('endsOn')}#${of('issuerId')}#${of('opportunityId')}`,
      pending: '',
    };
  if (kind === 'APPROVAL')
    return {
      list: `ISSUER#${of('issuerId')}#APPROVALS / ${of('askedAt')}#${of('requestId')}`,
      pending: '',
    };
  if (kind === 'VOLUNTEER' && item.sk.includes('#HOURS#'))
    return {
      list: `OPPORTUNITY#${of('issuerId')}#${of('opportunityId')} / ${of('volunteerId')}`,
      pending: pendingHours(item),
    };
  if (kind === 'CERTIFICATE' && item.sk.startsWith('NOTIFICATION#')) return listedNotification(item);
  if (kind === 'CERTIFICATE' && item.sk === 'DELIVERY')
    return {
      list: '',
      pending:
        item.state === 'waiting'
          ? ''
          : `DELIVERY#${of('issuerId')} / ${of('state')}#${of('batchId')}#${of('certificateId')}`,
    };
  return kind === 'CERTIFICATE' && item.sk === 'CERTIFICATE' ? listedCertificate(item) : undefined;
}

/** A timesheet waits while a person has to decide on entries of it; the release of an import decides on all of a file. */
function pendingHours(item: TableItem): string {
  const recorded = listOf(item, 'recorded').map(fieldsOf);
  const pending = listOf(item, 'entries')
    .map(fieldsOf)
    .filter(({ status, reportedAs, recorded: index }) => {
      const isOfFile = fieldsOf(recorded[Number(index)]?.source).kind === 'file';
      return status === 'pending' && !(reportedAs === 'approved' && isOfFile);
    });
  const [oldestOn] = pending.map(({ date }) => String(date)).sort();
  if (oldestOn === undefined) return '';
  const minutes = pending.reduce((sum, entry) => sum + Number(entry.minutes), 0);
  const [issuerId, opportunityId, volunteerId] = ['issuerId', 'opportunityId', 'volunteerId'].map((name) =>
    text(item, name),
  );
  return `HOURS#${issuerId} / ${opportunityId}#${oldestOn}#${pending.length}#${minutes}#${volunteerId}`;
}

/** A notification waits until it was sent, or there was nobody to tell. */
function listedNotification(item: TableItem): Listed {
  const [id = '', issuerId, at, name] = ['certificateId', 'issuerId', 'at', 'name'].map((field) =>
    text(item, field),
  );
  const shard = id.charCodeAt(0) % SHARDS;
  const isWaiting = item.notifiedAt === undefined;
  return { list: '', pending: isWaiting ? `NOTIFY#${shard} / ${at}#${id}#${issuerId}##${name}` : '' };
}

function listedCertificate(item: TableItem): Listed {
  const [id, issuerId, at] = ['certificateId', 'issuerId', 'reservedAt'].map((name) => text(item, name));
  const shard = (id ?? '').charCodeAt(0) % SHARDS;
  const events = listOf(item, 'events') as unknown as readonly RecordedEvent[];
  const isToNotify =
    item.state === 'issued' && item.notifiedAt === undefined && events[0]?.facts.notify === 'yes';
  const work = item.state === 'reserved' ? 'RESERVED' : isToNotify ? 'NOTIFY' : '';
  return {
    list: `ISSUER#${issuerId}#CERTIFICATES#${shard} / ${at}#${id}`,
    pending:
      work === '' ? '' : `${work}#${shard} / ${at}#${id}#${issuerId}#${events[0]?.facts.batchId ?? ''}`,
  };
}

/**
 * Checks what a certificate's record says of its steps against the events: when it was reserved, revoked and why, replaced
 * by what, suspended. The public answer is made of them.
 */
export function* stepFaults(item: TableItem): Generator<string> {
  const events = listOf(item, 'events') as unknown as readonly RecordedEvent[];
  const last = (action: string) => events.findLast((event) => event.action === action);
  const [revoked, superseded] = [last('revoked'), last('superseded')];
  const revocation = fieldsOf(item.revocation);
  if (item.revocation !== null && revocation.at === undefined) yield 'its revocation says no time';
  const isSuspended = item.state === 'suspended' || (item.state === 'erased' && item.suspendedAt !== null);
  const expected: readonly (readonly [string, unknown, unknown])[] = [
    ['reservation', item.reservedAt, events[0]?.at],
    ['time of revocation', revocation.at, revoked?.at],
    ['reason of revocation', revocation.reasonCode, revoked?.facts.reasonCode],
    ['replacement', item.supersededBy ?? undefined, superseded?.facts.supersededBy],
    ['time of replacement', item.supersededAt ?? undefined, superseded?.at],
    ['time of suspension', item.suspendedAt ?? undefined, isSuspended ? last('suspended')?.at : undefined],
  ];
  if (
    item.notifiedAt !== null &&
    item.notifiedAt !== undefined &&
    text(item, 'notifiedAt') < text(item, 'reservedAt')
  )
    yield 'its holder was told of it before it was reserved';
  for (const [name, recorded, inEvents] of expected)
    if (recorded !== inEvents) yield `its ${name} is ${String(recorded)}, its events say ${String(inEvents)}`;
}
