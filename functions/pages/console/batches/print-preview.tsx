import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { type Language, nameIn, otherLanguage } from '../../../domain/wording/language.ts';
import { listBatchItems } from '../../../routes/batches.ts';
import { previewCertificate } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { dataUrl } from '../../components/data-url.ts';
import { Failure } from '../../components/failure.tsx';
import { Overlay } from '../../components/overlay/overlay.tsx';
import { useReader } from '../../components/reader.tsx';
import { MayDo } from '../may-do.tsx';
import type { Batch, BatchItem } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** Items of which the one with the longest name is shown: the first of a batch. */
const LOOKED_AT = 200;

/** How the certificate with the longest name will print; everybody else's is a press away in the list. */
export function PrintPreview({ batch }: { readonly batch: Batch }) {
  const { preview: words } = useBatchWords();
  return (
    <section aria-labelledby="print-preview">
      <h3 id="print-preview">{words.title}</h3>
      <p>{words.lead}</p>
      <MayDo route={previewCertificate}>
        <LongestName batch={batch} />
      </MayDo>
    </section>
  );
}

function LongestName({ batch: { batchId } }: { readonly batch: Batch }) {
  const api = useApi();
  const people = useQuery({
    queryKey: ['preview-people', batchId],
    queryFn: () =>
      api.call(listBatchItems, { path: { id: batchId }, query: { outcome: 'eligible', limit: LOOKED_AT } }),
  });
  const [item] = (people.data?.items ?? []).toSorted((one, other) => lengthOf(other) - lengthOf(one));
  if (people.error) return <Failure error={people.error} again={() => people.refetch()} />;
  return item === undefined ? null : <Picture item={item} />;
}

/** Shows how the certificate of somebody in a list will print. */
export function PrintPreviewButton({ item }: { readonly item: BatchItem }) {
  const { preview: words } = useBatchWords();
  const { language } = useReader();
  const [isOpen, setOpen] = useState(false);
  const name = nameOf(item, language);
  return (
    <>
      <Button
        className="plain"
        aria-label={words.showOf.replace('{name}', name)}
        onPress={() => setOpen(true)}
      >
        {words.show}
      </Button>
      <Overlay title={words.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Picture item={item} />
      </Overlay>
    </>
  );
}

function Picture({ item }: { readonly item: BatchItem }) {
  const { preview: words } = useBatchWords();
  const { language } = useReader();
  const api = useApi();
  const { issuerId, volunteerId, opportunityId } = item;
  const picture = useQuery({
    queryKey: ['preview', issuerId, volunteerId, opportunityId],
    // Names are corrected between two looks.
    staleTime: 0,
    // Whoever looks at many keeps none of them.
    gcTime: 0,
    queryFn: async () => {
      const bytes = await api.bytes(previewCertificate, 'image/jpeg', {
        path: { id: volunteerId },
        query: { issuer: issuerId ?? '', opportunity: opportunityId },
      });
      return dataUrl(bytes);
    },
  });
  if (picture.error) return <Failure error={picture.error} again={() => picture.refetch()} />;
  return (
    <figure className="print-preview" aria-busy={picture.isFetching}>
      {picture.data === undefined ? (
        <p role="status">{words.drawing}</p>
      ) : (
        <img src={picture.data} alt={words.alternative.replace('{name}', nameOf(item, language))} />
      )}
      <figcaption className="hint">{words.caption}</figcaption>
    </figure>
  );
}

const lengthOf = ({ nameAr = '', nameEn = '' }: BatchItem) => Math.max(nameAr.length, nameEn.length);

const nameOf = (item: BatchItem, language: Language) =>
  nameIn(language, item) || nameIn(otherLanguage(language), item) || item.volunteerId;
