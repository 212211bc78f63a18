/** Every environment variable of a function, with its form. The stacks set them under the same names. */
const VARIABLES = {
  TABLE_NAME: 'name',
  BUCKET_NAME: 'name',
  PUBLIC_BASE_URL: 'address',
  IMPORT_QUEUE_URL: 'address',
  BATCH_QUEUE_URL: 'address',
  CHUNK_QUEUE_URL: 'address',
  CREDENTIAL_KEY_ID: 'name',
  SEAL_KEY_ID: 'name',
  RETIRED_KEY_IDS: 'name or nothing',
  RECORD_KEY_ID: 'name',
  MAIL_FROM: 'name',
  MAIL_CONFIGURATION: 'name',
  SIGN_IN_ISSUER: 'address',
  SIGN_IN_CLIENT_ID: 'name',
  SIGN_IN_ORIGIN: 'address',
  COMMAND_LINE_CLIENT_ID: 'name',
  EDGE_SECRET: 'name or nothing',
  FEDERATION_HAS_SECOND_FACTOR: 'name or nothing',
} as const;

export type Variable = keyof typeof VARIABLES;

/**
 * Reads environment variables, at cold start. A variable that may be absent is then the empty text. Uses no schema
 * library: loading one would be the longest step of a worker's cold start.
 * @throws Error with the name of a variable that is missing or malformed
 */
export function readEnvironment<N extends Variable>(...names: readonly N[]): Readonly<Record<N, string>> {
  const values = {} as Record<N, string>;
  for (const variable of names) {
    const value = process.env[variable] ?? '';
    const form = VARIABLES[variable];
    const isNeeded = form === 'name' || form === 'address';
    const mustBeAddress = form === 'address';
    const fits = value === '' ? !isNeeded : !mustBeAddress || isAddress(value);
    if (!fits) throw new Error(`Environment variable ${variable} is missing or malformed`);
    values[variable] = mustBeAddress ? value.replace(/\/+$/, '') : value;
  }
  return values;
}

const isAddress = (value: string) => /^https?:$/.test(URL.parse(value)?.protocol ?? '');
