import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { nameIn } from '../../../domain/wording/language.ts';
import { searchVolunteers } from '../../../routes/ledger.ts';
import { Callout } from '../../components/callout.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { filled, TypedText, useReader } from '../../components/reader.tsx';
import { PagedList } from '../paged-list.tsx';
import { useFound } from '../volunteers/use-found.ts';
import type { Batch } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** Somebody whom a search found. */
export interface FoundPerson {
  readonly volunteerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
}

/** Finds somebody by name, however long the batch is, and has the list show what is in it of them. */
export function FindInBatch(props: {
  readonly batch: Batch;
  readonly chosen: FoundPerson | undefined;
  readonly onChoose: (person: FoundPerson | undefined) => void;
}) {
  const { items: words } = useBatchWords();
  const { chosen, onChoose } = props;
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(text.trim());
  };
  return (
    <>
      <Form className="form" role="search" aria-label={words.find} onSubmit={submit}>
        <LabelledField
          label={words.find}
          hint={words.findText}
          value={text}
          onChange={setText}
          maxLength={200}
        />
        <Button className="action second" type="submit">
          {words.search}
        </Button>
      </Form>
      {asked !== '' && (
        <FoundPeople
          batch={props.batch}
          text={asked}
          onChoose={(person) => {
            setAsked('');
            onChoose(person);
          }}
        />
      )}
      {chosen && (
        <p role="status">
          {filled(words.only, { name: <PersonName person={chosen} /> })}{' '}
          <Button className="plain" onPress={() => onChoose(undefined)}>
            {words.everybody}
          </Button>
        </p>
      )}
    </>
  );
}

function FoundPeople(props: {
  readonly batch: Batch;
  readonly text: string;
  readonly onChoose: (person: FoundPerson) => void;
}) {
  const { items: words } = useBatchWords();
  const [issuerId, ...others] = props.batch.issuerIds;
  const ofIssuer = issuerId !== undefined && others.length === 0 ? { issuerId } : {};
  const list = useFound(`people-for ${props.batch.batchId}`, props.text, (api, body) =>
    api.call(searchVolunteers, { body: { ...body, ...ofIssuer } }),
  );
  return (
    <PagedList list={list} empty={<Callout>{words.nobodyFound}</Callout>}>
      {(people) => (
        <ul className="found-people" aria-label={words.found}>
          {people.map((person) => (
            <li key={`${person.issuerId} ${person.volunteerId}`}>
              <Button className="plain" onPress={() => props.onChoose(person)}>
                <PersonName person={person} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  );
}

/** A name with the ID, by which people of one name are told apart. */
function PersonName({ person }: { readonly person: FoundPerson }) {
  const { language } = useReader();
  return (
    <>
      <TypedText text={nameIn(language, person)} language={language} />{' '}
      <bdi className="quiet" dir="ltr">
        {person.volunteerId}
      </bdi>
    </>
  );
}
