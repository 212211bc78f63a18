import { SERVICE_ACTOR, volunteerOfActor } from '../../../../functions/domain/certificate/actor.ts';
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
  const names = new Map<string, string>();
  try {
    for (const { subject, name } of (await api.call(listNamesOfPeople, { query: {} })).items)
      names.set(subject, name);
  } catch {
    // The names are optional: what is recorded is shown without them.
  }
  return (subject) => {
    if (subject === null || subject === undefined) return undefined;
    if (subject === SERVICE_ACTOR) return messages.theService;
    const volunteerId = volunteerOfActor(subject);
    return volunteerId === undefined ? (names.get(subject) ?? subject) : messages.theVolunteer(volunteerId);
  };
}
