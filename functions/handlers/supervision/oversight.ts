import { instantsOf } from '../../domain/calendar-date.ts';
import { chainBreaks } from '../../domain/certificate/audit-chain.ts';
import type { AuditEvent, Certificate } from '../../domain/certificate/certificate.ts';
import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as supervision from '../../routes/supervision.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { wireWorkQueue } from '../../runtime/wiring/work-queue.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoAuditLog } from '../../storage/dynamo/dynamo-audit-log.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/dynamo-kill-switch.ts';
import { listStepsOfDay } from '../../workflows/supervision/list-steps-of-day.ts';
import { setKillSwitch } from '../../workflows/supervision/set-kill-switch.ts';

const environment = readEnvironment('TABLE_NAME', 'BATCH_QUEUE_URL', 'CHUNK_QUEUE_URL');
const dynamo = dynamoClient(PEOPLE);
const register = new DynamoCertificateRegister(dynamo, environment.TABLE_NAME);
const auditLog = new DynamoAuditLog(dynamo, environment.TABLE_NAME);
const issuers = loadIssuers(templatesDirectory());
const deps = {
  batches: new DynamoBatchRegister(dynamo, environment.TABLE_NAME),
  killSwitch: new DynamoKillSwitch(dynamo, environment.TABLE_NAME),
  queue: wireWorkQueue(environment, PEOPLE),
  now: () => new Date().toISOString(),
};

export const handler = apiHandler<'supervision/oversight'>([
  implement(supervision.haltIssuing, async ({ caller }) =>
    answer(200, await setKillSwitch('issuing', true, caller.subject, deps)),
  ),
  implement(supervision.resumeIssuing, async ({ caller }) =>
    answer(200, await setKillSwitch('issuing', false, caller.subject, deps)),
  ),
  implement(supervision.getIssuingState, async () => answer(200, await deps.killSwitch.state('issuing'))),
  implement(supervision.haltNotifications, async ({ caller }) =>
    answer(200, await setKillSwitch('notifying', true, caller.subject, deps)),
  ),
  implement(supervision.resumeNotifications, async ({ caller }) =>
    answer(200, await setKillSwitch('notifying', false, caller.subject, deps)),
  ),
  implement(supervision.getNotificationState, async () =>
    answer(200, await deps.killSwitch.state('notifying')),
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
]);

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
