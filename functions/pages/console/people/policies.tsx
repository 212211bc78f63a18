import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JsonOf } from '../../../routes/route-types.ts';
import { approvePolicy, getPolicies, proposePolicy } from '../../../routes/supervision.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { useIssuerNames } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { useIssuerFilter, useOwnRoles } from '../own-roles.tsx';
import { usePeopleWords } from './words.ts';

type Policy = JsonOf<typeof getPolicies, 200>['items'][number];

/** The policy of each chosen issuer on who may act on the same thing; a change needs two people. */
export function Policies() {
  const words = usePeopleWords();
  const api = useApi();
  const filter = useIssuerFilter();
  const { data, error, refetch } = useQuery({
    queryKey: ['policies', filter],
    queryFn: async () => (await api.call(getPolicies, { query: filter })).items,
  });
  return (
    <section aria-labelledby="policy">
      <h2 id="policy">{words.policy}</h2>
      {error && <Failure error={error} again={() => refetch()} />}
      {data?.map((policy) => (
        <PolicyPanel key={policy.issuerId} policy={policy} />
      ))}
    </section>
  );
}

function PolicyPanel({ policy }: { readonly policy: Policy }) {
  const words = usePeopleWords();
  const api = useApi();
  const nameOf = useIssuerNames();
  const queries = useQueryClient();
  const { subject } = useOwnRoles();
  const { issuerId, makerAndChecker, proposal } = policy;
  const textOf = (separates: boolean) => (separates ? words.separated : words.together);
  const after = { onSettled: () => queries.invalidateQueries({ queryKey: ['policies'] }) };
  const propose = useMutation({
    mutationFn: () => api.call(proposePolicy, { body: { issuerId, makerAndChecker: !makerAndChecker } }),
    ...after,
  });
  const approve = useMutation({
    mutationFn: () => api.call(approvePolicy, { body: { issuerId } }),
    ...after,
  });
  return (
    <div className="panel">
      <h3>{nameOf(issuerId)}</h3>
      <p>{textOf(makerAndChecker)}</p>
      {proposal !== null && <p>{words.proposed.replace('{policy}', textOf(proposal.makerAndChecker))}</p>}
      {(propose.error ?? approve.error) && <Failure error={propose.error ?? approve.error} />}
      {/* Whoever asked for a change approves nothing of it. */}
      {proposal?.proposedBy !== subject && (
        <MayDo route={proposal === null ? proposePolicy : approvePolicy} issuerId={issuerId}>
          <div className="actions">
            {proposal === null ? (
              <WorkButton isWorking={propose.isPending} onPress={() => propose.mutate()}>
                {words.propose}
              </WorkButton>
            ) : (
              <WorkButton isMain isWorking={approve.isPending} onPress={() => approve.mutate()}>
                {words.approvePolicy}
              </WorkButton>
            )}
          </div>
        </MayDo>
      )}
    </div>
  );
}
