import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Checkbox } from 'react-aria-components/Checkbox';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { ApiRefusal } from '../../../client/api-errors.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { filled, OwnWords } from '../../components/reader.tsx';
import { useGo } from '../console-path.ts';
import { useFormat } from '../issuer-names.ts';
import { useIssuer } from '../own-roles.tsx';
import { uploadFile } from './upload-file.ts';
import { useImportWords } from './words.ts';

const ACCEPTED = ['.csv', '.xlsx', '.txt'];

/** A file that is being uploaded, or whose upload was cut off. */
interface Upload {
  readonly file: File;
  readonly percent: number;
  readonly error?: unknown;
}

/** Takes a file by drag and drop or by choice, uploads it, and opens its report. */
export function UploadPanel() {
  const words = useImportWords();
  const api = useApi();
  const issuer = useIssuer();
  const queries = useQueryClient();
  const go = useGo();
  const [dryRun, setDryRun] = useState(false);
  const [upload, setUpload] = useState<Upload>();
  const bring = async (file: File | undefined) => {
    if (file === undefined) return;
    setUpload((before) => ({ file, percent: before?.file === file ? before.percent : 0 }));
    try {
      const options = { dryRun, ...(issuer === undefined ? {} : { issuerId: issuer }) };
      const importId = await uploadFile(api, file, options, (percent) => setUpload({ file, percent }));
      await queries.invalidateQueries({ queryKey: ['imports'] });
      go(`/imports/${importId}`);
    } catch (error) {
      setUpload((cutOff) => ({ file, percent: cutOff?.percent ?? 0, error }));
    }
  };
  const isBusy = upload !== undefined && upload.error === undefined;
  return (
    <section className="panel" aria-label={words.drop}>
      <p>{words.lead}</p>
      <DropZone
        className="drop-zone"
        isDisabled={isBusy}
        onDrop={async ({ items }) => {
          const dropped = items.find((item) => item.kind === 'file');
          void bring(await dropped?.getFile());
        }}
      >
        <Text slot="label" className="drop-label">
          {words.drop}
        </Text>
        <FileTrigger acceptedFileTypes={ACCEPTED} onSelect={(chosen) => void bring(chosen?.[0])}>
          <Button className="action" isDisabled={isBusy}>
            {words.choose}
          </Button>
        </FileTrigger>
        <p className="hint">{words.dropText}</p>
      </DropZone>
      <Checkbox className="checkbox" isSelected={dryRun} onChange={setDryRun}>
        <span className="box" aria-hidden="true" />
        {words.only}
      </Checkbox>
      {upload && <UploadState upload={upload} again={() => void bring(upload.file)} />}
    </section>
  );
}

function UploadState({ upload, again }: { readonly upload: Upload; readonly again: () => void }) {
  const words = useImportWords();
  const format = useFormat();
  const file = <OwnWords text={upload.file.name} />;
  const percent = format.numbers([upload.percent]);
  const hasBegun = upload.percent > 0;
  // What the service doesn't take, it doesn't take a second time either.
  if (upload.error instanceof ApiRefusal)
    return upload.error.code === 'IMPORT_TOO_LARGE' ? (
      <Fault>{filled(words.uploadTooLarge, { file })}</Fault>
    ) : (
      <Failure error={upload.error} />
    );
  if (upload.error !== undefined)
    return (
      <>
        <p className="fault">
          {filled(hasBegun ? words.uploadCutOff : words.uploadFailed, { file, percent })}
        </p>
        <Failure error={upload.error} />
        <Button className="action second" onPress={again}>
          {hasBegun ? words.uploadGoOn : words.uploadAgain}
        </Button>
      </>
    );
  return <p role="status">{filled(words.uploading, { file, percent })}</p>;
}
