import { ANSWERS, type Problem } from './api-answers.ts';

/** The service said no: an HTTP status below 500 other than success, with its problem document. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  readonly problem: Problem;
  /** What was asked, with its query. */
  readonly address: string;

  constructor(status: number, problem: Problem, address: string) {
    super(problem.title ?? problem.detail ?? problem.message ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
    this.address = address;
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

/** The service is there but failed on its side: HTTP 500 and above. Nothing is known about what was asked. */
export class ApiFault extends ApiUnreachable {
  override readonly name = 'ApiFault';
}

/** One request; throws `ApiUnreachable` with the reason in a word when there is no answer. */
export async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    throw new ApiUnreachable(new URL(address).origin, networkReason(error));
  }
}

function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}

/** The JSON of a successful answer. Throws `ApiRefusal` below HTTP 500, `ApiFault` from there on. */
export async function readJson(response: Response, address: string): Promise<unknown> {
  const text = await response.text();
  let answer: unknown = null;
  let readable = true;
  try {
    answer = text === '' ? null : JSON.parse(text);
  } catch {
    readable = false;
  }
  if (response.ok && readable) return answer;
  const problem = ANSWERS.problem.safeParse(answer);
  if (response.status < 500 && !response.ok) {
    throw new ApiRefusal(response.status, problem.success ? problem.data : {}, response.url || address);
  }
  if (response.ok) throw new ApiUnreachable(address, 'the answer is not JSON');
  const { title, detail, message } = problem.success ? problem.data : {};
  throw new ApiFault(
    address,
    [title ?? detail ?? message, `HTTP ${response.status}`].filter(Boolean).join(', '),
  );
}
