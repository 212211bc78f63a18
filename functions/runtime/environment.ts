import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const name = z.string().min(1);

/** Every variable a function may be given, with its form. The stacks set them by the same names. */
const VARIABLES = {
  TABLE_NAME: name,
  BUCKET_NAME: name,
  PUBLIC_BASE_URL: address,
  IMPORT_QUEUE_URL: address,
  BATCH_QUEUE_URL: address,
  CHUNK_QUEUE_URL: address,
  CREDENTIAL_KEY_ID: name,
  SEAL_KEY_ID: name,
  MAIL_FROM: name,
} as const;

export type Variable = keyof typeof VARIABLES;

/** Reads the named variables once, at cold start; says which one is missing or malformed. */
export function readEnvironment<N extends Variable>(...names: readonly N[]): Readonly<Record<N, string>> {
  const values = {} as Record<N, string>;
  for (const variable of names) {
    const parsed = VARIABLES[variable].safeParse(process.env[variable]);
    if (!parsed.success) throw new Error(`Environment variable ${variable} is missing or malformed`);
    values[variable] = parsed.data;
  }
  return values;
}
