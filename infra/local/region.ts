/** What the embedded cloud calls itself; the product's code only ever sees these through its configuration. */
export const REGION = 'me-central-1';
export const ACCOUNT = '000000000000';

/** The one pair of keys of the embedded cloud. It protects nothing: it makes the signatures real. */
export const CREDENTIALS = {
  accessKeyId: 'EMBEDDEDCLOUD',
  secretAccessKey: 'embedded-cloud-on-loopback-only',
} as const;
