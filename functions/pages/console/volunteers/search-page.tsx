import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { CERTIFICATE_STATES } from '../../../domain/certificate/certificate.ts';
import { searchCertificates } from '../../../routes/issuing.ts';
import { searchVolunteers } from '../../../routes/ledger.ts';
import { Choice } from '../../components/choice.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { useMay } from '../own-roles.tsx';
import { FoundCertificates } from './found-certificates.tsx';
import { FoundVolunteers } from './found-volunteers.tsx';
import { useVolunteerWords } from './words.ts';

const ANY = 'any';

/** What is searched for; any opportunity and any state where they are empty. */
const EMPTY = { text: '', opportunityId: '', state: ANY };

/** Finds people and certificates. What was searched for is in no address; it stays in the tab for the way back. */
export function SearchPage() {
  const words = useVolunteerWords();
  const may = useMay();
  const [draft, setDraft] = useDraft('search', EMPTY);
  const [asked, setAsked] = useState(trimmed(draft));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(trimmed(draft));
  };
  const asksPeople = asked.text !== '' || asked.opportunityId !== '';
  const state = CERTIFICATE_STATES.find((one) => one === asked.state);
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <Form className="form" role="search" onSubmit={submit}>
        <LabelledField
          label={words.text}
          value={draft.text}
          onChange={(text) => setDraft({ ...draft, text })}
          maxLength={200}
        />
        <LabelledField
          label={words.opportunity}
          language="en"
          value={draft.opportunityId}
          onChange={(opportunityId) => setDraft({ ...draft, opportunityId })}
          maxLength={64}
        />
        {may(searchCertificates) && (
          <Choice
            label={words.stateOfCertificates}
            value={draft.state}
            onChange={(state) => setDraft({ ...draft, state })}
            options={[
              { value: ANY, text: words.anyState },
              ...CERTIFICATE_STATES.map((value) => ({ value: value as string, text: words.state[value] })),
            ]}
          />
        )}
        <Button className="action" type="submit">
          {words.find}
        </Button>
      </Form>
      {asksPeople && may(searchVolunteers) && <FoundVolunteers {...asked} />}
      {(asksPeople || state !== undefined) && may(searchCertificates) && (
        <FoundCertificates {...asked} state={state} />
      )}
    </>
  );
}

const trimmed = ({ text, opportunityId, state }: typeof EMPTY) => ({
  text: text.trim(),
  opportunityId: opportunityId.trim(),
  state,
});
