import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { ApiRefusal } from '../../../client/api-errors.ts';
import { displayId } from '../../../domain/certificate/certificate-id.ts';
import { LONGEST_ADDRESS } from '../../../domain/hours/email-address.ts';
import { requestLinkEmail } from '../../../routes/links.ts';
import { publicApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { useReader } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import type { MyWords } from '../words.ts';
import { useLinkWords } from './words.ts';

/** Has the link of a certificate sent again. What it answers is the same for everybody. */
export function SendAgain({ certificateId }: { readonly certificateId?: string }) {
  const { words, language } = useReader<MyWords>();
  const [id, setId] = useState(certificateId === undefined ? '' : displayId(certificateId));
  const [email, setEmail] = useState('');
  const [isIncomplete, setIncomplete] = useState(false);
  const send = useMutation({
    mutationFn: () => publicApi(language).call(requestLinkEmail, { body: { certificateId: id, email } }),
  });
  const texts = useLinkWords().again;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacks = id.trim() === '' || !email.includes('@');
    setIncomplete(lacks);
    if (!lacks) send.mutate();
  };
  const isMalformed = send.error instanceof ApiRefusal && send.error.code === 'CERTIFICATE_ID_MALFORMED';
  return (
    <section className="panel" aria-labelledby="send-again">
      <h2 id="send-again">{texts.title}</h2>
      <p>{texts.text}</p>
      <Form className="form" onSubmit={submit}>
        <LabelledField label={texts.id} language="en" value={id} onChange={setId} maxLength={256} />
        <LabelledField
          label={texts.email}
          language="en"
          value={email}
          onChange={setEmail}
          maxLength={LONGEST_ADDRESS}
        />
        {(isIncomplete || isMalformed) && <Fault>{isMalformed ? texts.malformed : words.required}</Fault>}
        {send.error && !isMalformed && <Failure error={send.error} />}
        <WorkButton isWorking={send.isPending}>{texts.send}</WorkButton>
        {send.isSuccess && (
          <Callout tone="good" title={texts.sentTitle}>
            {texts.sent}
          </Callout>
        )}
      </Form>
    </section>
  );
}
