import * as z from 'zod';
import type { PublishEvent } from '../eventbridge/event-bus.ts';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';

const CONFIGURATION_SET = {
  shape: z.object({}),
  ignored: [
    'DeliveryOptions',
    'Name',
    'ReputationOptions',
    'SendingOptions',
    'SuppressionOptions',
    'Tags',
    'TrackingOptions',
    'VdmOptions',
  ],
};
const EVENT_DESTINATION = {
  shape: z.object({
    ConfigurationSetName: z.string(),
    EventDestination: z.object({
      Enabled: z.boolean().default(true),
      MatchingEventTypes: z.array(z.string()),
      EventBridgeDestination: z.object({ EventBusArn: z.string() }),
    }),
  }),
  ignored: [],
};

/** An email that was handed in, as far as its events tell of it. */
export interface SentEmail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: readonly { readonly Name: string; readonly Value: string }[];
}

/**
 * Reports what becomes of emails as SES does. Addresses decide it: those of SES's mailbox simulator, and the domains
 * `bounce.example` (no such mailbox), `full.example` (the mailbox is full) and `complaint.example`; all others take emails.
 */
export class EmailEvents {
  readonly #reported = new Map<string, ReadonlySet<string>>();
  #publish: PublishEvent = async () => undefined;

  /** Reads which configuration sets report which events, and where to. */
  connect(resources: ResourceReader, publish: PublishEvent): void {
    this.#publish = publish;
    for (const { properties } of resources.all(
      'AWS::SES::ConfigurationSetEventDestination',
      EVENT_DESTINATION,
    ))
      this.#reported.set(
        properties.ConfigurationSetName,
        new Set(properties.EventDestination.MatchingEventTypes.map((type) => type.toLowerCase())),
      );
  }

  /** Reports an email's events, one after the other. */
  async report(email: SentEmail): Promise<void> {
    const types = this.#reported.get(email.configurationSet ?? '');
    for (const { eventType, ...detail } of fateOf(email.to[0] ?? ''))
      if (types?.has(eventType.toLowerCase())) await this.#publish(eventOf(email, eventType, detail));
  }
}

/** Registers the template's configuration sets. */
export function registerConfigurationSets(resources: ResourceReader): void {
  for (const resource of resources.all('AWS::SES::ConfigurationSet', CONFIGURATION_SET))
    resources.setAttributes(resource, { Ref: physicalName(resource) });
}

const bounce = (bounceType: string, bounceSubType: string) => ({
  eventType: 'Bounce',
  bounce: { bounceType, bounceSubType },
});
const DELIVERY = { eventType: 'Delivery', delivery: {} };
const COMPLAINT = { eventType: 'Complaint', complaint: {} };

function fateOf(address: string) {
  const send = { eventType: 'Send', send: {} };
  const lower = address.toLowerCase();
  if (/@bounce\.example$|^(bounce|suppressionlist)@simulator\.amazonses\.com$/.test(lower))
    return [send, bounce('Permanent', 'General')];
  if (/@full\.example$/.test(lower)) return [send, bounce('Transient', 'MailboxFull')];
  if (/@complaint\.example$|^complaint@simulator\.amazonses\.com$/.test(lower))
    return [send, DELIVERY, COMPLAINT];
  return [send, DELIVERY];
}

/** Returns an event as SES puts it on the default bus. */
function eventOf(
  { messageId, from, to, configurationSet, tags }: SentEmail,
  eventType: string,
  detail: object,
): object {
  const now = new Date().toISOString();
  return {
    version: '0',
    id: messageId,
    'detail-type': `Email ${eventType}`,
    source: 'aws.ses',
    account: ACCOUNT,
    time: now,
    region: REGION,
    resources: [`arn:aws:ses:${REGION}:${ACCOUNT}:configuration-set/${configurationSet ?? ''}`],
    detail: {
      eventType,
      mail: {
        timestamp: now,
        source: from,
        messageId,
        destination: to,
        tags: {
          'ses:configuration-set': [configurationSet],
          ...Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]])),
        },
      },
      ...detail,
    },
  };
}
