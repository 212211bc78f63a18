import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { ApiRefusal } from '../../../client/api-errors.ts';
import { DayField } from '../../components/day-field.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { useReader } from '../../components/reader.tsx';
import { readerToday } from '../../components/reader-today.ts';
import { WorkButton } from '../../components/work-button.tsx';
import type { MyWords } from '../words.ts';
import { useTranscript } from './use-transcript.ts';
import { useHoursWords } from './words.ts';

/** Downloads the transcript of a period; by default this year's. */
export function TranscriptForm() {
  const { words } = useReader<MyWords>();
  const today = readerToday();
  const [from, setFrom] = useState<string | null>(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState<string | null>(today);
  const download = useMutation({ mutationFn: useTranscript() });
  const texts = useHoursWords().transcript;
  const inOrder = from !== null && to !== null && from <= to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from !== null && to !== null && inOrder) download.mutate({ from, to });
  };
  const isEmpty = download.error instanceof ApiRefusal && download.error.code === 'TRANSCRIPT_EMPTY';
  return (
    <section className="panel" aria-labelledby="transcript">
      <h2 id="transcript">{texts.title}</h2>
      <p>{texts.text}</p>
      <Form className="form" onSubmit={submit}>
        <div className="two">
          <DayField label={texts.from} value={from} onChange={setFrom} />
          <DayField label={texts.to} value={to} onChange={setTo} />
        </div>
        {from !== null && to !== null && !inOrder && <Fault>{texts.order}</Fault>}
        {isEmpty ? <Fault>{texts.empty}</Fault> : download.error && <Failure error={download.error} />}
        <WorkButton isMain isWorking={download.isPending}>
          {download.isPending ? words.certificates.downloading : texts.download}
        </WorkButton>
      </Form>
    </section>
  );
}
