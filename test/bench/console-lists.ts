/**
 * Measures how long the lists and searches of the console take on a running embedded cloud, on the first page and on the
 * last: `node test/bench/console-lists.ts ADDRESS ISSUER`. Best after a half-year was imported and issued there
 * (docs/performance.md says how). Pages of 50, one request at a time; medians of 21. Throws above 200 ms.
 */
const [, , address = 'http://127.0.0.1:8080', issuerId = 'tilal-health-cluster'] = process.argv;
const PAGE = 50;
const REQUESTS = 21;
const BUDGET_MS = 200;
/** Pages that are walked to the last one are as long as the API allows. */
const LONGEST_PAGE = 200;

interface List {
  readonly name: string;
  readonly role: string;
  readonly path: string;
  /** Asked for by `POST`, with the page in it. */
  readonly body?: object;
}

interface Found {
  readonly items: readonly unknown[];
  readonly cursor: string | null;
}

const tokens = new Map<string, Promise<string>>();

async function newToken(role: string): Promise<string> {
  const answer = await fetch(`${address}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, id: `${role}-of-lists`, issuers: [issuerId] }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function pageOf({ role, path, body }: List, limit: number, cursor: string | null): Promise<Found> {
  const token = tokens.get(role) ?? newToken(role);
  tokens.set(role, token);
  const url = new URL(path, address);
  const page = { limit, ...(cursor === null ? {} : { cursor }) };
  if (body === undefined)
    for (const [name, value] of Object.entries(page)) url.searchParams.set(name, `${value}`);
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify({ ...body, ...page }) }),
  });
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Found;
}

/** Returns the cursor of the last page, and how many items are before and on it. */
async function lastPage(list: List): Promise<{ cursor: string | null; items: number }> {
  let cursor: string | null = null;
  for (let items = 0; ; ) {
    const page: Found = await pageOf(list, LONGEST_PAGE, cursor);
    items += page.items.length;
    if (page.cursor === null) return { cursor, items };
    cursor = page.cursor;
  }
}

async function median(list: List, cursor: string | null): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < REQUESTS; request += 1) {
    const start = performance.now();
    await pageOf(list, PAGE, cursor);
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[REQUESTS >> 1] ?? Number.NaN;
}

const coordinator = { role: 'coordinator' };
const search = (name: string, path: string, body: object): List => ({ ...coordinator, name, path, body });
const [batch] = (await pageOf({ ...coordinator, name: '', path: '/batches' }, 1, null)).items as readonly {
  readonly batchId: string;
}[];
if (batch === undefined) throw new Error('No batch is there: import and issue a half-year first.');
const opportunities = { ...coordinator, name: 'opportunities', path: '/opportunities' };
const [opportunity] = (await pageOf(opportunities, 1, null)).items as readonly {
  readonly opportunityId: string;
}[];

const lists: readonly List[] = [
  { ...coordinator, name: 'volunteers', path: '/volunteers' },
  search('search for everybody', '/volunteers/search', { text: '' }),
  search('search for a first name', '/volunteers/search', { text: 'نوره' }),
  search('search for a full name', '/volunteers/search', { text: 'abdulaziz yasser aldossari' }),
  opportunities,
  { ...coordinator, name: 'certificates', path: '/certificates' },
  search('certificates by name', '/certificates/search', { text: 'فهد' }),
  search('certificates in force', '/certificates/search', { state: 'issued' }),
  { ...coordinator, name: 'items of a batch', path: `/batches/${batch.batchId}/items` },
  {
    ...coordinator,
    name: 'pending hours',
    path: `/hours/pending?opportunity=${opportunity?.opportunityId ?? ''}`,
  },
  { ...coordinator, name: 'not reached', path: `/deliveries?issuer=${issuerId}&state=nobody` },
  { role: 'auditor', name: 'journal', path: `/journal?day=${new Date().toISOString().slice(0, 10)}` },
];

const slow: string[] = [];
console.log('list                      items   first ms   last ms');
for (const list of lists) {
  const { cursor, items } = await lastPage(list);
  const first = await median(list, null);
  const last = await median(list, cursor);
  if (Math.max(first, last) > BUDGET_MS) slow.push(list.name);
  console.log(
    [
      list.name.padEnd(24),
      `${items}`.padStart(6),
      first.toFixed(0).padStart(10),
      last.toFixed(0).padStart(9),
    ].join(' '),
  );
}
if (slow.length > 0) throw new Error(`Above ${BUDGET_MS} ms: ${slow.join(', ')}`);
