import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { listDeliveries } from '../../../routes/supervision.ts';
import { Callout } from '../../components/callout.tsx';
import { Facts } from '../../components/facts.tsx';
import { Failure } from '../../components/failure.tsx';
import { useReader } from '../../components/reader.tsx';
import type { Batch } from '../batches/batch-queries.ts';
import { useFormat } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import type { ConsoleWords } from '../words.ts';
import { type DeliveryCounts, UNREACHED, type Unreached, useDeliveryCounts } from './delivery-queries.ts';
import { UnreachedList } from './unreached-list.tsx';
import { useDeliveryWords } from './words.ts';

/** How far the emails about a batch's certificates have come, and who was not reached. */
export function Deliveries({ batch }: { readonly batch: Batch }) {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useDeliveryWords();
  const format = useFormat(batch.issuerIds[0]);
  const { data: counts, error, refetch } = useDeliveryCounts(batch.batchId);
  return (
    <section className="panel" aria-labelledby="deliveries">
      <h2 id="deliveries">{words.title}</h2>
      {error && <Failure error={error} again={() => refetch()} />}
      {counts === undefined && !error && <Callout>{frame.loading}</Callout>}
      {counts?.toTell === 0 && <p>{words.nobodyToTell}</p>}
      {counts !== undefined && counts.toTell > 0 && (
        <>
          <p>{format.counted(words.toTell, counts.toTell)}</p>
          <Facts
            numbers
            facts={(['delivered', 'handed_in', 'waiting'] as const).map((state) => [
              words.states[state],
              format.number(counts[state]),
            ])}
          />
          <NotReached batch={batch} counts={counts} />
        </>
      )}
    </section>
  );
}

/** Who was not reached: the counters choose which of them are listed. */
function NotReached({ batch, counts }: { readonly batch: Batch; readonly counts: DeliveryCounts }) {
  const words = useDeliveryWords();
  const format = useFormat(batch.issuerIds[0]);
  const [chosen, setChosen] = useState<Unreached>();
  const present = UNREACHED.filter((state) => counts[state] > 0);
  const shown = chosen !== undefined && counts[chosen] > 0 ? chosen : present[0];
  if (shown === undefined)
    return counts.delivered === counts.toTell ? <Callout tone="good">{words.allArrived}</Callout> : null;
  const count = present.reduce((sum, state) => sum + counts[state], 0);
  return (
    <>
      <Callout tone="warn" title={format.counted(words.unreached, count)}>
        {words.unreachedText}
      </Callout>
      {present.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would ask for an answer; these only filter.
        <div className="counters" role="group" aria-label={words.filter}>
          {present.map((state) => (
            <Button
              key={state}
              className="counter refused"
              aria-pressed={state === shown}
              onPress={() => setChosen(state)}
            >
              <strong>{format.number(counts[state])}</strong>
              <span>{words.states[state]}</span>
            </Button>
          ))}
        </div>
      )}
      {batch.issuerIds.map((issuerId) => (
        <MayDo key={issuerId} route={listDeliveries} issuerId={issuerId}>
          <UnreachedList
            within={{ issuerId, batch: { batchId: batch.batchId, count: counts[shown] } }}
            state={shown}
            empty={null}
          />
        </MayDo>
      ))}
    </>
  );
}
