import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { ApiRefusal } from '../../../client/api-errors.ts';
import { DayField } from '../../components/day-field.tsx';
import { Failure } from '../../components/failure.tsx';
import { useReader } from '../../components/reader.tsx';
import type { MyWords } from '../words.ts';
import { useTranscript } from './use-transcript.ts';

/** Downloads the transcript of a period; by default this year's. */
export function TranscriptForm() {
  const { words } = useReader<MyWords>();
  const today = new Date().toISOString().slice(0, 10);
  const [from, setFrom] = useState<string | null>(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState<string | null>(today);
  const download = useMutation({ mutationFn: useTranscript() });
  const texts = words.transcript;
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
        {from !== null && to !== null && !inOrder && (
          <p className="fault" role="alert">
            {texts.order}
          </p>
        )}
        {isEmpty ? (
          <p className="fault" role="alert">
            {texts.empty}
          </p>
        ) : (
          download.error && <Failure error={download.error} />
        )}
        <Button className="action" type="submit" isPending={download.isPending}>
          {download.isPending ? words.certificates.downloading : texts.download}
        </Button>
      </Form>
    </section>
  );
}
