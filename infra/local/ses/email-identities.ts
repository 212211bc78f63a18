import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import type { ResourceReader } from '../template/resource-reader.ts';

const TYPE = {
  shape: z.object({ EmailIdentity: z.string() }),
  ignored: [
    'ConfigurationSetAttributes',
    'DkimAttributes',
    'DkimSigningAttributes',
    'FeedbackAttributes',
    'MailFromAttributes',
    'Tags',
  ],
};

/** Returns the addresses and domains that the template registers. */
export const emailIdentities = (resources: ResourceReader): string[] =>
  resources.all('AWS::SES::EmailIdentity', TYPE).map(({ properties }) => properties.EmailIdentity);

/** Registers the template's email identities. They are not checked: the mailbox accepts every sender. */
export function registerEmailIdentities(resources: ResourceReader): void {
  for (const resource of resources.all('AWS::SES::EmailIdentity', TYPE)) {
    const { EmailIdentity } = resource.properties;
    resources.setAttributes(resource, {
      Ref: EmailIdentity,
      Arn: `arn:aws:ses:${REGION}:${ACCOUNT}:identity/${EmailIdentity}`,
    });
  }
}
