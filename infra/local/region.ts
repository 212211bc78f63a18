/** The region and the account of the embedded cloud. The product's code gets them from its configuration only. */
export const REGION = 'me-central-1';
export const ACCOUNT = '000000000000';

/** The access key of the embedded cloud. It isn't secret; requests are signed with it as on AWS. */
export const CREDENTIALS = {
  accessKeyId: 'EMBEDDEDCLOUD',
  secretAccessKey: 'embedded-cloud-on-loopback-only',
} as const;
