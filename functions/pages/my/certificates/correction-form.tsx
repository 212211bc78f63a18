import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { requestCorrection } from '../../../routes/lifecycle.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { useReader } from '../../components/reader.tsx';
import { useDraft } from '../../components/use-draft.ts';
import type { OwnCertificate } from '../my-queries.ts';
import type { MyWords } from '../words.ts';

const EMPTY = { nameAr: '', nameEn: '', note: '' };

/** Asks the issuer to correct the name on a certificate. What is typed outlives the end of a session. */
export default function CorrectionForm(props: {
  readonly certificate: OwnCertificate;
  readonly onDone: () => void;
}) {
  const { words } = useReader<MyWords>();
  const api = useApi();
  const queries = useQueryClient();
  const { certificateId, nameAr, nameEn } = props.certificate;
  const [draft, setDraft, forgetDraft] = useDraft(`correction ${certificateId}`, EMPTY);
  const [isEmpty, setEmpty] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      api.call(requestCorrection, {
        path: { id: certificateId },
        body: {
          ...changed('nameAr', draft.nameAr, nameAr),
          ...changed('nameEn', draft.nameEn, nameEn),
          note: draft.note,
        },
      }),
    onSuccess: async () => {
      forgetDraft();
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['corrections', certificateId] }),
        queries.invalidateQueries({ queryKey: ['certificates'] }),
      ]);
      props.onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asks = { ...changed('nameAr', draft.nameAr, nameAr), ...changed('nameEn', draft.nameEn, nameEn) };
    setEmpty(Object.keys(asks).length === 0);
    if (Object.keys(asks).length > 0) send.mutate();
  };
  const texts = words.correction;
  return (
    <Form className="form" onSubmit={submit}>
      <p>{texts.text}</p>
      <LabelledField
        label={texts.nameAr}
        hint={nameAr ?? ''}
        language="ar"
        value={draft.nameAr}
        onChange={(value) => setDraft({ ...draft, nameAr: value })}
        maxLength={400}
      />
      <LabelledField
        label={texts.nameEn}
        hint={nameEn ?? ''}
        language="en"
        value={draft.nameEn}
        onChange={(value) => setDraft({ ...draft, nameEn: value })}
        maxLength={400}
      />
      <LabelledField
        label={texts.note}
        value={draft.note}
        onChange={(value) => setDraft({ ...draft, note: value })}
        maxLength={1000}
        isLong
      />
      {isEmpty && (
        <p className="fault" role="alert">
          {texts.nothing}
        </p>
      )}
      {send.error && <Failure error={send.error} />}
      <div className="actions">
        <Button className="action" type="submit" isPending={send.isPending}>
          {texts.send}
        </Button>
        <Button className="action second" onPress={props.onDone}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  );
}

/** Returns a name that is asked for: typed, and other than it is. */
function changed<Name extends 'nameAr' | 'nameEn'>(name: Name, typed: string, now: string | null) {
  const text = typed.trim();
  return text === '' || text === now ? {} : ({ [name]: text } as { readonly [N in Name]: string });
}
