import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { useGo } from '../console-path.ts';
import type { ImportReport } from './import-queries.ts';
import { type FileOptions, fileOf, subscribeToFiles, uploadFile } from './upload-file.ts';

/** Imports the file of an import once more: as it is, or a corrected copy; and opens the new import. */
export function useReimport(
  report: ImportReport,
  onImported: () => void,
): {
  /** The file, where this page has it. */
  readonly file: File | undefined;
  readonly isPending: boolean;
  /** What went wrong. */
  readonly message: ReactNode;
  readonly begin: (options: FileOptions, copy?: File) => void;
} {
  const api = useApi();
  const go = useGo();
  const queries = useQueryClient();
  const file = useSyncExternalStore(subscribeToFiles, () => fileOf(report.importId));
  const upload = useMutation({
    mutationFn: ({ options, copy }: { readonly options: FileOptions; readonly copy: File }) =>
      uploadFile(api, copy, options, () => undefined),
    onSuccess: async (importId) => {
      onImported();
      await queries.invalidateQueries({ queryKey: ['imports'] });
      go(`/imports/${importId}`);
    },
  });
  return {
    file,
    isPending: upload.isPending,
    message: upload.error && <Failure error={upload.error} />,
    begin: (options, copy = file) => {
      if (copy !== undefined) upload.mutate({ options, copy });
    },
  };
}
