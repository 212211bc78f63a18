import type { FileReading } from '../proof/reading/read-file.ts';

/** What the page asks its reader of files, which runs in a worker. */
export type ReaderTask =
  /** The IDs that the bytes of a PDF name, without loading what reads its pages. */
  | { readonly task: 'names'; readonly bytes: Uint8Array }
  /** Everything that a file names. */
  | { readonly task: 'whole'; readonly bytes: Uint8Array }
  /** The certificates to which the QR codes in an image of the camera lead. */
  | { readonly task: 'codes'; readonly image: ImageData };

/** The reader's answers by task. */
export interface ReaderAnswers {
  readonly names: readonly string[];
  readonly whole: FileReading;
  readonly codes: readonly { readonly certificateId: string; readonly address: string }[];
}
