import { listDeliveries } from '../../../routes/supervision.ts';
import { Callout } from '../../components/callout.tsx';
import { useIssuerNames } from '../issuer-names.ts';
import { useIssuer, useMay, useOwnRoles } from '../own-roles.tsx';
import { UNREACHED } from './delivery-queries.ts';
import { UnreachedList } from './unreached-list.tsx';
import { useDeliveryWords } from './words.ts';

/** The emails of issuers that reached nobody: of their batches, and of single certificates, as of corrected ones. */
export default function Emails() {
  const words = useDeliveryWords();
  const { issuers } = useOwnRoles();
  const chosen = useIssuer();
  const may = useMay();
  const nameOf = useIssuerNames();
  const shown = issuers
    .map(({ issuerId }) => issuerId)
    .filter((issuerId) => issuerId === (chosen ?? issuerId) && may(listDeliveries, issuerId));
  return (
    <>
      <h1>{words.unreachedTitle}</h1>
      <p>{words.unreachedLead}</p>
      {shown.map((issuerId) => (
        <section key={issuerId} aria-labelledby={`emails-${issuerId}`}>
          <h2 id={`emails-${issuerId}`}>{nameOf(issuerId)}</h2>
          {UNREACHED.map((state) => (
            <section key={state} aria-labelledby={`emails-${issuerId}-${state}`}>
              <h3 id={`emails-${issuerId}-${state}`}>{words.states[state]}</h3>
              <UnreachedList within={{ issuerId }} state={state} empty={<Callout>{words.none}</Callout>} />
            </section>
          ))}
        </section>
      ))}
    </>
  );
}
