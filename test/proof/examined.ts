import type { Examination, ReferenceData } from '../../functions/proof/examination.ts';
import { examineDocument } from '../../functions/proof/examine-document.ts';
import { NODE_TOOLS } from '../../functions/proof/reading/node-tools.ts';
import { readFile } from '../../functions/proof/reading/read-file.ts';

/** Reads a file and examines it, as the command line does. */
export const examined = async (bytes: Uint8Array, reference: ReferenceData): Promise<Examination> =>
  examineDocument(bytes, await readFile(bytes, NODE_TOOLS), reference);
