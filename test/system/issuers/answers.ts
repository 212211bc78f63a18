/** An answer to compare between two worlds: what differs from one run of the same world to the next is taken out. */
export interface ComparedAnswer {
  readonly status: number | string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Headers that differ with every answer. */
const OF_THE_MOMENT = new Set([
  'date',
  'content-length',
  'connection',
  'keep-alive',
  'apigw-requestid',
  'x-request-id',
  'etag',
]);
/** Numbers that depend on how fast the machine is. */
const OF_SPEED = new Set(['ratePerSecond', 'secondsLeft', 'retryAfterSeconds']);

/** Returns an answer without IDs that the service drew, instants and links. `limited`: the page may show any items. */
export function comparedAnswer(
  { status, headers, text }: { readonly status: number; readonly headers: Headers; readonly text: string },
  { limited, built }: { readonly limited: boolean; readonly built: boolean },
): ComparedAnswer {
  const type = headers.get('content-type') ?? '';
  const shown = Object.fromEntries(
    [...headers].filter(([name]) => !OF_THE_MOMENT.has(name)).map(([name, value]) => [name, settled(value)]),
  );
  // A file that is built on demand is ready at the first request or at the next.
  if (built && status < 400) return { status: 'built', headers: {}, body: null };
  if (status === 302) return { status, headers: { location: 'somewhere' }, body: null };
  if (/json/.test(type) && !/jwt/.test(type)) return { status, headers: shown, body: jsonIn(text, limited) };
  // A page is public, and tells when it was made.
  return { status, headers: shown, body: /text\/csv/.test(type) ? settled(text) : 'a page or a file' };
}

function jsonIn(text: string, limited: boolean): unknown {
  const value: unknown = text === '' ? null : JSON.parse(text);
  if (limited && value !== null && typeof value === 'object' && 'items' in value && 'cursor' in value)
    return { items: (value.items as unknown[]).length, more: value.cursor !== null };
  return settledValue(value);
}

function settledValue(value: unknown): unknown {
  if (typeof value === 'string') return settled(value);
  // The order of what was made at the same moment is not that of the other world.
  if (Array.isArray(value))
    return value
      .map(settledValue)
      .map((item) => [JSON.stringify(item), item] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, item]) => item);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, OF_SPEED.has(name) ? null : settledValue(inner)]),
  );
}

/** Returns a text without instants, drawn IDs and hashes. */
export const settled = (text: string): string =>
  text
    .replace(/https?:\/\/[^\s"<>]*/g, '<link>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<instant>')
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<drawn>')
    .replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{32}\b|\b[0-9a-f]{16}\b/g, '<drawn>')
    .replace(/\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-TV-Z]{2}\b/g, '<certificate>')
    .replace(/\b[0-9A-HJKMNP-TV-Z]{18}\b/g, '<certificate>');
