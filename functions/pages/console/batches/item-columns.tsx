import { displayId } from '../../../domain/certificate/certificate-id.ts';
import { nameIn, otherLanguage, titleIn } from '../../../domain/wording/language.ts';
import { previewCertificate } from '../../../routes/issuing.ts';
import { TypedText, useReader } from '../../components/reader.tsx';
import type { RecordColumn } from '../../components/record-table.tsx';
import { useFormat } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import { VolunteerLink } from '../volunteers/volunteer-link.tsx';
import type { Batch, BatchItem } from './batch-queries.ts';
import { PrintPreviewButton } from './print-preview.tsx';
import { reasonFacts, reasonTitle } from './reason-words.ts';
import { useBatchWords } from './words.ts';

/** The columns of a list of a batch's items. */
export function useItemColumns({ counts }: Batch): readonly RecordColumn<BatchItem>[] {
  const words = useBatchWords();
  const may = useMay();
  const { headings, outcomes, items } = words;
  return [
    {
      id: 'name',
      heading: headings.name,
      cell: (item) =>
        item.issuerId === null ? (
          <ItemName item={item} />
        ) : (
          <VolunteerLink issuerId={item.issuerId} volunteerId={item.volunteerId}>
            <ItemName item={item} />
          </VolunteerLink>
        ),
    },
    { id: 'opportunity', heading: headings.opportunity, cell: (item) => <ItemTitle item={item} /> },
    {
      id: 'outcome',
      heading: headings.outcome,
      cell: ({ outcome, changed }) => (
        <div>
          <span className={`outcome ${outcome}`}>{outcomes[outcome]}</span>
          {changed && <span className="quiet"> {items.changed}</span>}
        </div>
      ),
    },
    { id: 'reason', heading: headings.reason, cell: (item) => <Reason item={item} /> },
    // Before anything is issued.
    ...(counts.eligible !== undefined && may(previewCertificate)
      ? [
          {
            id: 'print',
            heading: headings.print,
            cell: (item: BatchItem) =>
              item.outcome === 'eligible' && item.issuerId !== null && <PrintPreviewButton item={item} />,
          },
        ]
      : []),
  ];
}

/** A volunteer's name in the reader's language where there is one, with the ID below. */
export function ItemName({ item }: { readonly item: BatchItem }) {
  const { language } = useReader();
  const inReaders = nameIn(language, item);
  const id = <bdi dir="ltr">{item.volunteerId}</bdi>;
  if (!item.nameAr && !item.nameEn) return id;
  const other = otherLanguage(language);
  return (
    <div>
      {inReaders ? (
        <TypedText text={inReaders} language={language} />
      ) : (
        <TypedText text={nameIn(other, item) ?? ''} language={other} />
      )}
      <br />
      <span className="quiet">{id}</span>
    </div>
  );
}

/** The title of an item's opportunity; its ID where there is none. */
export function ItemTitle({ item }: { readonly item: BatchItem }) {
  const { language } = useReader();
  const title = titleIn(language, item);
  return title ? <TypedText text={title} language={language} /> : <bdi dir="ltr">{item.opportunityId}</bdi>;
}

/** Why an item has no certificate, with the numbers behind it; or the certificate that it has. */
function Reason({ item }: { readonly item: BatchItem }) {
  const words = useBatchWords();
  const { language } = useReader();
  const format = useFormat(item.issuerId ?? undefined);
  const { certificateId, reason } = item;
  if (certificateId !== undefined) {
    const shown = displayId(certificateId);
    return (
      <a href={`/verify/${shown}?lang=${language}`} target="_blank" rel="noreferrer">
        <bdi dir="ltr">{shown}</bdi>
      </a>
    );
  }
  if (reason === undefined) return null;
  const facts = reasonFacts(item, words, format);
  return (
    <div>
      {reasonTitle(reason, words)}
      {facts && (
        <>
          <br />
          <span className="quiet">{facts}</span>
        </>
      )}
    </div>
  );
}
