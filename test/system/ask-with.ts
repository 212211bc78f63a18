/** What a route answered: its status, and its JSON where that is what it sent. */
export interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Calls an address with a token, as any program could: without the client that knows the routes. */
export async function askWith(
  url: string,
  token: string,
  method: string,
  address: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(url + address, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, json: isJson ? JSON.parse(text) : {} };
}
