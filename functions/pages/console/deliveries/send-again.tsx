import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { EMAIL_ADDRESS, LONGEST_ADDRESS } from '../../../domain/hours/email-address.ts';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { Overlay } from '../../components/overlay/overlay.tsx';
import { filled, useReader } from '../../components/reader.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import type { ConsoleWords } from '../words.ts';
import { type Delivery, useSendAgain } from './delivery-queries.ts';
import { Holder } from './holder.tsx';
import { useDeliveryWords } from './words.ts';

const NOT_TYPED = { email: '' };

/** Sends the email about a certificate again, once somebody has looked at the address. */
export function SendAgain({ delivery }: { readonly delivery: Delivery }) {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useDeliveryWords();
  const [isOpen, setOpen] = useState(false);
  const [{ email }, setDraft, forgetDraft] = useDraft(`address ${delivery.certificateId}`, NOT_TYPED);
  const [isWrong, setWrong] = useState(false);
  const again = useSendAgain(delivery);
  // Another address than the recorded one is imported, so that a second person sees it.
  const asksAddress = delivery.state === 'nobody';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = email.trim();
    const isRight = typed === '' || EMAIL_ADDRESS.test(typed);
    setWrong(!isRight);
    if (!isRight || again.isPending) return;
    const onSuccess = () => {
      forgetDraft();
      setOpen(false);
    };
    again.mutate(typed, { onSuccess });
  };
  return (
    <>
      <Button className="action second" onPress={() => setOpen(true)}>
        {words.sendAgain}
      </Button>
      <Overlay title={words.sendAgainTitle} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Holder delivery={delivery} />
        <Form className="form" onSubmit={submit}>
          {asksAddress ? (
            <>
              <LabelledField
                label={words.address}
                language="en"
                value={email}
                onChange={(typed) => setDraft({ email: typed })}
                maxLength={LONGEST_ADDRESS}
              />
              <p className="quiet">{words.addressText}</p>
            </>
          ) : (
            <p>{words.recordedAddress}</p>
          )}
          {isWrong && (
            <Fault>{filled(words.addressWrong, { example: <bdi dir="ltr">name@example.org</bdi> })}</Fault>
          )}
          {again.error && <Failure error={again.error} />}
          <div className="actions">
            <WorkButton isMain isWorking={again.isPending}>
              {words.send}
            </WorkButton>
            <Button className="action second" onPress={() => setOpen(false)}>
              {frame.cancel}
            </Button>
          </div>
        </Form>
      </Overlay>
    </>
  );
}
