import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import type { Attempt, RateLimit } from '../../functions/domain/ports/rate-limit.ts';
import { verificationRoutes } from '../../functions/handlers/verification/verification-routes.ts';
import { readAssets } from '../../functions/pages/assets.ts';
import type { Language } from '../../functions/pages/language.ts';
import type { PageContext } from '../../functions/pages/page-frame.ts';
import { readVerificationWords } from '../../functions/pages/verification-words.ts';
import type { Answer, ApiEvent } from '../../functions/runtime/http/answer.ts';
import { apiHandler } from '../../functions/runtime/http/api-handler.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { type Asking, eventOf } from './event-of.ts';

export const NOW = '2026-11-22T11:03:20.456Z';

/** A register in memory that counts reads and can be out of reach. */
export class RegisterInMemory {
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

/** Allows so many attempts on a name, then none. */
export class AttemptsInMemory implements RateLimit {
  readonly #counts = new Map<string, number>();
  readonly #limit: number;

  constructor(limit = 5) {
    this.#limit = limit;
  }

  async attempt(name: string): Promise<Attempt> {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count > this.#limit ? { allowed: false, retryAfterSeconds: 42 } : { allowed: true };
  }
}

export const BASE_URL = 'https://verify.example.org';
const words = readVerificationWords(templatesDirectory());
export const assets = readAssets(templatesDirectory());

const pageContext = (language: Language): PageContext => ({
  language,
  words: words[language],
  baseUrl: BASE_URL,
  stylePath: assets.pathOf('page.css'),
  scriptPath: assets.pathOf('page.js'),
});

/** The doors of verification over a register, asked as API Gateway asks them. */
export function verificationOver(register: RegisterInMemory, context: Context = {}) {
  const handler = handlerOver(register, context);
  return async (method: string, path: string, asked: Asking = {}): Promise<Answer> =>
    handler(eventOf(method, path, asked));
}

interface Context {
  readonly faults?: unknown[];
  readonly now?: () => string;
}

/** The function of the doors of verification over a register. */
export function handlerOver(
  register: RegisterInMemory,
  { faults = [], now = () => NOW }: Context = {},
): (event: ApiEvent) => Promise<Answer> {
  const routes = verificationRoutes({
    register,
    rateLimit: new AttemptsInMemory(),
    now,
    reportFault: (fault) => faults.push(fault),
    pages: { ar: pageContext('ar'), en: pageContext('en') },
  });
  const handler = apiHandler<'verification/verification'>(routes);
  return async (event) => await handler(event, {} as never);
}
