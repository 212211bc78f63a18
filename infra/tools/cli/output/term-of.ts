import type { Messages } from '../wording/messages-en.ts';

/** Returns the word for a term of the API, such as a state or an outcome; an unknown term is returned as it is. */
export const termOf = (messages: Messages, term: string): string => messages.terms[term] ?? term;
