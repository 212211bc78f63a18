/** Silence after which those who have gathered go: longer than neighbours of one message are apart, and no wait for them. */
const QUIET_MILLISECONDS = 5;

interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A | Promise<A>) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * A function that puts questions asked at about the same time to a store as one request, `most` at a time.
 * `together` answers in the order of the questions; where it has no answer (undefined), or nobody else asks, the
 * question is put `alone`. What `together` throws, all who asked get.
 */
export function batchRequests<Q, A>(
  most: number,
  together: (questions: readonly Q[]) => Promise<readonly (A | undefined)[]>,
  alone: (question: Q) => Promise<A>,
): (question: Q) => Promise<A> {
  let waiting: Waiting<Q, A>[] = [];
  let quiet: NodeJS.Timeout | undefined;

  const go = async () => {
    clearTimeout(quiet);
    quiet = undefined;
    const group = waiting;
    waiting = [];
    try {
      const answers = group.length > 1 ? await together(group.map(({ question }) => question)) : [];
      for (const [place, { question, resolve }] of group.entries())
        resolve(answers[place] ?? alone(question));
    } catch (fault) {
      for (const { reject } of group) reject(fault);
    }
  };

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (waiting.length >= most) void go();
      else if (quiet === undefined) quiet = setTimeout(go, QUIET_MILLISECONDS);
      else quiet.refresh();
    });
}
