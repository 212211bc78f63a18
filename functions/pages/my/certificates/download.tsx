import { useMutation } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { getDocument } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { useReader } from '../../components/reader.tsx';
import type { MyWords } from '../words.ts';

/** Downloads the PDF; for apps that block downloads the link stays visible. */
export function Download({ certificateId }: { readonly certificateId: string }) {
  const { words } = useReader<MyWords>();
  const api = useApi();
  const download = useMutation({
    mutationFn: async () => {
      const { url } = await api.call(getDocument, { path: { id: certificateId } });
      location.assign(url);
      return url;
    },
  });
  return (
    <div className="download">
      <Button className="action wide" onPress={() => download.mutate()} isPending={download.isPending}>
        {download.isPending ? words.certificates.downloading : words.certificates.download}
      </Button>
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
