import { nameOfActor } from '../../../../functions/domain/certificate/actor.ts';
import { listNamesOfPeople } from '../../../../functions/routes/supervision.ts';
import type { Session } from '../session/session.ts';

/**
 * Returns what names whoever did something, by their subject: the subject itself where no name is known, or where the
 * caller may see none.
 */
export async function peopleNames({
  api,
  messages,
}: Session): Promise<(subject: string | null | undefined) => string | undefined> {
  const people = new Map<string, string>();
  try {
    for (const { subject, name } of (await api.call(listNamesOfPeople, { query: {} })).items)
      people.set(subject, name);
  } catch {
    // The names are optional: what is recorded is shown without them.
  }
  const names = { people, service: messages.theService, volunteer: messages.theVolunteer };
  return (subject) =>
    subject === null || subject === undefined ? undefined : (nameOfActor(subject, names) ?? subject);
}
