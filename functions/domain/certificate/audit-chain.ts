import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { AuditEvent } from './certificate.ts';

/** A step to record: when, what, who, and facts that hold no personal data. */
export type AuditStep = Pick<AuditEvent, 'at' | 'action' | 'actor' | 'facts'>;

/** A rule that an audit chain breaks. */
export interface ChainBreak {
  /** Index of the event in the chain. */
  readonly index: number;
  readonly rule: 'sequence' | 'previous_hash' | 'hash' | 'order_of_time' | 'other_certificate';
}

/** `previousHash` of the first event of every chain. */
export const CHAIN_START = '0'.repeat(64);

/**
 * Returns the chain with a new event at the end, linked to the one before by its hash. The facts of the first event
 * must hold `certificateId`, so that a chain can't be moved to another certificate.
 */
export function appendEvent(events: readonly AuditEvent[], step: AuditStep): AuditEvent[] {
  const last = events.at(-1);
  const event = {
    sequence: (last?.sequence ?? -1) + 1,
    at: step.at,
    action: step.action,
    actor: step.actor,
    facts: { ...step.facts },
    previousHash: last?.hash ?? CHAIN_START,
  };
  return [...events, { ...event, hash: eventHash(event) }];
}

/** Returns the SHA-256 over an event, without its hash, as canonical JSON; lower-case hex. */
function eventHash(event: Omit<AuditEvent, 'hash'>): string {
  const { sequence, at, action, actor, facts, previousHash } = event;
  const text = canonicalJson({ sequence, at, action, actor, facts, previousHash });
  return createHash('sha256').update(text).digest('hex');
}

/** Returns every break of a chain; none if it is intact. With an ID, checks also that the chain belongs to it. */
export function chainBreaks(events: readonly AuditEvent[], certificateId?: string): ChainBreak[] {
  const breaks: ChainBreak[] = [];
  for (const [index, event] of events.entries()) {
    const previous = events[index - 1];
    if (event.sequence !== index) breaks.push({ index, rule: 'sequence' });
    if (event.previousHash !== (previous?.hash ?? CHAIN_START)) breaks.push({ index, rule: 'previous_hash' });
    if (event.hash !== eventHash(event)) breaks.push({ index, rule: 'hash' });
    if (previous !== undefined && event.at < previous.at) breaks.push({ index, rule: 'order_of_time' });
  }
  if (certificateId !== undefined && events[0]?.facts.certificateId !== certificateId) {
    breaks.push({ index: 0, rule: 'other_certificate' });
  }
  return breaks;
}
