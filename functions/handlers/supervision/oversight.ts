import * as z from 'zod/mini';
import { chainBreaks } from '../../domain/certificate/audit-chain.ts';
import type { AuditEvent, Certificate } from '../../domain/certificate/certificate.ts';
import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import type { KillSwitchName } from '../../domain/ports/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, json, pageQuery, type Route, readQuery } from '../../runtime/http/api.ts';
import { type Caller, callerOf, hasIssuer, issuersOf, requireRole } from '../../runtime/http/caller.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { wireWorkQueue } from '../../runtime/wiring/work-queue.ts';
import { dynamoClientForPeople } from '../../storage/clients.ts';
import { DynamoAuditLog } from '../../storage/dynamo/dynamo-audit-log.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/dynamo-kill-switch.ts';
import { setKillSwitch } from '../../workflows/supervision/set-kill-switch.ts';

const environment = readEnvironment('TABLE_NAME', 'BATCH_QUEUE_URL', 'CHUNK_QUEUE_URL');
const dynamo = dynamoClientForPeople();
const register = new DynamoCertificateRegister(dynamo, environment.TABLE_NAME);
const auditLog = new DynamoAuditLog(dynamo, environment.TABLE_NAME);
const issuers = loadIssuers(templatesDirectory());
const deps = {
  batches: new DynamoBatchRegister(dynamo, environment.TABLE_NAME),
  killSwitch: new DynamoKillSwitch(dynamo, environment.TABLE_NAME),
  queue: wireWorkQueue(environment),
  now: () => new Date().toISOString(),
};

const day = z.iso.date();
const auditQuery = z.union([
  z.strictObject({ certificateId: z.string().check(z.maxLength(64)) }),
  z.strictObject({ ...pageQuery, day }),
  z.strictObject({ ...pageQuery, from: z.optional(day), to: z.optional(day) }),
]);

export const routes: readonly Route[] = [
  ...killSwitchRoutes('/issuing', 'issuing'),
  ...killSwitchRoutes('/notifications', 'notifying'),
  {
    method: 'GET',
    path: '/audit',
    /**
     * `certificateId`: every step of one certificate and whether their chain holds; `day`: steps taken after issue
     * on a day (UTC); else the steps of certificates reserved from one day to another, newest first.
     */
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'auditor');
      const query = readQuery(event, auditQuery);
      if ('certificateId' in query) return json(200, await history(caller, query.certificateId));
      if ('day' in query) return json(200, await stepsAfterIssue(caller, query));
      const page = await register.list(
        {
          issuerIds: issuersOf(caller, issuers.keys()),
          ...(query.from === undefined ? {} : { from: query.from }),
          ...(query.to === undefined ? {} : { until: `${query.to}~` }),
        },
        query,
      );
      const items = page.items.flatMap((certificate) =>
        certificate.events.map((step) => shown(certificate, step)),
      );
      return json(200, { items, cursor: page.cursor });
    },
  },
];

function killSwitchRoutes(path: string, name: KillSwitchName): Route[] {
  const turn = (verb: 'halt' | 'resume'): Route => ({
    method: 'POST',
    path: `${path}/${verb}`,
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'approver');
      return json(200, await setKillSwitch(name, verb === 'halt', caller.subject, deps));
    },
  });
  return [
    turn('halt'),
    turn('resume'),
    {
      method: 'GET',
      path,
      handle: async (event) => {
        requireRole(callerOf(event), 'coordinator', 'approver', 'auditor');
        return json(200, await deps.killSwitch.state(name));
      },
    },
  ];
}

async function history(caller: Caller, typed: string) {
  const read = parseCertificateId(typed);
  const certificate = read.ok ? await register.find(read.certificateId) : undefined;
  if (certificate === undefined || !hasIssuer(caller, certificate.issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
  return {
    items: certificate.events.map((step) => shown(certificate, step)),
    cursor: null,
    chainBreaks: chainBreaks(certificate.events, certificate.certificateId),
  };
}

async function stepsAfterIssue(
  caller: Caller,
  query: { readonly day: string; readonly limit: number; readonly cursor?: string | undefined },
) {
  const page = await auditLog.stepsOf(query.day, query);
  const ids = [...new Set(page.items.map(({ certificateId }) => certificateId))];
  const certificates = new Map(
    (await register.findMany(ids)).map((certificate) => [certificate.certificateId, certificate]),
  );
  const items = page.items.flatMap(({ certificateId, sequence }) => {
    const certificate = certificates.get(certificateId);
    const step = certificate?.events[sequence];
    return certificate && step && hasIssuer(caller, certificate.issuerId) ? [shown(certificate, step)] : [];
  });
  return { items, cursor: page.cursor };
}

const shown = ({ certificateId, issuerId }: Certificate, step: AuditEvent) => ({
  certificateId,
  issuerId,
  ...step,
});

export const handler = apiHandler(routes);
