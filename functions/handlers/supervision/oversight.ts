import { instantsOf } from '../../domain/calendar-date.ts';
import { chainBreaks } from '../../domain/certificate/audit-chain.ts';
import type { AuditEvent, Certificate } from '../../domain/certificate/certificate.ts';
import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { EVERYONE, stateOf } from '../../domain/halted.ts';
import type {
  KillSwitchName,
  KillSwitchScope,
  KillSwitchState,
  KillSwitchStates,
} from '../../domain/ports/supervision/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as supervision from '../../routes/supervision.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, hasRoleFor, issuersInScope } from '../../runtime/http/caller.ts';
import { implement, type RouteRequest } from '../../runtime/http/implement.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { wireWorkQueue } from '../../runtime/wiring/work-queue.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoAuditLog } from '../../storage/dynamo/supervision/dynamo-audit-log.ts';
import { DynamoJournal } from '../../storage/dynamo/supervision/dynamo-journal.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/supervision/dynamo-kill-switch.ts';
import { listStepsOfDay } from '../../workflows/supervision/list-steps-of-day.ts';
import { setKillSwitch } from '../../workflows/supervision/set-kill-switch.ts';

const environment = readEnvironment('TABLE_NAME', 'BATCH_QUEUE_URL');
const dynamo = dynamoClient(PEOPLE);
const register = new DynamoCertificateRegister(dynamo, environment.TABLE_NAME);
const auditLog = new DynamoAuditLog(dynamo, environment.TABLE_NAME);
const journal = new DynamoJournal(dynamo, environment.TABLE_NAME);
const issuers = loadIssuers(templatesDirectory());
const deps = {
  batches: new DynamoBatchRegister(dynamo, environment.TABLE_NAME),
  killSwitch: new DynamoKillSwitch(dynamo, environment.TABLE_NAME),
  queue: wireWorkQueue(environment, PEOPLE),
  now: () => new Date().toISOString(),
};

export const handler = apiHandler<'supervision/oversight'>(wireJournal(), [
  implement(supervision.haltIssuing, (request) => turned(request, 'issuing', true)),
  implement(supervision.resumeIssuing, (request) => turned(request, 'issuing', false)),
  implement(supervision.getIssuingState, async ({ caller }) =>
    answer(200, shown(caller, await deps.killSwitch.states('issuing'))),
  ),
  implement(supervision.haltNotifications, (request) => turned(request, 'notifying', true)),
  implement(supervision.resumeNotifications, (request) => turned(request, 'notifying', false)),
  implement(supervision.getNotificationState, async ({ caller }) =>
    answer(200, shown(caller, await deps.killSwitch.states('notifying'))),
  ),
  implement(supervision.listAuditEvents, async ({ caller, query }) => {
    if ('certificateId' in query) return answer(200, await eventsOfCertificate(caller, query.certificateId));
    const inScope = issuersInScope(caller, issuers.keys()).flatMap((issuerId) => issuers.get(issuerId) ?? []);
    if ('day' in query) {
      const { items, cursor } = await listStepsOfDay(inScope, query.day, query, { register, auditLog });
      return answer(200, {
        items: items.map(({ certificate, event }) => withCertificate(certificate, event)),
        cursor,
      });
    }
    const filter = inScope.map(({ issuerId, timeZone }) => ({ issuerId, ...instantsOf(query, timeZone) }));
    const page = await register.list(filter, query);
    return answer(200, { items: page.items.flatMap(eventsOf), cursor: page.cursor });
  }),
  implement(supervision.listJournal, async ({ caller, query: { day, ...page } }) =>
    // Each issuer's acts are in chains of its own.
    answer(
      200,
      await journal.list(day, [...caller.issuerIds, ...issuersInScope(caller, issuers.keys())], page),
    ),
  ),
]);

/** Halts or resumes for whom the request means, and answers with the kill switches. */
async function turned(
  { caller, body }: Pick<RouteRequest<typeof supervision.haltIssuing>, 'caller' | 'body'>,
  name: KillSwitchName,
  halted: boolean,
) {
  const scopes = scopesOf(caller, body.issuerId);
  return answer(200, shown(caller, await setKillSwitch({ name, scopes, halted, by: caller.subject }, deps)));
}

/**
 * Returns whom a caller halts: the named issuer, for an operator everyone, for an approver the own issuers.
 * @throws Refusal NOT_FOUND for an issuer that isn't the caller's
 */
function scopesOf(caller: Caller, named: string | undefined): readonly KillSwitchScope[] {
  const own = issuersInScope(caller, issuers.keys(), named);
  if (named === undefined) return hasRoleFor(caller, ['operator'], EVERYONE) ? [EVERYONE] : own;
  if (own.length === 0) throw new Refusal('NOT_FOUND', 'You have no such issuer.');
  return own;
}

/** Everyone's kill switch, and those of the caller's issuers. */
const shown = (caller: Caller, states: KillSwitchStates) => ({
  everyone: withoutMark(stateOf(states, EVERYONE)),
  issuers: issuersInScope(caller, issuers.keys()).map((issuerId) => ({
    issuerId,
    ...withoutMark(stateOf(states, issuerId)),
  })),
});

const withoutMark = ({ halted, since, by }: KillSwitchState) => ({ halted, since, by });

/** Returns every event of one certificate, and the positions at which their chain breaks. */
async function eventsOfCertificate(caller: Caller, typedId: string) {
  const read = parseCertificateId(typedId);
  const certificate = read.ok ? await register.find(read.certificateId) : undefined;
  if (certificate === undefined || !hasIssuer(caller, certificate.issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
  return {
    items: eventsOf(certificate),
    cursor: null,
    chainBreaks: chainBreaks(certificate.events, certificate.certificateId),
  };
}

const eventsOf = (certificate: Certificate) =>
  certificate.events.map((event) => withCertificate(certificate, event));

const withCertificate = ({ certificateId, issuerId }: Certificate, event: AuditEvent) => ({
  certificateId,
  issuerId,
  ...event,
});
