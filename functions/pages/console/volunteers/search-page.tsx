import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { searchCertificates } from '../../../routes/issuing.ts';
import { searchVolunteers } from '../../../routes/ledger.ts';
import { LabelledField } from '../../components/labelled-field.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { useMay } from '../own-roles.tsx';
import { FoundCertificates } from './found-certificates.tsx';
import { FoundVolunteers } from './found-volunteers.tsx';
import { useVolunteerWords } from './words.ts';

const EMPTY = { text: '' };

/** Finds people and certificates. What was searched for is in no address; it stays in the tab for the way back. */
export function SearchPage() {
  const words = useVolunteerWords();
  const may = useMay();
  const [draft, setDraft] = useDraft('search', EMPTY);
  const [asked, setAsked] = useState(draft.text.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(draft.text.trim());
  };
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <Form className="form" role="search" onSubmit={submit}>
        <LabelledField
          label={words.text}
          value={draft.text}
          onChange={(text) => setDraft({ text })}
          maxLength={200}
        />
        <Button className="action" type="submit">
          {words.find}
        </Button>
      </Form>
      {asked !== '' && may(searchVolunteers) && <FoundVolunteers text={asked} />}
      {asked !== '' && may(searchCertificates) && <FoundCertificates text={asked} />}
    </>
  );
}
