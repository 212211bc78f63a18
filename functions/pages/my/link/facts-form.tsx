import { type FormEvent, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { LinkFact } from '../../../domain/issuer.ts';
import type { openLink } from '../../../routes/links.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { Fault } from '../../components/fault.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { filled, useReader } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import type { MyWords } from '../words.ts';
import { useLinkWords } from './words.ts';

export type FactsAsked = Extract<JsonOf<typeof openLink, 200>, { readonly result: 'factsAsked' }>;
export type TypedFacts = Readonly<Partial<Record<LinkFact, string>>>;

/** Asks for the facts that the issuer wants typed before it shows the certificate. */
export function FactsForm(props: {
  readonly asked: FactsAsked;
  readonly isPending: boolean;
  readonly onTyped: (facts: TypedFacts) => void;
}) {
  const { words, formatOf } = useReader<MyWords>();
  const [typed, setTyped] = useState<TypedFacts>({});
  const [isIncomplete, setIncomplete] = useState(false);
  const { facts, triesLeft } = props.asked;
  const texts = useLinkWords();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacks = facts.some((fact) => (typed[fact] ?? '').trim() === '');
    setIncomplete(lacks);
    // A new object each time: the same facts may be tried again.
    if (!lacks) props.onTyped({ ...typed });
  };
  return (
    <section className="panel greeting" aria-labelledby="facts-asked">
      <h1 id="facts-asked">{texts.factsTitle}</h1>
      <p>{texts.factsText}</p>
      <Form className="form" onSubmit={submit}>
        {facts.map((fact) => (
          <LabelledField
            key={fact}
            label={texts.fact[fact]}
            value={typed[fact] ?? ''}
            onChange={(value) => setTyped({ ...typed, [fact]: value })}
            maxLength={200}
          />
        ))}
        {isIncomplete && <Fault>{words.required}</Fault>}
        {triesLeft !== null && !isIncomplete && !props.isPending && (
          <Fault>{filled(texts.factsWrong, { count: formatOf('SA').numbers([triesLeft]) })}</Fault>
        )}
        <WorkButton isMain isWorking={props.isPending}>
          {texts.open}
        </WorkButton>
      </Form>
    </section>
  );
}
