import { ACCOUNT, REGION } from '../region.ts';
import type { Call } from './call.ts';
import { secure } from './request-context.ts';

/** What a request to send an email says about its sender and its recipients. */
export interface EmailRequest {
  readonly FromEmailAddress?: string;
  readonly Destination?: { readonly ToAddresses?: readonly string[] };
  readonly ConfigurationSetName?: string;
}

/**
 * Returns what sending an email needs: the right to send from the sender's identity, also from that of each recipient
 * who is an identity of the same account, and to use the configuration set.
 */
export function sendEmailCalls(email: EmailRequest, identities: readonly string[]): Call[] {
  const sender = addressOf(email.FromEmailAddress ?? '');
  const send = (resource: string): Call => ({
    action: 'ses:SendEmail',
    resource: `arn:aws:ses:${REGION}:${ACCOUNT}:${resource}`,
    context: { ...secure(), 'ses:FromAddress': [sender] },
  });
  const recipients = (email.Destination?.ToAddresses ?? []).map(addressOf);
  const own = recipients.flatMap((recipient) => identityOf(recipient, identities) ?? []);
  return [
    send(`identity/${identityOf(sender, identities) ?? sender}`),
    ...own.map((identity) => send(`identity/${identity}`)),
    ...(email.ConfigurationSetName === undefined
      ? []
      : [send(`configuration-set/${email.ConfigurationSetName}`)]),
  ];
}

/** Returns the identity that an address belongs to: the address itself, or its domain. */
const identityOf = (address: string, identities: readonly string[]): string | undefined =>
  [address, address.slice(address.lastIndexOf('@') + 1)].find((one) => identities.includes(one));

const addressOf = (mailbox: string): string => /<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox;
