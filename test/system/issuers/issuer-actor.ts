import { RUNNING_STATES } from '../../../functions/domain/import/import.ts';
import type { Role } from '../../../functions/domain/staff/roles.ts';
import { idOf } from '../../certificates.ts';
import { eventually } from '../../local/eventually.ts';
import { type ComparedAnswer, comparedAnswer } from './answers.ts';
import { kindOfPath, type RandomRequest, REFERENCE } from './random-requests.ts';

/** A service, and tokens for it. */
export interface Service {
  readonly url: string;
  token(role: Role, options: { id: string; issuers: string[] }): Promise<string>;
}

/** One step of an issuer's people: a request, or the import of a file. */
export type Step =
  | { readonly kind: 'request'; readonly request: RandomRequest }
  | { readonly kind: 'import'; readonly name: string; readonly text: string; readonly dryRun: boolean };

/** What was answered to a step: as it came, and as it is compared. */
export interface StepAnswer {
  readonly step: string;
  readonly answers: readonly ComparedAnswer[];
  readonly raw: string;
  /** What was sent: it may come back, as a foreign ID in a list of unknown ones. */
  readonly asked: string;
}

/** Returns an ID that nobody has, in the form of those that the service draws for an issuer. */
function nobodys(kind: string, issuerId: string): string {
  const drawn = '0123456789abcdef';
  const certificateId = idOf(65_000);
  const forms: Readonly<Record<string, string>> = {
    import: drawn.repeat(2),
    certificate: certificateId,
    correction: `${certificateId}-1`,
    people: `${issuerId}.${drawn}`,
  };
  return forms[kind] ?? drawn;
}

/** Fields of answers that name a record which the service drew an ID for, unlike those that people choose. */
const DRAWN_ID = /(?:[0-9a-f]{16}|^[0-9A-Z]{18}-\d+)$/;
const BUSY: ReadonlySet<string> = new Set([...RUNNING_STATES, 'planning', 'running']);

/** The people of one issuer, who take steps in a service and wait for what each step sets off. */
export class IssuerActor {
  readonly issuerId: string;
  /** The actor of the other issuer, whose records this one tries to reach; absent where that issuer has none. */
  other: IssuerActor | undefined;
  readonly #service: Service;
  readonly #tokens = new Map<string, Promise<string>>();
  /** IDs that the service drew for this issuer, in their order, by the kind of record that a path is about. */
  readonly #ids = new Map<string, string[]>();
  /** Every ID that the service drew for this issuer. */
  readonly drawn = new Set<string>();

  constructor(service: Service, issuerId: string) {
    this.#service = service;
    this.issuerId = issuerId;
  }

  /** Takes a step, and waits until nothing that it set off is at work any more. */
  async take(step: Step): Promise<StepAnswer> {
    const answer = step.kind === 'import' ? await this.#import(step) : await this.#request(step.request);
    await this.#settle();
    return answer;
  }

  /** Sends a request of one of the issuer's people. */
  async send(
    role: Role | undefined,
    method: string,
    path: string,
    { body, volunteerId = '' }: { readonly body?: unknown; readonly volunteerId?: string } = {},
  ) {
    const authorization = role === undefined ? {} : { authorization: await this.#bearer(role, volunteerId) };
    const answer = await fetch(this.#service.url + path, {
      method,
      redirect: 'manual',
      headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    this.#remember(path, answer.status, text);
    return { status: answer.status, headers: answer.headers, text };
  }

  #bearer(role: Role, volunteerId: string): Promise<string> {
    const id = role === 'volunteer' ? `${this.issuerId}/${volunteerId}` : `${this.issuerId}-${role}`;
    const token = this.#tokens.get(id) ?? this.#service.token(role, { id, issuers: [this.issuerId] });
    this.#tokens.set(id, token);
    return token.then((text) => `Bearer ${text}`);
  }

  async #request({ key, method, path, role, volunteerId, body }: RandomRequest): Promise<StepAnswer> {
    const resolved = await this.#resolved(path);
    const sent = body === undefined ? undefined : JSON.parse(await this.#resolved(JSON.stringify(body)));
    const answer = await this.send(role, method, resolved, { body: sent, volunteerId });
    const kind = { limited: /[?&]limit=/.test(path), built: /archive|report\.csv/.test(key) };
    return {
      step: `${key} as ${role}: ${path} ${JSON.stringify(body)}`,
      answers: [comparedAnswer(answer, kind)],
      raw: answer.text,
      asked: `${resolved}${JSON.stringify(sent)}`,
    };
  }

  async #import({ name, text, dryRun }: Extract<Step, { kind: 'import' }>): Promise<StepAnswer> {
    const file = Buffer.from(await this.#resolved(text));
    const body = { fileName: name, size: file.length, dryRun };
    const begun = await this.send('coordinator', 'POST', '/imports', { body });
    const { importId, uploadUrl } = JSON.parse(begun.text) as { importId: string; uploadUrl: string };
    await fetch(uploadUrl, { method: 'PUT', body: file });
    const ended = await this.#ended(`/imports/${importId}`);
    const problems = await this.send('coordinator', 'GET', `/imports/${importId}/problems.csv?lang=en`);
    const kind = { limited: false, built: false };
    return {
      step: `import ${dryRun} ${text}`,
      answers: [begun, ended, problems].map((answer) => comparedAnswer(answer, kind)),
      raw: ended.text + problems.text,
      asked: file.toString('utf8'),
    };
  }

  /** Waits until an import or a batch is at rest, and returns the last answer about it. */
  #ended(path: string) {
    return eventually(
      async () => {
        const answer = await this.send('coordinator', 'GET', path);
        return !BUSY.has((JSON.parse(answer.text) as { state: string }).state) && answer;
      },
      { withinMilliseconds: 60_000, everyMilliseconds: 200 },
    );
  }

