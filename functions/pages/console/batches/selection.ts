import { TRACKS, type Track } from '../../../domain/hours/opportunity.ts';

/** What is chosen for a batch, as texts, which a draft can keep. Nothing is the empty text. */
export type Selection = Readonly<{
  from: string;
  to: string;
  track: string;
  /** Opportunities, `issuer/ID`, with spaces between them; all of the period where there are none. */
  chosen: string;
}>;

export const NOTHING_CHOSEN: Selection = { from: '', to: '', track: '', chosen: '' };
export const TRACK_CHOICES = ['all', ...TRACKS] as const;

/** Returns what identifies an opportunity in a selection. Neither ID has a slash or a space. */
export const chosenName = (opportunity: { readonly issuerId: string; readonly opportunityId: string }) =>
  `${opportunity.issuerId}/${opportunity.opportunityId}`;

/** Returns why there can't be a dry run of a selection yet; undefined where there can. */
export function problemOf({ from, to, chosen }: Selection): 'empty' | 'backwards' | undefined {
  if (from !== '' && to !== '' && from > to) return 'backwards';
  return from === '' && to === '' && chosen === '' ? 'empty' : undefined;
}

/** Returns the request for a dry run of a selection, for the chosen issuer or for all. */
export function requestOf({ from, to, track, chosen }: Selection, issuer: string | undefined) {
  const keys = chosen === '' ? [] : chosen.split(' ').map((name) => name.split('/'));
  const issuers = new Set(keys.map(([issuerId]) => issuerId));
  const [only] = issuers.size === 1 ? issuers : [issuer];
  return {
    dryRun: true,
    ...(only === undefined ? {} : { issuerId: only }),
    ...(keys.length === 0
      ? {
          ...(from === '' ? {} : { from }),
          ...(to === '' ? {} : { to }),
          ...(track === '' ? {} : { track: track as Track }),
        }
      : { opportunityIds: keys.map(([, opportunityId = '']) => opportunityId) }),
  };
}
