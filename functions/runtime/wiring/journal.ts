import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoJournal } from '../../storage/dynamo/supervision/dynamo-journal.ts';
import { readEnvironment } from '../environment.ts';
import type { JournalDeps } from '../http/journaled.ts';

let wired: JournalDeps | undefined;

/** Returns the journal of a function with journaled routes; all of them share its chain. */
export function wireJournal(): JournalDeps {
  const { TABLE_NAME } = readEnvironment('TABLE_NAME');
  wired ??= {
    journal: new DynamoJournal(dynamoClient(PEOPLE), TABLE_NAME),
    now: () => new Date().toISOString(),
  };
  return wired;
}
