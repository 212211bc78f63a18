import type { ProblemLog } from '../import/import-problem.ts';
import type { ImportSource, RecordChunk } from '../import/import-record.ts';
import type { ReadingContext } from '../import/reading-options.ts';
import type { UnderstandingLog } from '../import/understanding.ts';

/**
 * Reads a file into records, adds every problem to the log, and records how the file was understood.
 *
 * @throws UnreadableFile when the file can't be read at all.
 */
export type ReadImportFile = (
  source: ImportSource,
  problems: ProblemLog,
  understanding?: UnderstandingLog,
  context?: ReadingContext,
) => AsyncGenerator<RecordChunk>;
