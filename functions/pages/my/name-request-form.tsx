import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { Failure } from '../components/failure.tsx';
import { Fault } from '../components/fault.tsx';
import { LabelledField } from '../components/labelled-field.tsx';
import { correctedNames, NameFields, type PresentNames } from '../components/name-fields.tsx';
import { useReader } from '../components/reader.tsx';
import { useDraft } from '../components/use-draft.ts';
import { WorkButton } from '../components/work-button.tsx';
import type { MyWords } from './words.ts';

const EMPTY = { nameAr: '', nameEn: '', note: '' };

/** What is asked for: a script that is left out stays as it is. */
interface NameRequest {
  readonly nameAr?: string;
  readonly nameEn?: string;
  readonly note: string;
}

/** A form that asks for another name. What is typed outlives the end of a session. */
export function NameRequestForm(props: {
  /** Under which the draft is kept. */
  readonly draftName: string;
  readonly text: string;
  readonly now: PresentNames;
  readonly send: (request: NameRequest) => Promise<unknown>;
  /** Names of what was read before and is out of date afterwards. */
  readonly stale: readonly string[];
  readonly onDone: () => void;
}) {
  const { words } = useReader<MyWords>();
  const queries = useQueryClient();
  const [draft, setDraft, forgetDraft] = useDraft(props.draftName, EMPTY);
  const [isEmpty, setEmpty] = useState(false);
  const asks = correctedNames(draft, props.now);
  const send = useMutation({
    mutationFn: () => props.send({ ...asks, note: draft.note }),
    onSuccess: async () => {
      forgetDraft();
      await Promise.all(props.stale.map((name) => queries.invalidateQueries({ queryKey: [name] })));
      props.onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asksNothing = Object.keys(asks).length === 0;
    setEmpty(asksNothing);
    if (!asksNothing) send.mutate();
  };
  const texts = words.correction;
  return (
    <Form className="form" onSubmit={submit}>
      <p>{props.text}</p>
      <NameFields labels={texts} present={props.now} draft={draft} onChange={setDraft} />
      <LabelledField
        label={texts.note}
        value={draft.note}
        onChange={(value) => setDraft({ ...draft, note: value })}
        maxLength={1000}
        isLong
      />
      {isEmpty && <Fault>{texts.nothing}</Fault>}
      {send.error && <Failure error={send.error} />}
      <div className="actions">
        <WorkButton isMain isWorking={send.isPending}>
          {texts.send}
        </WorkButton>
        <Button className="action second" onPress={props.onDone}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  );
}
