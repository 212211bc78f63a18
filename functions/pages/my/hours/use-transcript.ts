import { getTranscript } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import { saveFile } from '../../components/save-file.ts';

/** Returns what downloads the transcript of a period. */
export function useTranscript(): (period: { readonly from: string; readonly to: string }) => Promise<void> {
  const api = useApi();
  return async ({ from, to }) => {
    const bytes = await api.bytes(getTranscript, 'application/pdf', { query: { from, to } });
    saveFile(`tawtheeq-${from}-${to}.pdf`, 'application/pdf', bytes);
  };
}
