import { UNREACHED_STATES } from '../../../domain/delivery/delivery.ts';
import { sendAgain } from '../../../routes/supervision.ts';
import { useFormat } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import type { Delivery } from './delivery-queries.ts';
import { SendAgain } from './send-again.tsx';
import { Reason } from './unreached-list.tsx';
import { useDeliveryWords } from './words.ts';

/** How far the email about a certificate has come; where it reached nobody with the reason and what to do. */
export function EmailState({ delivery }: { readonly delivery: Delivery }) {
  const words = useDeliveryWords();
  const may = useMay();
  const format = useFormat(delivery.issuerId);
  const isUnreached = UNREACHED_STATES.some((state) => state === delivery.state);
  return (
    <div className={`email-state ${delivery.state}`}>
      <p>{words.emailOf[delivery.state].replace('{date}', format.moment(delivery.at).date)}</p>
      {isUnreached && (
        <>
          <Reason delivery={delivery} />
          {may(sendAgain, delivery.issuerId) && (
            <div className="actions">
              <SendAgain delivery={delivery} />
            </div>
          )}
        </>
      )}
    </div>
  );
}
