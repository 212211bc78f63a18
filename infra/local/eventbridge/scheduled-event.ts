import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../region.ts';

/** Returns the event that EventBridge sends to the target of a scheduled rule. */
export function scheduledEvent(ruleArn: string, now: Date): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT,
    time: `${now.toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: [ruleArn],
    detail: {},
  };
}
