import { useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components/Button';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Fault } from '../../components/fault.tsx';
import { filled } from '../../components/reader.tsx';
import type { ImportReport } from './import-queries.ts';
import { fileOf, rememberFile, subscribeToFiles } from './upload-file.ts';
import { useImportWords } from './words.ts';

/** Asks for the file of an import again, where the page was loaded since: a browser keeps no file for a page. */
export function FileAgain({ report }: { readonly report: ImportReport }) {
  const words = useImportWords();
  const file = useSyncExternalStore(subscribeToFiles, () => fileOf(report.importId));
  const [other, setOther] = useState<string>();
  if (file !== undefined) return null;
  const choose = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const isSame = report.sha256 === null || (await sha256Of(chosen)) === report.sha256;
    setOther(isSame ? undefined : chosen.name);
    if (isSame) rememberFile(report.importId, chosen);
  };
  return (
    <>
      <p className="hint">{words.problems.needsFile}</p>
      <FileTrigger onSelect={(chosen) => void choose(chosen?.[0])}>
        <Button className="action second">{filled(words.chooseAgain, { file: report.fileName })}</Button>
      </FileTrigger>
      {other !== undefined && <Fault>{filled(words.otherFile, { file: other })}</Fault>}
    </>
  );
}

async function sha256Of(file: File): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
