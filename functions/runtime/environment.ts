/** Every variable a function may be given, with its form. The stacks set them by the same names. */
const VARIABLES = {
  TABLE_NAME: 'name',
  BUCKET_NAME: 'name',
  PUBLIC_BASE_URL: 'address',
  IMPORT_QUEUE_URL: 'address',
  BATCH_QUEUE_URL: 'address',
  CHUNK_QUEUE_URL: 'address',
  CREDENTIAL_KEY_ID: 'name',
  SEAL_KEY_ID: 'name',
  MAIL_FROM: 'name',
  VOLUNTEER_PORTAL: 'address or nothing',
} as const;

export type Variable = keyof typeof VARIABLES;

/**
 * Reads the named variables once, at cold start; says which one is missing or malformed. No schema library here:
 * loading one takes a worker longer than everything else it does before its first certificate.
 */
export function readEnvironment<N extends Variable>(...names: readonly N[]): Readonly<Record<N, string>> {
  const values = {} as Record<N, string>;
  for (const variable of names) {
    const value = process.env[variable] ?? '';
    const form = VARIABLES[variable];
    const fits = value === '' ? form === 'address or nothing' : form === 'name' || isAddress(value);
    if (!fits) throw new Error(`Environment variable ${variable} is missing or malformed`);
    values[variable] = form === 'name' ? value : value.replace(/\/+$/, '');
  }
  return values;
}

const isAddress = (value: string) => /^https?:$/.test(URL.parse(value)?.protocol ?? '');
