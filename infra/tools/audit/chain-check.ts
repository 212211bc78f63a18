import { createHash } from 'node:crypto';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Returns canonical JSON (RFC 8785): keys ordered by their UTF-16 code units, no spaces. The product has its own
 * implementation. This second one is deliberate: an auditor that shares the product's code shares its mistakes.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const object = value as { readonly [key: string]: Json };
  const members = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

export const sha256Hex = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** An audit event of a certificate, as recorded. */
export interface RecordedEvent {
  readonly sequence: number;
  readonly at: string;
  readonly action: string;
  readonly actor: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** Returns a description of each fault in a chain of events; an empty list for an intact chain. */
export function chainFaults(certificateId: string, events: readonly RecordedEvent[]): string[] {
  if (events.length === 0) return ['there is no event'];
  const faults: string[] = [];
  if (events[0]?.facts.certificateId !== certificateId)
    faults.push('the first event belongs to another certificate');
  let previousHash = '0'.repeat(64);
  let previousAt = '';
  for (const [index, event] of events.entries()) {
    const { sequence, at, action, actor, facts, hash } = event;
    if (sequence !== index) faults.push(`event ${index} has the number ${sequence}`);
    if (event.previousHash !== previousHash) faults.push(`event ${index} does not follow the one before`);
    if (at < previousAt) faults.push(`event ${index} is earlier than the one before`);
    const computed = sha256Hex(
      canonicalJson({ sequence, at, action, actor, facts, previousHash: event.previousHash }),
    );
    if (computed !== hash)
      faults.push(`event ${index} hashes to ${computed.slice(0, 12)}…, not to its recorded hash`);
    previousHash = hash;
    previousAt = at;
  }
  return faults;
}

/** For each action: the states in which it is allowed, and the state it leads to. */
const TRANSITIONS: Readonly<Record<string, { readonly from: readonly string[]; readonly to: string }>> = {
  reserved: { from: [''], to: 'reserved' },
  issued: { from: ['reserved'], to: 'issued' },
  revoked: { from: ['issued', 'suspended'], to: 'revoked' },
  superseded: { from: ['issued'], to: 'superseded' },
  suspended: { from: ['issued'], to: 'suspended' },
  reinstated: { from: ['suspended'], to: 'issued' },
  erased: { from: ['reserved', 'issued', 'suspended', 'revoked', 'superseded'], to: 'erased' },
};

/** Returns the state that the events lead to, or the first step that is not allowed. */
export function stateAfter(
  events: readonly RecordedEvent[],
): { readonly state: string } | { readonly fault: string } {
  let state = '';
  for (const { action } of events) {
    const step = TRANSITIONS[action];
    if (!step?.from.includes(state)) return { fault: `${action} after ${state || 'nothing'}` };
    state = step.to;
  }
  return { state };
}
