import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listBatchItems } from '../../../routes/batches.ts';
import { previewCertificate } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { Choice } from '../../components/choice.tsx';
import { Failure } from '../../components/failure.tsx';
import { useReader } from '../../components/reader.tsx';
import { MayDo } from '../may-do.tsx';
import type { Batch, BatchItem } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** People to choose from: the first of a batch. */
const CHOICES = 200;

/** How the certificate of one of those who are eligible will print; the one with the longest name first. */
export function PrintPreview({ batch }: { readonly batch: Batch }) {
  const { preview: words } = useBatchWords();
  return (
    <section aria-labelledby="print-preview">
      <h3 id="print-preview">{words.title}</h3>
      <p>{words.lead}</p>
      <MayDo route={previewCertificate}>
        <ChosenPerson batch={batch} />
      </MayDo>
    </section>
  );
}

function ChosenPerson({ batch: { batchId } }: { readonly batch: Batch }) {
  const { preview: words } = useBatchWords();
  const { language } = useReader();
  const api = useApi();
  const [chosen, choose] = useState<string>();
  const people = useQuery({
    queryKey: ['preview-people', batchId],
    queryFn: () =>
      api.call(listBatchItems, { path: { id: batchId }, query: { outcome: 'eligible', limit: CHOICES } }),
  });
  const items = (people.data?.items ?? []).toSorted((one, other) => lengthOf(other) - lengthOf(one));
  const item = items.find((one) => keyOf(one) === chosen) ?? items[0];
  if (people.error) return <Failure error={people.error} again={() => people.refetch()} />;
  if (item === undefined) return null;
  return (
    <>
      <Choice
        label={words.person}
        value={keyOf(item)}
        onChange={choose}
        options={items.map((one) => ({
          value: keyOf(one),
          text: `${nameOf(one, language)} – ${titleOf(one, language)}`,
        }))}
      />
      <Picture item={item} />
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
    queryFn: async () => {
      const bytes = await api.bytes(previewCertificate, 'image/jpeg', {
        path: { id: volunteerId },
        query: { issuer: issuerId ?? '', opportunity: opportunityId },
      });
      return dataUrl(new Blob([bytes], { type: 'image/jpeg' }));
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

/** Returns the address of a picture that the page's policy lets it show. */
const dataUrl = (picture: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });

const keyOf = ({ issuerId, opportunityId, volunteerId }: BatchItem) =>
  `${issuerId} ${opportunityId} ${volunteerId}`;

const lengthOf = ({ nameAr = '', nameEn = '' }: BatchItem) => Math.max(nameAr.length, nameEn.length);

const titleOf = ({ titleAr, titleEn, opportunityId }: BatchItem, language: 'ar' | 'en') =>
  (language === 'ar' ? titleAr : titleEn) || opportunityId;

const nameOf = ({ nameAr, nameEn, volunteerId }: BatchItem, language: 'ar' | 'en') =>
  (language === 'ar' ? nameAr : nameEn) || nameAr || nameEn || volunteerId;
