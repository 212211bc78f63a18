import { useMutation } from '@tanstack/react-query';
import { Failure } from '../../components/failure.tsx';
import { isInApp } from '../../components/open-in-browser.tsx';
import { useReader } from '../../components/reader.tsx';
import { saveFrom } from '../../components/save-file.ts';
import { WorkButton } from '../../components/work-button.tsx';
import type { MyWords } from '../words.ts';

/** Downloads the PDF; for apps that block downloads the link stays visible. */
export function Download(props: {
  readonly fileName: string;
  /** Returns the address of the file, which works for one minute. */
  readonly addressOfFile: () => Promise<string>;
}) {
  const { words } = useReader<MyWords>();
  const download = useMutation({
    mutationFn: async () => {
      const url = await props.addressOfFile();
      // Views of apps save no file of a page's own; some hand an address on to the system.
      if (isInApp(navigator.userAgent)) location.assign(url);
      else await saveFrom(url, props.fileName);
      return url;
    },
  });
  return (
    <div className="download">
      <WorkButton isMain isWide isWorking={download.isPending} onPress={() => download.mutate()}>
        {download.isPending ? words.certificates.downloading : words.certificates.download}
      </WorkButton>
      {download.error && <Failure error={download.error} />}
      {download.data && (
        <p className="hint" role="status">
          {words.certificates.downloadBlocked}{' '}
          <a href={download.data} target="_blank" rel="noreferrer">
            {words.certificates.downloadLink}
          </a>
        </p>
      )}
    </div>
  );
}
