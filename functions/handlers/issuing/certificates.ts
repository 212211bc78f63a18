import * as z from 'zod/mini';
import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { certificateSummary } from '../../domain/certificate/certificate-summary.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, json, pageQuery, pathParameter, type Route, readQuery } from '../../runtime/http/api.ts';
import { callerOf, hasIssuer, issuersOf, requireRole } from '../../runtime/http/caller.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClientForPeople } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';

const environment = readEnvironment('TABLE_NAME');
const register = new DynamoCertificateRegister(dynamoClientForPeople(), environment.TABLE_NAME);
const issuers = loadIssuers(templatesDirectory());

const listQuery = z.strictObject({
  ...pageQuery,
  issuer: z.optional(z.string().check(z.maxLength(64))),
  /** Days of reservation, UTC, both included. */
  from: z.optional(z.iso.date()),
  to: z.optional(z.iso.date()),
});

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/certificates',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator', 'approver', 'auditor');
      const query = readQuery(event, listQuery);
      const inScope = issuersOf(caller, issuers.keys());
      const issuerIds = query.issuer === undefined ? inScope : inScope.filter((id) => id === query.issuer);
      const page = await register.list(
        {
          issuerIds,
          ...(query.from === undefined ? {} : { from: query.from }),
          // Everything that happened on the last day sorts before the day with a tilde behind it.
          ...(query.to === undefined ? {} : { until: `${query.to}~` }),
        },
        query,
      );
      return json(200, { items: page.items.map(certificateSummary), cursor: page.cursor });
    },
  },
  {
    method: 'GET',
    path: '/certificates/{id}',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator', 'approver', 'auditor');
      const read = parseCertificateId(pathParameter(event, 'id'));
      if (!read.ok)
        throw new Refusal('CERTIFICATE_ID_MALFORMED', 'This is not a certificate ID.', { rule: read.rule });
      const certificate = await register.find(read.certificateId);
      if (certificate === undefined || !hasIssuer(caller, certificate.issuerId))
        throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
      return json(200, {
        ...certificateSummary(certificate),
        evidence: certificate.snapshot?.evidence ?? [],
        events: certificate.events,
        notes: certificate.notes ?? [],
      });
    },
  },
];

export const handler = apiHandler(routes);
