/** The text of a problem: what is wrong, and how to fix it. `{name}` is replaced by the fact of that name. */
export type ProblemText = readonly [message: string, fix: string];
