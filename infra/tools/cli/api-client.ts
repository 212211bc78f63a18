import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { ANSWERS, type BatchAnswer, type ImportReport, type ListItem } from './api-answers.ts';
import { ApiFault, ApiRefusal, ApiUnreachable, reach, readJson } from './api-exchange.ts';

/** Which volunteers and opportunities a batch is about; the names are those of `POST /batches`. */
export interface BatchSelection {
  readonly opportunityIds?: readonly string[];
  readonly volunteerIds?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly track?: string;
  /** Whether holders are told by e-mail; they are unless it says no. */
  readonly notify?: boolean;
  readonly dryRun: boolean;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface ApiClientOptions {
  /** Base address without a slash at the end. */
  readonly url: string;
  /** Bearer token; absent: only public doors answer. */
  readonly token?: string;
  /** Language of the service's messages. */
  readonly language?: 'ar' | 'en';
}

const ENDED_IMPORTS = new Set(['imported', 'checked', 'refused', 'failed']);
const ENDED_BATCHES = new Set(['done', 'cancelled', 'draft', 'awaiting_approval']);
const REQUEST_TIMEOUT_MS = 60_000;
const TRANSFER_TIMEOUT_MS = 3_600_000;
const LONGEST_POLL_PAUSE_MS = 2_000;
const TOLERATED_POLL_FAULTS = 10;
const PAUSES_AFTER_FAULTS_MS = [300, 1_000];

/** A small client of the public HTTP API, for the command line and for loading the sample. */
export class ApiClient {
  readonly url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(options: ApiClientOptions) {
    this.url = options.url.replace(/\/+$/, '');
    this.#headers = {
      accept: 'application/json',
      'accept-language': options.language ?? 'en',
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
    };
  }

  /** One request; the answer as it came, whatever its status. Throws `ApiUnreachable` when there is none. */
  async request(
    method: string,
    path: string,
    init: { query?: Query; body?: unknown; accept?: string } = {},
  ): Promise<Response> {
    const address = new URL(this.url + path);
    for (const [name, value] of Object.entries(init.query ?? {})) {
      if (value !== undefined) address.searchParams.set(name, String(value));
    }
    return reach(address.href, {
      method,
      redirect: 'manual',
      headers: {
        ...this.#headers,
        ...(init.accept === undefined ? {} : { accept: init.accept }),
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  }

  /**
   * The JSON of a successful answer. Throws `ApiRefusal` for a "no", `ApiUnreachable` for a fault that stays after
   * some tries: a store that is just waking up answers the next question.
   */
  async get(path: string, query: Query = {}): Promise<unknown> {
    for (const wait of PAUSES_AFTER_FAULTS_MS) {
      try {
        return await this.#getOnce(path, query);
      } catch (error) {
        if (!(error instanceof ApiFault)) throw error;
        await pause(wait);
      }
    }
    return this.#getOnce(path, query);
  }

  async #getOnce(path: string, query: Query): Promise<unknown> {
    return readJson(await this.request('GET', path, { query }), this.url + path);
  }

  /** As `get`, with a body and a verb that changes something. */
  async send(method: 'POST' | 'PUT', path: string, body: unknown = {}): Promise<unknown> {
    return readJson(await this.request(method, path, { body }), this.url + path);
  }

  /** The text of a successful answer in another media type than JSON. */
  async text(path: string, query: Query, mediaType: string): Promise<string> {
    const answer = await this.request('GET', path, { query, accept: mediaType });
    if (!answer.ok) await readJson(answer, this.url + path);
    // `Response.text()` would drop the byte order mark that Excel needs.
    return Buffer.from(await answer.arrayBuffer()).toString('utf8');
  }

  /** Where a door that answers with a link sends its caller. Refusals and faults as `get`. */
  async link(path: string): Promise<string> {
    const answer = await this.request('GET', path);
    const location = answer.headers.get('location');
    await (location === null ? readJson(answer, this.url + path) : answer.body?.cancel());
    if (location === null) throw new ApiUnreachable(this.url + path, 'the answer has no link');
    return new URL(location, this.url).href;
  }

  /** As `link` for what is built first, perhaps in several parts: asks until every part has its link. */
  async links(path: string, onProgress: (ready: number, parts: number) => void): Promise<string[]> {
    return this.#poll(
      async () => {
        const answer = await this.request('GET', path);
        const location = answer.headers.get('location');
        if (location !== null) {
          await answer.body?.cancel();
          return [new URL(location, this.url).href];
        }
        const building = answer.status === 202;
        const body = await readJson(answer, this.url + path);
        if (!building) return this.understand(ANSWERS.linkedParts, body).items.map(({ url }) => url);
        const { ready, parts } = this.understand(ANSWERS.building, body);
        onProgress(ready, parts);
        return [];
      },
      (links) => links.length > 0,
      {},
    );
  }

  /** The bytes behind a link, which carries its own right to read: the token stays here. */
  async open(link: string): Promise<AsyncIterable<Uint8Array>> {
    const answer = await reach(link, { signal: AbortSignal.timeout(TRANSFER_TIMEOUT_MS) });
    const origin = new URL(link).origin;
    if (!answer.ok || answer.body === null) {
      throw new ApiUnreachable(origin, `the download was answered ${answer.status}`);
    }
    return answer.body;
  }

  /** As `get`, checked against one of `ANSWERS`. */
  understand<T extends z.ZodType>(shape: T, answer: unknown): z.infer<T> {
    const read = shape.safeParse(answer);
    if (read.success) return read.data;
    const where = read.error.issues[0]?.path.join('.') ?? '';
    throw new ApiUnreachable(this.url, `the answer has another shape than expected (at "${where}")`);
  }

  /** All items of a list, page after page; stops after `atMost` items. */
  async *list(path: string, query: Query = {}, atMost = Number.POSITIVE_INFINITY): AsyncGenerator<ListItem> {
    let cursor: string | undefined;
    let left = atMost;
    do {
      const page = this.understand(
        ANSWERS.listPage,
        await this.get(path, { ...query, limit: Math.min(left, 200), cursor }),
      );
      for (const item of page.items.slice(0, left)) yield item;
      left -= page.items.length;
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined && left > 0);
  }

  /**
   * Uploads a CSV or XLSX file and waits for its report; `state` is `imported`, `checked` (a dry run without
   * problems) or `refused`, with every problem by row and column. `onProgress` sees each report on the way.
   */
  async importFile(
    path: string,
    options: { dryRun?: boolean; onProgress?: (report: ImportReport) => void; signal?: AbortSignal } = {},
  ): Promise<ImportReport> {
    const { size } = await stat(path);
    const ticket = this.understand(
      ANSWERS.importTicket,
      await this.send('POST', '/imports', {
        fileName: basename(path),
        size,
        dryRun: options.dryRun ?? false,
      }),
    );
    const uploaded = await reach(ticket.uploadUrl, {
      method: 'PUT',
      // A blob is streamed from the disk and, unlike a stream, sent with its length, which S3 insists on.
      body: await openAsBlob(path),
      headers: ticket.uploadHeaders ?? {},
      signal: AbortSignal.timeout(TRANSFER_TIMEOUT_MS),
    });
    if (!uploaded.ok) {
      throw new ApiUnreachable(
        new URL(ticket.uploadUrl).origin,
        `the upload was answered ${uploaded.status}`,
      );
    }
    return this.#poll(
      async () => this.understand(ANSWERS.importReport, await this.get(`/imports/${ticket.importId}`)),
      (report) => ENDED_IMPORTS.has(report.state),
      options,
    );
  }

