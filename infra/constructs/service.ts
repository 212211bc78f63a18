import type { RecordsStack } from '../records-stack.ts';
import type { Concurrency } from './concurrency.ts';
import type { EmailSender } from './email-sender.ts';
import type { Gateway } from './gateway.ts';

/** What the constructs of the service are built on. */
export interface Service {
  readonly records: RecordsStack;
  readonly gateway: Gateway;
  readonly concurrency: Concurrency;
  readonly emails: EmailSender;
  /** Where the public finds the service, without a slash at the end. */
  readonly publicBaseUrl: string;
}
