import { useQueries } from '@tanstack/react-query';
import arabic from '../../../../templates/pages/console/home.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/home.en.json' with { type: 'json' };
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled, useReader } from '../../components/reader.tsx';
import { useSectionWords } from '../../components/section-words.ts';
import type { CountedTexts } from '../../reader-format.ts';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat } from '../issuer-names.ts';
import { useIssuer, useMay, useOwnRoles } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
import { TASKS, type TaskName } from './tasks.ts';

/** What waits for whoever is signed in. */
export default function Home() {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useSectionWords({ ar: arabic, en: english });
  const api = useApi();
  const may = useMay();
  const issuer = useIssuer();
  const { subject, issuers } = useOwnRoles();
  const own = TASKS.filter(({ act }) => may(act));
  const results = useQueries({
    queries: own.map(({ name, act, waiting }) => {
      const concerned = issuers
        .map(({ issuerId }) => issuerId)
        .filter((issuerId) => issuerId === (issuer ?? issuerId) && may(act, issuerId));
      return {
        queryKey: ['waiting', name, issuer ?? null],
        queryFn: () => waiting(api, { subject, issuer, issuers: concerned }),
      };
    }),
  });
  const tasks = own.flatMap(({ name, path }, index) => {
    const data = results[index]?.data;
    return data === undefined || data.count === 0 ? [] : [{ name, path, ...data }];
  });
  const isPartial = results.some(({ data }) => data !== undefined && data.count === 0 && data.more);
  const failed = results.find(({ error }) => error !== null);
  const isLoading = results.some(({ isPending }) => isPending);
  return (
    <>
      <h1>{words.title}</h1>
      {failed && (
        <Failure error={failed.error} again={() => results.forEach(({ refetch }) => void refetch())} />
      )}
      {isLoading && <Callout>{frame.loading}</Callout>}
      {tasks.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 id="waiting">{words.waiting}</h2>
          <ul className="tasks">
            {tasks.map((task) => (
              <li key={task.name}>
                <Task {...task} text={words.tasks[task.name]} moreText={words.more} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {!isLoading && !failed && tasks.length === 0 && (
        <Callout tone="good" title={isPartial ? words.nothingAmongNewest : words.nothing}>
          {words.nothingText}
        </Callout>
      )}
      {isPartial && tasks.length > 0 && <p className="quiet">{words.newestOnly}</p>}
    </>
  );
}

function Task(props: {
  readonly name: TaskName;
  readonly path: string;
  readonly count: number;
  readonly more: boolean;
  readonly text: CountedTexts;
  readonly moreText: string;
}) {
  const format = useFormat();
  const count = format.numbers([props.count]);
  return (
    <ConsoleLink className="task" path={props.path}>
      <strong className="task-count">{props.more ? filled(props.moreText, { count }) : count}</strong>
      <span>{format.counted(props.text, props.count)}</span>
    </ConsoleLink>
  );
}
