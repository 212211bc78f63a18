import type { ProblemLog } from '../import/import-problem.ts';
import type { ImportSource, RecordChunk } from '../import/import-record.ts';

/**
 * Reads a file into records and adds every problem to the log.
 *
 * @throws UnreadableFile when the file can't be read at all.
 */
export type ReadImportFile = (source: ImportSource, problems: ProblemLog) => AsyncGenerator<RecordChunk>;
