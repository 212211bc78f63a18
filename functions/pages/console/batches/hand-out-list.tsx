import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Button } from 'react-aria-components/Button';
import { handOutOrder } from '../../../domain/batch/hand-out-order.ts';
import { displayId } from '../../../domain/certificate/certificate-id.ts';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled, useReader } from '../../components/reader.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import type { ConsoleWords } from '../words.ts';
import { type Batch, type BatchItem, useBatch, useBatchItems } from './batch-queries.ts';
import { ItemName, ItemTitle } from './item-columns.tsx';
import { useBatchWords } from './words.ts';

const PAGE = 200;

/** Whom the documents of a batch are handed to, by name, with a line to sign on: to print. */
export function HandOutList({ batchId }: { readonly batchId: string }) {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useBatchWords();
  const { data: batch, error, refetch } = useBatch(batchId);
  return (
    <>
      <p className="not-printed">
        <ConsoleLink path={`/batches/${batchId}`}>{words.handOut.back}</ConsoleLink>
      </p>
      <h1>{words.handOut.title}</h1>
      {error && <Failure error={error} again={() => refetch()} />}
      {batch === undefined ? !error && <Callout>{frame.loading}</Callout> : <Holders batch={batch} />}
    </>
  );
}

function Holders({ batch }: { readonly batch: Batch }) {
  const { handOut: words } = useBatchWords();
  const { words: frame, language } = useReader<ConsoleWords>();
  const format = useFormat(batch.issuerIds[0]);
  const nameOf = useIssuerNames();
  const list = useInfiniteQuery(useBatchItems(batch, { inForce: 'yes' }, PAGE));
  const { hasNextPage, isFetching, fetchNextPage, error } = list;
  useEffect(() => {
    // A list that is printed has to be whole.
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const items = (list.data?.pages ?? []).flatMap((page) => page.items).sort(handOutOrder(language));
  const isWhole = list.data !== undefined && !hasNextPage;
  const { issued, alreadyIssued } = batch.counts;
  const leftOut = issued + alreadyIssued - items.length;
  return (
    <>
      <p>
        {batch.issuerIds.map(nameOf).join(' · ')} · {format.moment(batch.endedAt ?? batch.createdAt).date}
      </p>
      {error && <Failure error={error} again={() => fetchNextPage()} />}
      {!isWhole && !error && (
        <Callout>
          {items.length === 0
            ? frame.loading
            : filled(words.loading, {
                read: format.number(items.length),
                all: format.number(issued + alreadyIssued),
              })}
        </Callout>
      )}
      {isWhole && items.length === 0 && <Callout>{words.nobody}</Callout>}
      {isWhole && leftOut > 0 && <p>{format.counted(words.leftOut, leftOut)}</p>}
      {isWhole && items.length > 0 && (
        <>
          <p>{format.counted(words.certificates, items.length)}</p>
          <div className="actions not-printed">
            <Button className="action" onPress={() => print()}>
              {words.print}
            </Button>
          </div>
          <HolderTable items={items} />
        </>
      )}
    </>
  );
}

function HolderTable({ items }: { readonly items: readonly BatchItem[] }) {
  const { handOut: words, headings } = useBatchWords();
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, which the keyboard must do too.
    <section className="scrolls" tabIndex={0} aria-label={words.title}>
      <table className="hand-out" aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{headings.name}</th>
            <th scope="col">{headings.opportunity}</th>
            <th scope="col">{words.certificate}</th>
            <th scope="col">{words.signature}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={item.certificateId}>
              <td>{format.number(index + 1)}</td>
              <td>
                <ItemName item={item} />
              </td>
              <td>
                <ItemTitle item={item} />
              </td>
              <td>
                <bdi className="id" dir="ltr">
                  {displayId(item.certificateId ?? '')}
                </bdi>
              </td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
