import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JsonOf } from '../../../routes/route-types.ts';
import { approveInvitation, invitePerson, listPeople, removePerson } from '../../../routes/supervision.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { EmailAddress } from '../../components/email-address.tsx';
import { Failure } from '../../components/failure.tsx';
import { OwnWords, useReader } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { AskedButton } from '../asked-button.tsx';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { useIssuerFilter, useMay, useOwnRoles } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
import { InvitationForm } from './invitation-form.tsx';
import { Policies } from './policies.tsx';
import { usePeopleWords } from './words.ts';

type Member = JsonOf<typeof listPeople, 200>['items'][number];

/** Who works for the chosen issuers, in which roles and by which policy. */
export default function People() {
  const { words: frame } = useReader<ConsoleWords>();
  const words = usePeopleWords();
  const api = useApi();
  const filter = useIssuerFilter();
  const people = useQuery({
    queryKey: ['people', filter],
    staleTime: 0,
    queryFn: async () => (await api.call(listPeople, { query: filter })).items,
  });
  const approve = useApproval();
  const columns = useColumns(approve);
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <section aria-labelledby="people">
        <h2 id="people">{words.list}</h2>
        {people.error && <Failure error={people.error} again={() => people.refetch()} />}
        {people.isPending && <Callout>{frame.loading}</Callout>}
        {people.data?.length === 0 && <Callout>{words.empty}</Callout>}
        {approve.data && (
          <Callout tone="good">
            {words.invited.replace('{name}', approve.data.name)} {!approve.data.emailed && words.tell}
          </Callout>
        )}
        {people.data && people.data.length > 0 && (
          <RecordTable label={words.list} columns={columns} rows={people.data} keyOf={({ id }) => id} />
        )}
      </section>
      <MayDo route={invitePerson}>
        <InvitationForm />
      </MayDo>
      <Policies />
    </>
  );
}

/** The approval of an invitation by its ID. It is kept beside the table: an approved invitation has no row any more. */
function useApproval() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.call(approveInvitation, { path: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
}
type Approval = ReturnType<typeof useApproval>;

function useColumns(approve: Approval): readonly RecordColumn<Member>[] {
  const { words: frame } = useReader<ConsoleWords>();
  const words = usePeopleWords();
  const format = useFormat();
  const nameOf = useIssuerNames();
  const { headings } = words;
  return [
    { id: 'name', heading: headings.name, cell: ({ name }) => <OwnWords text={name} /> },
    { id: 'email', heading: headings.email, cell: ({ email }) => <EmailAddress>{email}</EmailAddress> },
    { id: 'issuer', heading: headings.issuer, cell: ({ issuerId }) => nameOf(issuerId) },
    {
      id: 'roles',
      heading: headings.roles,
      cell: ({ roles }) => roles.map((role) => frame.roles[role]).join(' · '),
    },
    { id: 'state', heading: headings.state, cell: (member) => stateText(member, words) },
    { id: 'since', heading: headings.since, cell: ({ since }) => format.moment(since).date },
    { id: 'steps', heading: headings.steps, cell: (member) => <Steps member={member} approve={approve} /> },
  ];
}

function stateText({ state, subject, byLink }: Member, words: ReturnType<typeof usePeopleWords>): string {
  if (state === 'awaiting_approval') return words.awaiting;
  if (byLink) return words.byLink;
  return subject === null ? words.never : words.active;
}

/** What can be done about a person or an invitation. */
function Steps({ member, approve }: { readonly member: Member; readonly approve: Approval }) {
  const words = usePeopleWords();
  const api = useApi();
  const may = useMay();
  const { subject } = useOwnRoles();
  const nameOf = useIssuerNames();
  const queries = useQueryClient();
  const removeTitle = words.removeTitle.replace('{name}', member.name);
  const isApproved = approve.variables === member.id;
  // Whoever invited approves nothing of it.
  const isForSecondPerson =
    member.state === 'awaiting_approval' &&
    member.invitedBy !== subject &&
    may(approveInvitation, member.issuerId);
  const remove = useMutation({
    mutationFn: () => api.call(removePerson, { path: { id: member.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
  return (
    <div className="actions">
      {isForSecondPerson && (
        <WorkButton
          isMain
          isWorking={isApproved && approve.isPending}
          onPress={() => approve.mutate(member.id)}
        >
          {words.approve}
        </WorkButton>
      )}
      {may(removePerson, member.issuerId) && (
        <AskedButton
          change={remove}
          text={words.remove}
          title={removeTitle}
          label={removeTitle}
          confirm={words.confirm}
        >
          <p>{words.removeText.replace('{issuer}', nameOf(member.issuerId))}</p>
        </AskedButton>
      )}
      {isApproved && approve.error && <Failure error={approve.error} />}
    </div>
  );
}
