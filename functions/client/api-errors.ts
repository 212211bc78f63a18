import type { RefusalCode } from '../domain/refusal.ts';

/** A problem document (RFC 9457) of the service, or the `{"message"}` of its gateway. */
export interface Problem {
  readonly status?: number;
  readonly code?: RefusalCode | 'FAULT' | (string & {});
  readonly title?: string;
  readonly message?: string;
  readonly [fact: string]: unknown;
}

/** The service refused: an HTTP status below 500 that the route doesn't list as an answer. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  readonly problem: Problem;
  /** The address that was asked, with its query. */
  readonly address: string;

  constructor(status: number, problem: Problem, address: string) {
    super(problem.title ?? problem.message ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
    this.address = address;
  }

  /** The permanent code; undefined for a refusal of the gateway. */
  get code(): Problem['code'] {
    return this.problem.code;
  }
}

/** No usable answer: the address can't be reached, or what answers there is not this service. */
export class ApiUnreachable extends Error {
  override readonly name: string = 'ApiUnreachable';
  readonly url: string;

  constructor(url: string, message: string) {
    super(message);
    this.url = url;
  }
}

/** The service failed: an HTTP status of 500 or above. Whether the request took effect is unknown. */
export class ApiFault extends ApiUnreachable {
  override readonly name = 'ApiFault';
  readonly problem: Problem;

  constructor(url: string, message: string, problem: Problem = {}) {
    super(url, message);
    this.problem = problem;
  }
}