  /** Waits until every import and batch of the issuer is at rest. */
  async #settle(): Promise<void> {
    for (const id of this.#ids.get('import') ?? []) await this.#ended(`/imports/${id}`);
    for (const id of this.#ids.get('batch') ?? []) await this.#ended(`/batches/${id}`);
  }

  /** Keeps the IDs that the service drew. */
  #remember(path: string, status: number, text: string): void {
    const kind = kindOfPath(path);
    if (status >= 300 || kind === 'certificate' || !text.startsWith('{')) return;
    const answer = JSON.parse(text) as Record<string, unknown>;
    const ids = this.#ids.get(kind) ?? [];
    this.#ids.set(kind, ids);
    for (const [name, id] of Object.entries(answer)) {
      const isOwn = typeof id === 'string' && (name === 'id' || name === `${kind}Id`) && DRAWN_ID.test(id);
      if (!isOwn || ids.includes(id)) continue;
      ids.push(id);
      this.drawn.add(id);
    }
  }

  /** Returns a text with the IDs that its references stand for. */
  async #resolved(text: string): Promise<string> {
    const found = text.match(/@(?:own|other):[\w-]+:\d+/g) ?? [];
    let resolved = text;
    for (const reference of found) resolved = resolved.replace(reference, await this.#idOf(reference));
    return resolved;
  }

  async #idOf(reference: string): Promise<string> {
    const [, whose, kind = '', number] = REFERENCE.exec(reference) ?? [];
    const other = this.other;
    if (kind === 'list') return `${this.issuerId}-1`;
    if (kind === 'issuer') return whose === 'own' ? this.issuerId : OTHER_OF(this.issuerId);
    const ids = whose === 'own' ? await this.idsOf(kind) : ((await other?.idsOf(kind)) ?? []);
    return ids[Number(number) % Math.max(1, ids.length)] ?? nobodys(kind, this.issuerId);
  }

  /** Returns the issuer's IDs of a kind, in an order that is the same in every world. */
  async idsOf(kind: string): Promise<readonly string[]> {
    if (kind !== 'certificate') return this.#ids.get(kind) ?? [];
    const { text } = await this.send('coordinator', 'GET', '/certificates?limit=200');
    const { items } = JSON.parse(text) as { items: Readonly<Record<string, string | null>>[] };
    const orderOf = (item: (typeof items)[number]) =>
      [item.volunteerId, item.titleEn, item.opportunityId, item.issuedAt].join('|');
    return items
      .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
      .map(({ certificateId }) => {
        this.drawn.add(certificateId ?? '');
        return certificateId ?? '';
      });
  }
}

/** The two issuers of the test. Both are of one country and time zone. */
export const ISSUERS = ['nakheel-health-cluster', 'tilal-health-cluster'] as const;
const OTHER_OF = (issuerId: string) => (issuerId === ISSUERS[0] ? ISSUERS[1] : ISSUERS[0]);
