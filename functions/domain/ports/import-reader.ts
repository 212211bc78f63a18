import type { ProblemLog } from '../import/import-problem.ts';
import type { ImportSource, RecordChunk } from '../import/import-record.ts';

/** Reads people's files into records, telling every problem; `UnreadableFile` where there is no reading at all. */
export type ReadImportFile = (source: ImportSource, problems: ProblemLog) => AsyncGenerator<RecordChunk>;
