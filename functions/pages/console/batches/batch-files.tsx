import { useMutation } from '@tanstack/react-query';
import { getBatchArchive, getBatchPrintRun, getBatchReport } from '../../../routes/batches.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled, useReader } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { useFormat } from '../issuer-names.ts';
import type { ConsoleWords } from '../words.ts';
import type { Batch } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

const ASK_AGAIN_MS = 1_500;

/**
 * What is made of a batch's documents, to print and to keep, and the CSV of its items: built when asked for, then
 * downloaded.
 */
export function BatchFiles({ batch }: { readonly batch: Batch }) {
  const { result: words } = useBatchWords();
  return (
    <>
      <FileButton batch={batch} route={getBatchPrintRun} text={words.printRun} />
      <FileButton batch={batch} route={getBatchArchive} text={words.zip} />
      <FileButton batch={batch} route={getBatchReport} text={words.csv} />
    </>
  );
}

function FileButton(props: {
  readonly batch: Batch;
  readonly route: typeof getBatchArchive | typeof getBatchPrintRun | typeof getBatchReport;
  readonly text: string;
}) {
  const { result: words } = useBatchWords();
  const format = useFormat(props.batch.issuerIds[0]);
  const { language } = useReader<ConsoleWords>();
  const api = useApi();
  const file = useMutation({
    mutationFn: async () => {
      for (;;) {
        const path = { id: props.batch.batchId };
        const answer =
          props.route === getBatchPrintRun
            ? await api.request(props.route, { path, query: { lang: language } })
            : await api.request(props.route, { path });
        if (answer.status === 200) {
          const links = answer.body.items;
          const [first] = links;
          if (first !== undefined && links.length === 1) location.assign(first.url);
          return links;
        }
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    },
  });
  const links = file.data ?? [];
  return (
    <div className="download">
      <WorkButton isWorking={file.isPending} onPress={() => file.mutate()}>
        <span aria-live="polite">{file.isPending ? words.building : props.text}</span>
      </WorkButton>
      {file.error && <Failure error={file.error} again={() => file.mutate()} />}
      {links.length > 0 && (
        <ul className="hint" role="status">
          {links.map(({ part, url }) => (
            <li key={part}>
              <a href={url}>
                {links.length === 1
                  ? words.blocked
                  : filled(words.part, { part: format.number(part), all: format.number(links.length) })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
