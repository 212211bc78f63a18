import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import type { Attempt, RateLimit } from '../../functions/domain/ports/rate-limit.ts';
import { listRoutes } from '../../functions/handlers/verification/list-routes.ts';
import { pageRoutes } from '../../functions/handlers/verification/page-routes.ts';
import { verificationRoutes } from '../../functions/handlers/verification/verification-routes.ts';
import { readAssets } from '../../functions/pages/assets.ts';
import { pageContexts } from '../../functions/pages/page-contexts.ts';
import type { Answer, ApiEvent } from '../../functions/runtime/http/answer.ts';
import { apiHandler } from '../../functions/runtime/http/api-handler.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { builtAssets } from './built-assets.ts';
import { eventOf, type TestRequest } from './event-of.ts';

export const NOW = '2026-11-22T11:03:20.456Z';

/** A register in memory that counts reads and fails while `broken`. */
export class MemoryRegister {
  readonly certificates = new Map<string, Certificate>();
  reads = 0;
  broken = false;

  constructor(...certificates: readonly Certificate[]) {
    for (const certificate of certificates) this.certificates.set(certificate.certificateId, certificate);
  }

  async find(certificateId: string): Promise<Certificate | undefined> {
    this.#count();
    return this.certificates.get(certificateId);
  }

  async findMany(certificateIds: readonly string[]): Promise<Certificate[]> {
    this.#count();
    return certificateIds.flatMap((id) => this.certificates.get(id) ?? []);
  }

  #count(): void {
    this.reads += 1;
    if (this.broken) throw new Error('connect ECONNREFUSED');
  }
}

/** Allows a number of attempts for each name, then none. */
export class MemoryRateLimit implements RateLimit {
  readonly #counts = new Map<string, number>();
  readonly #onAttempt: (name: string) => void;

  constructor(onAttempt: (name: string) => void = () => {}) {
    this.#onAttempt = onAttempt;
  }

  async attempt(name: string, limit: number): Promise<Attempt> {
    this.#onAttempt(name);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count > limit ? { allowed: false, retryAfterSeconds: 42 } : { allowed: true };
  }
}

export const BASE_URL = 'https://verify.example.org';
export const assets = readAssets(builtAssets());

export const pages = pageContexts(templatesDirectory(), BASE_URL, loadIssuers(templatesDirectory()), assets);

/** Returns a function that sends a request to the verification routes, as API Gateway does. */
export function verificationClient(register: MemoryRegister, options: Options = {}) {
  const handler = verificationHandler(register, options);
  return async (method: string, path: string, request: TestRequest = {}): Promise<Answer> =>
    handler(eventOf(method, path, request));
}

interface Options {
  /** Receives the reported faults. */
  readonly faults?: unknown[];
  readonly now?: () => string;
  /** Receives the name of each attempt that is counted. */
  readonly onAttempt?: (name: string) => void;
}

/** Returns the Lambda handler of the verification routes over a register. */
export function verificationHandler(
  register: Pick<MemoryRegister, 'find' | 'findMany'>,
  { faults = [], now = () => NOW, onAttempt }: Options = {},
): (event: ApiEvent) => Promise<Answer> {
  const routes = verificationRoutes({
    register,
    rateLimit: new MemoryRateLimit(onAttempt),
    now,
    reportFault: (fault) => faults.push(fault),
    pages,
  });
  const handler = apiHandler<'verification/verification'>(routes);
  return async (event) => await handler(event, {} as never);
}

/** Returns a function that sends a request to the routes of lists. The body is text of bytes (latin1). */
export function listClient(register: MemoryRegister, { faults = [], now = () => NOW }: Options = {}) {
  const handler = apiHandler<'verification/lists'>(
    listRoutes({
      register,
      rateLimit: new MemoryRateLimit(),
      now,
      reportFault: (fault) => faults.push(fault),
      pages,
    }),
  );
  return async (method: string, path: string, { body = '', ...request }: TestRequest = {}): Promise<Answer> =>
    handler(
      {
        ...eventOf(method, path, request),
        body: Buffer.from(body, 'latin1').toString('base64'),
        isBase64Encoded: true,
      },
      {} as never,
    );
}

/** Returns a function that sends a request to the routes of the home, the files, and every other address. */
export function pageClient() {
  const handler = apiHandler<'verification/pages'>(pageRoutes({ assets, pages }));
  return async (method: string, path: string, request: TestRequest = {}): Promise<Answer> =>
    handler(
      {
        ...eventOf(method, path, request),
        pathParameters: { proxy: path.slice(1), name: path.split('/').at(-1) ?? '' },
      },
      {} as never,
    );
}