  /** Starts a batch or, with `dryRun`, the verdicts for one. */
  async createBatch(selection: BatchSelection): Promise<BatchAnswer> {
    return this.understand(ANSWERS.batch, await this.send('POST', '/batches', selection));
  }

  /** Lets a dry run go on, exactly as it was shown. */
  async confirmBatch(batchId: string): Promise<BatchAnswer> {
    return this.understand(ANSWERS.batch, await this.send('POST', '/batches', { confirms: batchId }));
  }

  /** The batch as it is now. */
  async batch(batchId: string): Promise<BatchAnswer> {
    return this.understand(ANSWERS.batch, await this.get(`/batches/${encodeURIComponent(batchId)}`));
  }

  /** Waits until a batch is done or cancelled, or `until` says that it need not go on. */
  async waitForBatch(
    batchId: string,
    options: {
      onProgress?: (batch: BatchAnswer) => void;
      until?: (batch: BatchAnswer) => boolean;
      signal?: AbortSignal;
    } = {},
  ): Promise<BatchAnswer> {
    return this.#poll(
      () => this.batch(batchId),
      (batch) => ENDED_BATCHES.has(batch.state) || options.until?.(batch) === true,
      options,
    );
  }

  /** Asks again and again, ever more slowly; a few lost answers in a row don't end a long wait. */
  async #poll<T>(
    ask: () => Promise<T>,
    ended: (answer: T) => boolean,
    options: { onProgress?: (answer: T) => void; signal?: AbortSignal },
  ): Promise<T> {
    let faults = 0;
    for (let wait = 100; ; wait = Math.min(wait * 1.5, LONGEST_POLL_PAUSE_MS)) {
      try {
        const answer = await ask();
        faults = 0;
        options.onProgress?.(answer);
        if (ended(answer)) return answer;
      } catch (error) {
        const passing =
          error instanceof ApiUnreachable || (error instanceof ApiRefusal && error.status === 429);
        faults += 1;
        if (!passing || faults > TOLERATED_POLL_FAULTS) throw error;
      }
      await pause(wait, undefined, options.signal === undefined ? {} : { signal: options.signal });
    }
  }
}

/** Asks the embedded cloud for a bearer token; elsewhere there is no such door and the answer is `undefined`. */
export async function embeddedCloudToken(
  url: string,
  who: { readonly role: string; readonly id?: string; readonly issuers?: readonly string[] },
): Promise<string | undefined> {
  const client = new ApiClient({ url });
  const health = await client.request('GET', '/_local/health');
  await health.body?.cancel();
  if (!health.ok) return undefined;
  const answer = await client.send('POST', '/_local/token', who);
  const token = (answer as { access_token?: unknown } | null)?.access_token;
  return typeof token === 'string' ? token : undefined;
}
