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
  claims: [closed('POST', '/me/certificates')],
  documents: [closed('GET', '/certificates/{id}/document')],
  certificates: [closed('GET', '/certificates'), closed('GET', '/certificates/{id}')],
  directory: [open('GET', '/issuers'), closed('GET', '/volunteers')],
} as const satisfies Record<string, readonly Door[]>;

export type HandlerName = keyof typeof DOORS;
