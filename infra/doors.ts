export interface Door {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'OPTIONS';
  /** As API Gateway writes it: `/certificates/{id}`. */
  readonly path: string;
  /** `token`: the gateway's authorizer lets nobody through without a valid bearer token. */
  readonly access: 'public' | 'token';
}

const open = (method: Door['method'], path: string): Door => ({ method, path, access: 'public' });
const closed = (method: Door['method'], path: string): Door => ({ method, path, access: 'token' });

/** Every door of the service, under the handler (`functions/handlers/<name>.ts`) behind it. */
export const DOORS = {
  me: [closed('GET', '/me'), closed('GET', '/me/certificates')],
  transcript: [closed('GET', '/me/transcript')],
  claims: [closed('POST', '/me/certificates')],
  documents: [closed('GET', '/certificates/{id}/document')],
  certificates: [closed('GET', '/certificates'), closed('GET', '/certificates/{id}')],
  directory: [open('GET', '/issuers'), closed('GET', '/volunteers')],
  verification: [
    open('GET', '/verify'),
    open('HEAD', '/verify'),
    open('POST', '/verify'),
    open('GET', '/verify/{id}'),
    open('HEAD', '/verify/{id}'),
    open('OPTIONS', '/verify/{id}'),
    open('GET', '/verify/{id}/match'),
    open('POST', '/verify/{id}/match'),
    open('GET', '/V/{id}'),
    open('HEAD', '/V/{id}'),
  ],
  assets: [open('GET', '/assets/{name}')],
  lifecycle: [
    closed('POST', '/certificates/{id}/revocation'),
    closed('POST', '/certificates/{id}/suspension'),
    closed('POST', '/certificates/{id}/reinstatement'),
    closed('POST', '/certificates/{id}/erasure'),
  ],
  corrections: [
    closed('POST', '/certificates/{id}/replacement'),
    closed('POST', '/certificates/{id}/corrections'),
    closed('GET', '/certificates/{id}/corrections'),
    closed('GET', '/corrections'),
    closed('POST', '/corrections/{id}/decision'),
  ],
  credential: [closed('GET', '/certificates/{id}/credential')],
  'public-proofs': [
    open('GET', '/.well-known/jwks.json'),
    open('GET', '/issuers/{issuerId}'),
    open('GET', '/status/{listId}'),
    open('GET', '/health'),
    open('GET', '/openapi.json'),
  ],
  batches: [
    closed('POST', '/batches'),
    closed('GET', '/batches'),
    closed('GET', '/batches/{id}'),
    closed('GET', '/batches/{id}/items'),
    closed('GET', '/batches/{id}/archive'),
    closed('GET', '/batches/{id}/report.csv'),
    closed('POST', '/batches/{id}/pause'),
    closed('POST', '/batches/{id}/resume'),
    closed('POST', '/batches/{id}/cancel'),
    closed('POST', '/batches/{id}/retry'),
    closed('POST', '/batches/{id}/approve'),
  ],
  oversight: [
    closed('GET', '/issuing'),
    closed('POST', '/issuing/halt'),
    closed('POST', '/issuing/resume'),
    closed('GET', '/notifications'),
    closed('POST', '/notifications/halt'),
    closed('POST', '/notifications/resume'),
    closed('GET', '/audit'),
  ],
  imports: [
    closed('POST', '/imports'),
    closed('GET', '/imports/{id}'),
    closed('GET', '/imports/{id}/problems.csv'),
  ],
  opportunities: [closed('PUT', '/opportunities/{id}'), closed('GET', '/opportunities')],
  hours: [closed('POST', '/hours/approvals')],
  reports: [closed('GET', '/reports')],
} as const satisfies Record<string, readonly Door[]>;

export type HandlerName = keyof typeof DOORS;
