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

/** Names the senders of the template: here anyone may send, and every mail ends in the mailbox folder. */
export function registerEmailIdentities(resources: ResourceReader): void {
  for (const resource of resources.all('AWS::SES::EmailIdentity', TYPE)) {
    const { EmailIdentity } = resource.properties;
    resources.setAttributes(resource, {
      Ref: EmailIdentity,
      Arn: `arn:aws:ses:${REGION}:${ACCOUNT}:identity/${EmailIdentity}`,
    });
  }
}
