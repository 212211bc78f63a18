import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sendAgain } from '../../../routes/supervision.ts';
import { RecordTable } from '../../components/record-table.tsx';
import { MayDo } from '../may-do.tsx';
import { PagedList } from '../paged-list.tsx';
import { type Delivery, type Unreached, type UnreachedIn, useUnreached } from './delivery-queries.ts';
import { Holder } from './holder.tsx';
import { SendAgain } from './send-again.tsx';
import { useDeliveryWords } from './words.ts';

/** Certificates whose email reached nobody: by name, with the reason and what to do. */
export function UnreachedList(props: {
  readonly within: UnreachedIn;
  readonly state: Unreached;
  readonly empty: ReactNode;
}) {
  const words = useDeliveryWords();
  const list = useInfiniteQuery(useUnreached(props.within, props.state));
  return (
    <PagedList list={list} empty={props.empty}>
      {(deliveries) => (
        <RecordTable
          label={words.states[props.state]}
          columns={[
            { id: 'name', heading: words.headings.name, cell: (item) => <Holder delivery={item} /> },
            { id: 'reason', heading: words.headings.reason, cell: (item) => <Reason delivery={item} /> },
            {
              id: 'act',
              heading: words.headings.act,
              cell: (item) => (
                <MayDo route={sendAgain} issuerId={props.within.issuerId}>
                  <SendAgain delivery={item} />
                </MayDo>
              ),
            },
          ]}
          rows={deliveries}
          keyOf={({ certificateId }) => certificateId}
        />
      )}
    </PagedList>
  );
}

/** Why an email reached nobody, and what to do about it. */
export function Reason({ delivery: { reason } }: { readonly delivery: Delivery }) {
  const { reasons, advice } = useDeliveryWords();
  if (reason === null) return null;
  return (
    <div>
      {reasons[reason]}
      <br />
      <span className="quiet">{advice[reason]}</span>
    </div>
  );
}
