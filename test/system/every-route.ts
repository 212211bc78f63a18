import type { Role } from '../../functions/domain/staff/roles.ts';
import { type Route, routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';

/** Records that the example requests are about. */
export interface Records {
  readonly opportunityId: string;
  /** A volunteer who has no certificate yet. */
  readonly claimant: string;
  /** Certificates, one for each route that changes one, so that no request meets what another did. */
  readonly certificates: readonly string[];
  readonly holders: readonly string[];
  readonly batchId: string;
  readonly importId: string;
  /** The issuer that requests name; `rawabi-health-cluster` where it is left out. */
  readonly issuerId?: string;
  /** A request for an approval by link, its supervisor, an invitation and a person: none where they are left out. */
  readonly requestId?: string;
  readonly supervisorId?: string;
  readonly invitationId?: string;
  readonly personId?: string;
}

/** A request of a route that is allowed, complete, and reaches every store that the route uses. */
export interface ExampleRequest {
  readonly role?: Role;
  /** The volunteer, where the role is `volunteer`. */
  readonly id?: string;
  /** All where it is left out. */
  readonly issuers?: readonly string[];
  readonly address: string;
  readonly body?: unknown;
  /** Nobody has written one for the route: the request may be refused before it reaches a store. */
  readonly isBare?: true;
}

const PERIOD = 'from=2025-01-01&to=2025-06-30';
const ISSUER = 'rawabi-health-cluster';
const PARTNER = 'rawabi-municipality';
const NOBODYS_TOKEN = `${'0'.repeat(32)}.${'a'.repeat(32)}`;
const NAME = { nameEn: 'Noura Salim Alharbi' };
const SPELLING = { nameEn: 'Noura Salem Al-Harbi' };

/** Returns a request of a route about things that don't exist, in the first of its roles. */
const bareRequest = ({ path, roles, body }: Route): ExampleRequest => {
  const role = roles === 'public' ? undefined : roles[0];
  return {
    isBare: true,
    address: path.replace(/\{\w+\}/g, 'NONE'),
    ...(role === undefined ? {} : { role }),
    ...(body === undefined ? {} : { body: {} }),
  };
};

/** Returns a request of every route, by its key: `GET /me`. */
export function exampleRequests(records: Records): ReadonlyMap<string, ExampleRequest> {
  const { opportunityId, claimant, certificates, holders, batchId, importId } = records;
  const { issuerId = ISSUER, requestId = 'none', supervisorId = 'none' } = records;
  const { invitationId = `${issuerId}.none`, personId = `${issuerId}.none` } = records;
  const partnership = { issuerId, partnerId: PARTNER };
  const certificate = (index: number) => `/certificates/${certificates[index]}`;
  const [id = ''] = certificates;
  const coordinator = (address: string, body?: unknown): ExampleRequest => ({
    role: 'coordinator',
    address,
    ...(body === undefined ? {} : { body }),
  });
  const administrator = (address: string, body?: unknown): ExampleRequest => ({
    ...coordinator(address, body),
    role: 'administrator',
  });
  const supervisor = (address: string, body?: unknown): ExampleRequest => ({
    ...coordinator(address, body),
    role: 'supervisor',
  });
  const approver = (address: string): ExampleRequest => ({ role: 'approver', address });
  const volunteer = (holder: string, address: string, body?: unknown): ExampleRequest => ({
    ...coordinator(address, body),
    role: 'volunteer',
    id: holder,
  });
  // One for every issuer speaks for no partner.
  const partner = (address: string, body: unknown): ExampleRequest => ({
    ...administrator(address, body),
    issuers: [PARTNER],
  });
  const requests: Record<string, ExampleRequest> = {
    'GET /issuers': { address: '/issuers' },
    'GET /volunteers': coordinator('/volunteers'),
    'POST /volunteers/search': coordinator('/volunteers/search', { text: 'V' }),
    'GET /volunteers/{id}': coordinator(`/volunteers/${claimant}?issuer=${issuerId}`),
    'GET /volunteers/{id}/preview': coordinator(
      `/volunteers/${claimant}/preview?issuer=${issuerId}&opportunity=${opportunityId}`,
    ),
    'POST /imports': coordinator('/imports', { fileName: 'hours.csv', size: 100 }),
    'GET /imports': coordinator('/imports'),
    'GET /imports/{id}': coordinator(`/imports/${importId}`),
    'GET /imports/{id}/problems.csv': coordinator(`/imports/${importId}/problems.csv`),
    'POST /imports/{id}/release': supervisor(`/imports/${importId}/release`),
    'POST /imports/{id}/release/withdrawal': coordinator(`/imports/${importId}/release/withdrawal`),
    'POST /imports/{id}/withdrawal': coordinator(`/imports/${importId}/withdrawal`),
    'PUT /opportunities/{id}': coordinator(`/opportunities/${opportunityId}-2`, {
      issuerId,
      titleAr: 'فحص السكري',
      titleEn: 'Diabetes Screening',
      track: 'preventive',
      startsOn: '2025-02-01',
      endsOn: '2025-03-31',
      requiredMinutes: 600,
    }),
    'GET /opportunities': coordinator('/opportunities'),
    'GET /partnerships': coordinator('/partnerships'),
    'GET /partnerships/report': coordinator(`/partnerships/report?${PERIOD}`),
    'GET /opportunities/{id}/certificates': coordinator(
      `/opportunities/${opportunityId}/certificates?issuer=${issuerId}&partner=${PARTNER}`,
    ),
    'POST /opportunities/{id}/acceptance': partner(`/opportunities/${opportunityId}/acceptance`, {
      ...partnership,
      termsSha256: '0'.repeat(64),
      validUntil: '2099-12-31',
    }),
    'POST /opportunities/{id}/acceptance/withdrawal': partner(
      `/opportunities/${opportunityId}/acceptance/withdrawal`,
      partnership,
    ),
    'GET /hours/pending': supervisor(`/hours/pending?opportunity=${opportunityId}`),
    'GET /hours/pending/opportunities': supervisor('/hours/pending/opportunities'),
    'POST /hours/approvals': supervisor('/hours/approvals', { decision: 'approved', opportunityId }),
    'GET /hours/supervisors': coordinator('/hours/supervisors'),
    'POST /hours/requests': coordinator('/hours/requests', { opportunityId, supervisorId }),
    'GET /hours/requests': coordinator('/hours/requests'),
    'GET /hours/requests/{id}': coordinator(`/hours/requests/${requestId}`),
    'POST /hours/requests/{id}/withdrawal': coordinator(`/hours/requests/${requestId}/withdrawal`),
    'GET /approve': { address: '/approve' },
    'POST /approvals/open': { address: '/approvals/open', body: { token: NOBODYS_TOKEN } },
    'POST /approvals/decision': {
      address: '/approvals/decision',
      body: { token: NOBODYS_TOKEN, decision: 'approved', shifts: [{ entryId: 'E', mark: 'M' }] },
    },
    'GET /me': volunteer(claimant, '/me'),
    'GET /me/certificates': volunteer(holders[0] ?? '', '/me/certificates'),
    'GET /me/transcript': volunteer(claimant, `/me/transcript?${PERIOD}`),
    'GET /me/hours': volunteer(claimant, '/me/hours'),
    'GET /me/corrections': volunteer(holders[0] ?? '', '/me/corrections'),
    'POST /me/name/confirmation': volunteer(claimant, '/me/name/confirmation', {
      issuerId,
      nameAr: 'نورة سالم الحربي',
      nameEn: 'Noura Salem Alharbi',
    }),
    'POST /me/name/corrections': volunteer(holders[6] ?? holders[0] ?? '', '/me/name/corrections', {
      issuerId,
      ...NAME,
    }),
    'GET /name-requests': coordinator('/name-requests'),
    'POST /name-requests/{id}/decision': coordinator(`/name-requests/${claimant}/decision`, {
      issuerId,
      decision: 'approve',
    }),
    'POST /me/certificates': volunteer(claimant, '/me/certificates', { opportunityId }),
    'GET /certificates/{id}/document': coordinator(`${certificate(0)}/document`),
    'GET /certificates/{id}/picture': volunteer(holders[0] ?? '', `${certificate(0)}/picture`),
    'GET /certificates': coordinator('/certificates'),
    'POST /certificates/search': coordinator('/certificates/search', { state: 'issued' }),
    'GET /certificates/{id}': coordinator(certificate(0)),
    'POST /batches': coordinator('/batches', { opportunityIds: [opportunityId], dryRun: true }),
    'GET /batches': coordinator('/batches'),
    'GET /batches/{id}': coordinator(`/batches/${batchId}`),
    'GET /batches/{id}/deliveries': coordinator(`/batches/${batchId}/deliveries`),
    'GET /deliveries': coordinator(`/deliveries?issuer=${issuerId}&state=bounced`),
    'POST /certificates/{id}/email': coordinator(`${certificate(0)}/email`, {}),
    'GET /batches/{id}/items': coordinator(`/batches/${batchId}/items`),
    'GET /batches/{id}/archive': coordinator(`/batches/${batchId}/archive`),
    'GET /batches/{id}/print-run': coordinator(`/batches/${batchId}/print-run`),
    'GET /batches/{id}/report.csv': coordinator(`/batches/${batchId}/report.csv`),
    'POST /batches/{id}/pause': coordinator(`/batches/${batchId}/pause`),
    'POST /batches/{id}/resume': coordinator(`/batches/${batchId}/resume`),
    'POST /batches/{id}/cancel': coordinator(`/batches/${batchId}/cancel`),
    'POST /batches/{id}/retry': coordinator(`/batches/${batchId}/retry`),
    'POST /batches/{id}/approve': approver(`/batches/${batchId}/approve`),
    'POST /certificates/{id}/revocation': coordinator(`${certificate(1)}/revocation`, {
      reasonCode: 'holder_request',
    }),
    'POST /certificates/{id}/suspension': coordinator(`${certificate(2)}/suspension`, {}),
    'POST /certificates/{id}/reinstatement': coordinator(`${certificate(2)}/reinstatement`, {}),
    'POST /certificates/{id}/erasure': coordinator(`${certificate(3)}/erasure`, {}),
    'POST /certificates/{id}/replacement': coordinator(`${certificate(4)}/replacement`, SPELLING),
    'POST /certificates/{id}/link': coordinator(`${certificate(0)}/link`),
    'POST /certificates/{id}/link/withdrawal': coordinator(`${certificate(0)}/link/withdrawal`),
    'POST /my/certificate': { address: '/my/certificate', body: { token: `${id}${'0'.repeat(32)}` } },
    'POST /my/certificate/document': {
      address: '/my/certificate/document',
      body: { token: `${id}${'0'.repeat(32)}` },
    },
    'POST /my/certificate/picture': {
      address: '/my/certificate/picture',
      body: { token: `${id}${'0'.repeat(32)}` },
    },
    'POST /my/certificate/language': {
      address: '/my/certificate/language',
      body: { token: `${id}${'0'.repeat(32)}`, language: 'ar' },
    },
    'PUT /me/language': volunteer(claimant, '/me/language', { language: 'ar' }),
    'POST /my/links': { address: '/my/links', body: { certificateId: id, email: 'nobody@example.org' } },
    'POST /certificates/{id}/corrections': volunteer(holders[5] ?? '', `${certificate(5)}/corrections`, NAME),
    'GET /certificates/{id}/corrections': coordinator(`${certificate(5)}/corrections`),
    'GET /corrections': coordinator('/corrections'),
    'POST /corrections/{id}/decision': coordinator(`/corrections/${certificates[5]}-1/decision`, {
      decision: 'approve',
    }),
    'GET /my': { address: '/my' },
    'GET /sign-in': { address: '/sign-in' },
    'GET /verify': { address: '/verify' },
    'HEAD /verify': { address: '/verify' },
    'POST /verify': { address: '/verify', body: { certificateIds: [id] } },
    'GET /verify/{id}': { address: `/verify/${id}` },
    'HEAD /verify/{id}': { address: `/verify/${id}` },
    'OPTIONS /verify/{id}': { address: `/verify/${id}` },
    'GET /V/{id}': { address: `/V/${id}` },
    'HEAD /V/{id}': { address: `/V/${id}` },
    'GET /verify/{id}/match': { address: `/verify/${id}/match` },
    'POST /verify/{id}/match': { address: `/verify/${id}/match`, body: { name: 'Noura' } },
    'GET /verify/list': { address: '/verify/list' },
    'HEAD /verify/list': { address: '/verify/list' },
    'POST /verify/list': { isBare: true, address: '/verify/list', body: {} },
    'GET /': { address: '/' },
    'HEAD /': { address: '/' },
    'GET /favicon.ico': { address: '/favicon.ico' },
    'GET /robots.txt': { address: '/robots.txt' },
    'GET /{proxy+}': { address: '/nothing' },
    'HEAD /{proxy+}': { address: '/nothing' },
    'GET /assets/{name}': { address: '/assets/none.css' },
    'GET /certificates/{id}/credential': coordinator(`${certificate(0)}/credential`),
    'GET /.well-known/jwks.json': { address: '/.well-known/jwks.json' },
    'GET /issuers/{issuerId}': { address: '/issuers/rawabi-health-cluster' },
    'GET /status/{listId}': { address: '/status/rawabi-health-cluster-1' },
    'GET /health': { address: '/health' },
    'GET /openapi.json': { address: '/openapi.json' },
    'GET /console': { address: '/console' },
    'GET /console/{proxy+}': { address: '/console/imports' },
    'GET /people/me': coordinator('/people/me'),
    'GET /people/names': coordinator('/people/names'),
    'GET /reports': coordinator(`/reports?${PERIOD}`),
    'POST /issuing/halt': approver('/issuing/halt'),
    'POST /issuing/resume': approver('/issuing/resume'),
    'GET /issuing': coordinator('/issuing'),
    'POST /notifications/halt': approver('/notifications/halt'),
    'POST /notifications/resume': approver('/notifications/resume'),
    'GET /notifications': coordinator('/notifications'),
    'GET /journal': { role: 'auditor', address: '/journal?day=2025-02-01' },
    'GET /people': administrator('/people'),
    'POST /people/invitations': administrator('/people/invitations', {
      issuerId,
      name: 'Sara',
      email: 'sara@example.org',
      roles: ['recorder'],
    }),
    'POST /people/invitations/{id}/approval': administrator(`/people/invitations/${invitationId}/approval`),
    'POST /people/{id}/removal': administrator(`/people/${personId}/removal`),
    'GET /policy': administrator('/policy'),
    'POST /policy': administrator('/policy', {
      issuerId,
      makerAndChecker: false,
    }),
    // Whoever proposed can't approve.
    'POST /policy/approval': {
      ...administrator('/policy/approval', { issuerId }),
      id: 'second-administrator',
    },
    'GET /audit': { role: 'auditor', address: `/audit?${PERIOD}` },
  };
  return new Map(
    ROUTE_TABLE.map((route) => {
      const key = routeKey(route);
      return [key, requests[key] ?? bareRequest(route)];
    }),
  );
}
