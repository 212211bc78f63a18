import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Callout } from '../components/callout.tsx';
import { Failure } from '../components/failure.tsx';
import { useReader } from '../components/reader.tsx';
import { ConsoleLink } from './console-link.tsx';
import type { ConsoleWords } from './words.ts';

/** The page of one record, with the way back to its list. What was read stays while reading it again fails. */
export function RecordPage<Value>(props: {
  readonly listPath: string;
  /** What the page is headed by until the record is there, which brings its own heading. */
  readonly title: string;
  readonly back: string;
  readonly record: UseQueryResult<Value>;
  readonly children: (value: Value) => ReactNode;
}) {
  const { words } = useReader<ConsoleWords>();
  const { data, error, refetch } = props.record;
  return (
    <>
      <p>
        <ConsoleLink path={props.listPath}>{props.back}</ConsoleLink>
      </p>
      {data === undefined && <h1>{props.title}</h1>}
      {error && <Failure error={error} again={() => refetch()} />}
      {data === undefined ? !error && <Callout>{words.loading}</Callout> : props.children(data)}
    </>
  );
}
