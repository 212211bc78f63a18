import type { Messages } from '../wording/messages-en.ts';

/** A state, an outcome or another word of the service's own, as people read it; one that is new to us as it came. */
export const termOf = (messages: Messages, term: string): string => messages.terms[term] ?? term;
