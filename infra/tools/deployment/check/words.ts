import type { Messages } from '../../cli/wording/messages-en.ts';

/** The words of the findings, in one language. */
export type CheckWords = Messages['deployCheck'];
