const VOLUNTEER = 'volunteer:';

/** The actor of what the service completes by itself. */
export const SERVICE_ACTOR = 'sweeper';

/** Returns the actor of what a volunteer does, as of a claim. */
export const actorOfVolunteer = (volunteerId: string): string => `${VOLUNTEER}${volunteerId}`;

/** Returns the ID of the volunteer who is an actor; undefined where it is somebody else. */
export const volunteerOfActor = (actor: string): string | undefined =>
  actor.startsWith(VOLUNTEER) ? actor.slice(VOLUNTEER.length) : undefined;

/** What names the actors of a ledger's records. */
export interface ActorNames {
  /** By the subject of an account, or the ID of a person who approves by links. */
  readonly people: ReadonlyMap<string, string>;
  readonly service: string;
  readonly volunteer: (volunteerId: string) => string;
}

/** Returns what an actor is called; undefined for one whom nothing names. */
export function nameOfActor(actor: string, { people, service, volunteer }: ActorNames): string | undefined {
  if (actor === SERVICE_ACTOR) return service;
  const volunteerId = volunteerOfActor(actor);
  return volunteerId === undefined ? people.get(actor) : volunteer(volunteerId);
}
