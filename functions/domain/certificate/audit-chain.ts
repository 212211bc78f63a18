import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { AuditEvent } from './certificate.ts';

/** A step to record: when, what, by whom, and facts free of personal data. */
export type AuditStep = Pick<AuditEvent, 'at' | 'action' | 'actor' | 'facts'>;

/** What is wrong with a chain, and at which place of it. */
export interface ChainBreak {
  readonly place: number;
  readonly rule: 'sequence' | 'previous_hash' | 'hash' | 'order_of_time' | 'other_certificate';
}

/** What the first event of every chain links to. */
export const CHAIN_START = '0'.repeat(64);

/**
 * The events with one more at the end, linked to the one before by its hash. The facts of the first event name
 * the certificate (`certificateId`), so that a whole chain can't be moved to another record.
 */
export function appendEvent(events: readonly AuditEvent[], step: AuditStep): AuditEvent[] {
  const last = events.at(-1);
  const unsealed = {
    sequence: (last?.sequence ?? -1) + 1,
    at: step.at,
    action: step.action,
    actor: step.actor,
    facts: { ...step.facts },
    previousHash: last?.hash ?? CHAIN_START,
  };
  return [...events, { ...unsealed, hash: eventHash(unsealed) }];
}

/** SHA-256 of an event without its own hash, as canonical JSON; lower-case hex. */
export function eventHash(event: Omit<AuditEvent, 'hash'>): string {
  const { sequence, at, action, actor, facts, previousHash } = event;
  const text = canonicalJson({ sequence, at, action, actor, facts, previousHash });
  return createHash('sha256').update(text).digest('hex');
}

/** Every place where the chain doesn't hold; empty for a sound one. With an ID, also whether it is its chain. */
export function chainBreaks(events: readonly AuditEvent[], certificateId?: string): ChainBreak[] {
  const breaks: ChainBreak[] = [];
  for (const [place, event] of events.entries()) {
    const previous = events[place - 1];
    if (event.sequence !== place) breaks.push({ place, rule: 'sequence' });
    if (event.previousHash !== (previous?.hash ?? CHAIN_START)) breaks.push({ place, rule: 'previous_hash' });
    if (event.hash !== eventHash(event)) breaks.push({ place, rule: 'hash' });
    if (previous !== undefined && event.at < previous.at) breaks.push({ place, rule: 'order_of_time' });
  }
  if (certificateId !== undefined && events[0]?.facts.certificateId !== certificateId) {
    breaks.push({ place: 0, rule: 'other_certificate' });
  }
  return breaks;
}
