import { useMutation } from '@tanstack/react-query';
import { Button } from 'react-aria-components/Button';
import { downloadImportProblems } from '../../../routes/ledger.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { filled, useReader } from '../../components/reader.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { useFormat } from '../issuer-names.ts';
import { useIssuer } from '../own-roles.tsx';
import { FileAgain } from './file-again.tsx';
import type { ImportReport } from './import-queries.ts';
import { type Correction, mendFile } from './mend-file.ts';
import { type Corrections, isMendable, ProblemRows } from './problem-rows.tsx';
import { useReimport } from './use-reimport.tsx';
import { useImportWords } from './words.ts';

/** Corrections by cell. */
const NOTHING_CORRECTED: { readonly cells: Readonly<Record<string, Correction>> } = { cells: {} };

/** What is wrong with a file, in its own rows; small corrections are made here, in a copy that is imported instead. */
export function Problems({ report }: { readonly report: ImportReport }) {
  const { problems: texts } = useImportWords();
  const format = useFormat();
  const [{ cells }, setDraft, forgetDraft] = useDraft(`corrections ${report.importId}`, NOTHING_CORRECTED);
  const corrections: Corrections = new Map(Object.entries(cells));
  const setCorrections = (next: Corrections) => setDraft({ cells: Object.fromEntries(next) });
  const { problems, problemCount, noteCount } = report;
  if (problems.length === 0) return null;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const notes = problems.filter(({ severity }) => severity === 'note');
  const all = problemCount + noteCount;
  const mendable = report.understanding !== null && report.state === 'refused' && errors.some(isMendable);
  const shown = filled(texts.shown, {
    shown: format.numbers([problems.length]),
    all: format.numbers([all]),
  });
  return (
    <>
      {errors.length > 0 && (
        <section aria-labelledby="errors">
          <h2 id="errors">
            {texts.errors} ({format.numbers([problemCount])})
          </h2>
          <ProblemRows problems={errors} {...(mendable ? { corrections, onCorrect: setCorrections } : {})} />
        </section>
      )}
      {mendable && (
        <Mending report={report} corrections={[...corrections.values()]} onImported={forgetDraft} />
      )}
      {notes.length > 0 && (
        <section aria-labelledby="notes">
          <h2 id="notes">
            {texts.notes} ({format.numbers([noteCount])})
          </h2>
          <ProblemRows problems={notes} />
        </section>
      )}
      {all > problems.length && <p>{shown}</p>}
      <Download report={report} />
    </>
  );
}

/** Makes the corrected copy, and imports or saves it. */
function Mending(props: {
  readonly report: ImportReport;
  readonly corrections: readonly Correction[];
  readonly onImported: () => void;
}) {
  const { report, corrections } = props;
  const { problems: texts } = useImportWords();
  const format = useFormat();
  const issuer = useIssuer();
  const reimport = useReimport(report, props.onImported);
  const mend = useMutation({
    mutationFn: async (then: (copy: File) => void) => {
      const { file } = reimport;
      if (file === undefined || report.understanding === null) return [];
      const mended = await mendFile(file, report.understanding, corrections);
      if (mended.missing.length === 0) then(mended.file);
      return mended.missing;
    },
  });
  const save = async (copy: File) => saveFile(copy.name, copy.type, new Uint8Array(await copy.arrayBuffer()));
  const options = issuer === undefined ? {} : { issuerId: issuer };
  const isReady = reimport.file !== undefined && corrections.length > 0;
  const missing = mend.data ?? [];
  return (
    <section className="panel">
      <p>{texts.mendText}</p>
      <p role="status">{texts.corrected.replace('{count}', format.numbers([corrections.length]))}</p>
      <FileAgain report={report} />
      {missing.length > 0 && (
        <Fault>
          {texts.notFound.replace(
            '{cells}',
            missing.map(({ row, column }) => `${column} ${row}`).join(' · '),
          )}
        </Fault>
      )}
      {mend.error && <Failure error={mend.error} />}
      {reimport.message}
      <div className="actions">
        <WorkButton
          isMain
          isWorking={mend.isPending || reimport.isPending}
          isDisabled={!isReady}
          onPress={() => mend.mutate((copy) => reimport.begin(options, copy))}
        >
          {texts.mend}
        </WorkButton>
        <Button
          className="action second"
          isDisabled={!isReady}
          onPress={() => mend.mutate((copy) => void save(copy))}
        >
          {texts.saveCopy}
        </Button>
      </div>
    </section>
  );
}

/** Saves the whole list of problems, to be sent to whoever made the file. */
function Download({ report }: { readonly report: ImportReport }) {
  const { problems: texts } = useImportWords();
  const { language } = useReader();
  const api = useApi();
  const download = useMutation({
    mutationFn: async () => {
      const input = { path: { id: report.importId }, query: { lang: language } };
      const bytes = await api.bytes(downloadImportProblems, 'text/csv', input);
      saveFile(`${report.fileName.replace(/\.\w+$/, '')}-problems.csv`, 'text/csv', bytes);
    },
  });
  return (
    <>
      {download.error && <Failure error={download.error} />}
      <div className="actions">
        <WorkButton isWorking={download.isPending} onPress={() => download.mutate()}>
          {texts.download}
        </WorkButton>
      </div>
    </>
  );
}
