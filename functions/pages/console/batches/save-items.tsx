import { useMutation } from '@tanstack/react-query';
import { displayId } from '../../../domain/certificate/certificate-id.ts';
import { plainCell } from '../../../domain/report/plain-cell.ts';
import { nameIn, titleIn } from '../../../domain/wording/language.ts';
import { listBatchItems } from '../../../routes/batches.ts';
import { getVolunteer } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { useReader } from '../../components/reader.tsx';
import { saveFile } from '../../components/save-file.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { useFormat } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import type { Batch, BatchItem, ItemFilter } from './batch-queries.ts';
import { reasonFacts, reasonTitle } from './reason-words.ts';
import { useBatchWords } from './words.ts';

/**
 * Saves the list of a batch's items that is shown, with names and titles, as a CSV: for who may see names. It is made
 * here, of what is read now; the service stores no file with names.
 */
export function SaveItems({ batch, filter }: { readonly batch: Batch; readonly filter: ItemFilter }) {
  const { items: words } = useBatchWords();
  const api = useApi();
  const may = useMay();
  const rowOf = useRows(batch);
  const save = useMutation({
    mutationFn: async () => {
      const { writeCsv } = await import('hucre/csv');
      const rows: string[][] = [[...words.columns]];
      const input = { path: { id: batch.batchId }, query: { ...filter } };
      for await (const item of api.list(listBatchItems, input)) rows.push(rowOf(item));
      const text = writeCsv(rows, { bom: true });
      saveFile(`tawtheeq-${batch.batchId}-names.csv`, 'text/csv', new TextEncoder().encode(text));
    },
  });
  if (!batch.issuerIds.every((issuerId) => may(getVolunteer, issuerId))) return null;
  return (
    <>
      {save.error && <Failure error={save.error} again={() => save.mutate()} />}
      <div className="actions">
        <WorkButton isWorking={save.isPending} onPress={() => save.mutate()}>
          <span aria-live="polite">{save.isPending ? words.saving : words.save}</span>
        </WorkButton>
      </div>
    </>
  );
}

/** Returns what turns an item into the cells under `columns`. */
function useRows(batch: Batch): (item: BatchItem) => string[] {
  const words = useBatchWords();
  const { language } = useReader();
  const format = useFormat(batch.issuerIds[0]);
  return (item) =>
    [
      item.volunteerId,
      nameIn(language, item) ?? '',
      item.opportunityId,
      titleIn(language, item) ?? '',
      words.outcomes[item.outcome],
      item.changed ? words.items.yes : '',
      item.certificateId === undefined ? '' : displayId(item.certificateId),
      item.reason === undefined ? '' : reasonTitle(item.reason, words),
      reasonFacts(item, words, format) ?? '',
    ].map(plainCell);
}
