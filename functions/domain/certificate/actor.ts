const VOLUNTEER = 'volunteer:';

/** The actor of what the service completes by itself. */
export const SERVICE_ACTOR = 'sweeper';

/** Returns the actor of what a volunteer does, as of a claim. */
export const actorOfVolunteer = (volunteerId: string): string => `${VOLUNTEER}${volunteerId}`;

/** Returns the ID of the volunteer who is an actor; undefined where it is somebody else. */
export const volunteerOfActor = (actor: string): string | undefined =>
  actor.startsWith(VOLUNTEER) ? actor.slice(VOLUNTEER.length) : undefined;
