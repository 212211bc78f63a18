import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Form } from 'react-aria-components/Form';
import { Label } from 'react-aria-components/Label';
import { LONGEST_ADDRESS } from '../../../domain/hours/email-address.ts';
import { ISSUER_ROLES } from '../../../domain/staff/roles.ts';
import { invitePerson } from '../../../routes/supervision.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Choice } from '../../components/choice.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { useReader } from '../../components/reader.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { useIssuerNames } from '../issuer-names.ts';
import { useIssuer, useOwnRoles } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
import { usePeopleWords } from './words.ts';

/** As texts, which a draft keeps: roles have spaces between them. */
const EMPTY = { name: '', email: '', issuer: '', roles: '', byLink: '' };

/** Invites somebody with roles for an issuer; what is typed stays over a sign-in. */
export function InvitationForm() {
  const { words: frame } = useReader<ConsoleWords>();
  const words = usePeopleWords();
  const api = useApi();
  const queries = useQueryClient();
  const chosen = useIssuer();
  const nameOf = useIssuerNames();
  const { issuers } = useOwnRoles();
  const administered = issuers.filter(({ roles }) => roles.includes('administrator'));
  const [draft, setDraft, forgetDraft] = useDraft('invitation', EMPTY);
  const [lacks, setLacks] = useState(false);
  const roles = ISSUER_ROLES.filter((role) => draft.roles.split(' ').includes(role));
  // The only role that needs no account.
  const mayBeByLink = roles.length === 1 && roles[0] === 'supervisor';
  const byLink = mayBeByLink && draft.byLink !== '';
  const picked = administered.find(({ issuerId }) => issuerId === draft.issuer)?.issuerId;
  const issuerId = picked ?? chosen ?? (administered.length === 1 ? administered[0]?.issuerId : undefined);
  const invite = useMutation({
    mutationFn: (issuer: string) =>
      api.call(invitePerson, {
        body: { issuerId: issuer, name: draft.name.trim(), email: draft.email.trim(), roles, byLink },
      }),
    onSuccess: async () => {
      forgetDraft();
      await queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isComplete = draft.name.trim() !== '' && /.@./.test(draft.email) && roles.length > 0;
    setLacks(!isComplete || issuerId === undefined);
    if (isComplete && issuerId !== undefined) invite.mutate(issuerId);
  };
  return (
    <section className="panel" aria-labelledby="invite">
      <h2 id="invite">{words.invite}</h2>
      <p>{words.inviteText}</p>
      <Form className="form" onSubmit={submit}>
        <LabelledField
          label={words.name}
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
          maxLength={200}
        />
        <LabelledField
          label={words.email}
          language="en"
          value={draft.email}
          onChange={(email) => setDraft({ ...draft, email })}
          maxLength={LONGEST_ADDRESS}
        />
        {administered.length > 1 && (
          <Choice
            label={words.issuer}
            value={issuerId ?? null}
            placeholder={words.choose}
            onChange={(issuer) => setDraft({ ...draft, issuer })}
            options={administered.map((one) => ({ value: one.issuerId, text: nameOf(one.issuerId) }))}
          />
        )}
        <CheckboxGroup value={roles} onChange={(values) => setDraft({ ...draft, roles: values.join(' ') })}>
          <Label>{words.roles}</Label>
          {ISSUER_ROLES.map((role) => (
            <Checkbox key={role} className="checkbox" value={role}>
              <span className="box" aria-hidden="true" />
              {frame.roles[role]}
            </Checkbox>
          ))}
        </CheckboxGroup>
        {mayBeByLink && (
          <Checkbox
            className="checkbox"
            isSelected={byLink}
            onChange={(isChosen) => setDraft({ ...draft, byLink: isChosen ? 'yes' : '' })}
          >
            <span className="box" aria-hidden="true" />
            {words.asLink}
          </Checkbox>
        )}
        {lacks && <Fault>{words.needed}</Fault>}
        {invite.error && <Failure error={invite.error} />}
        {invite.data && (
          <Callout tone="good">
            {(invite.data.state === 'active' ? words.invited : words.invitedWaits).replace(
              '{name}',
              invite.data.name,
            )}{' '}
            {invite.data.state === 'active' && !invite.data.emailed && words.tell}
          </Callout>
        )}
        <WorkButton isMain isWorking={invite.isPending}>
          {words.send}
        </WorkButton>
      </Form>
    </section>
  );
}
