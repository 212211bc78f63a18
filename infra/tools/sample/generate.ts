import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DAY_MS, daysAfter } from '../../../functions/domain/calendar-date.ts';
import { TRACKS, type Track } from '../../../functions/domain/hours/opportunity.ts';
import type { Gender } from '../../../functions/domain/hours/volunteer.ts';
import { ACTIVITIES, DISTRICTS, FAMILIES, MEN, WOMEN } from './invented-names.ts';
import { SAMPLE_PROFILES, type SampleProfile, type SampleProfileName } from './profiles.ts';
import { apportion, SeededRandom } from './seeded-random.ts';

/** What to generate. */
export interface SampleOrder {
  readonly profile: SampleProfileName;
  /** Number of volunteers, in the period's proportions; absent: the period's own number. */
  readonly volunteers?: number | undefined;
  readonly seed: number;
  readonly outDir: string;
}

/** The totals of a data set, as a report shows them. */
export interface SampleTotals {
  readonly files: readonly string[];
  readonly issuerId: string;
  readonly opportunities: number;
  readonly volunteers: number;
  readonly hours: number;
  readonly beneficiaries: number;
  readonly entries: number;
}

interface SampleOpportunity {
  readonly id: string;
  readonly track: Track;
  readonly startsOn: string;
  readonly days: number;
  readonly requiredHours: number;
  readonly beneficiaries: number;
  readonly line: string;
}

const QUARTER_MINUTES = 15;
/** Quarters of an hour. */
const SHORTEST_SHIFT = 12;
const LONGEST_SHIFT = 32;
/** Days of the shortest opportunity. */
const FEWEST_DAYS = 28;
/** Quarters of an hour of one volunteer: at most 16 of the longest shifts, which fit into the shortest opportunity. */
const MOST_QUARTERS = 16 * LONGEST_SHIFT;
/** Shares of names that are missing and of volunteers with an entry that waits for approval. */
const MISSING_NAME_SHARE = 0.002;
const PENDING_ENTRY_SHARE = 0.03;

const OPPORTUNITY_HEADINGS =
  'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries,partner_ids,kind';
const VOLUNTEER_HEADINGS = 'volunteer_id,name_ar,name_en,gender,kind,birth_date,guardian_consent,email';
const HOURS_HEADINGS = 'entry_id,volunteer_id,opportunity_id,date,hours,start,end,status,approved_by';

/**
 * Writes `opportunities.csv`, `volunteers.csv` and `hours.csv` in the proportions of a real period and returns their
 * totals. The same seed writes the same files. At the period's own size the totals are exactly the published ones.
 * Approved hours add up to the total; a few more entries are pending.
 */
export async function generateSample(order: SampleOrder): Promise<SampleTotals> {
  const profile: SampleProfile = SAMPLE_PROFILES[order.profile];
  const volunteers = order.volunteers ?? profile.volunteers;
  const scale = volunteers / profile.volunteers;
  const random = new SeededRandom(order.seed);
  const tracks = TRACKS.filter((track) => profile.tracks[track] > 0);
  const published = tracks.reduce((sum, track) => sum + profile.tracks[track], 0);
  const opportunityCount = Math.max(tracks.length, Math.round(published * scale));
  const hours = Math.round(profile.hours * scale);
  const beneficiaries = Math.round(profile.beneficiaries * scale);

  const opportunities = makeOpportunities(profile, opportunityCount, beneficiaries, random);
  const genders = random.shuffled(gendersOf(profile, volunteers));
  const quarters = shareOut(hours * (60 / QUARTER_MINUTES), volunteers, random);
  mkdirSync(order.outDir, { recursive: true });
  const file = (name: string) => path.join(order.outDir, `${name}.csv`);
  const files = ['opportunities', 'volunteers', 'hours'].map(file);
  await writeLines(
    file('opportunities'),
    OPPORTUNITY_HEADINGS,
    opportunities.map(({ line }) => line),
  );
  await writeLines(file('volunteers'), VOLUNTEER_HEADINGS, volunteerLines(profile, genders, random));
  const count = { entries: 0 };
  await writeLines(
    file('hours'),
    HOURS_HEADINGS,
    hoursLines(profile, opportunities, quarters, random, count),
  );
  return {
    files,
    issuerId: profile.issuerId,
    opportunities: opportunities.length,
    volunteers,
    hours,
    beneficiaries,
    entries: count.entries,
  };
}

const writeLines = (file: string, headings: string, lines: Iterable<string>): Promise<void> =>
  pipeline(
    Readable.from(
      (function* () {
        yield `${headings}\n`;
        for (const line of lines) yield `${line}\n`;
      })(),
    ),
    createWriteStream(file),
  );

function makeOpportunities(
  profile: SampleProfile,
  count: number,
  beneficiaries: number,
  random: SeededRandom,
): SampleOpportunity[] {
  const perTrack = apportion(
    count,
    TRACKS.map((track) => profile.tracks[track]),
  );
  const tracks = TRACKS.flatMap((track, index) => Array<Track>(perTrack[index] ?? 0).fill(track));
  const reached = apportion(
    beneficiaries,
    tracks.map(() => 0.3 + random.fraction()),
  );
  const span = daysBetween(profile.from, profile.to) + 1;
  return random.shuffled(tracks).map((track, index) => {
    const id = `${profile.prefix}-OP-${String(index + 1).padStart(4, '0')}`;
    const days = random.between(FEWEST_DAYS, Math.min(100, span));
    const startsOn = daysAfter(profile.from, random.between(0, span - days));
    const endsOn = daysAfter(startsOn, days - 1);
    const [activityAr, activityEn] = random.pick(ACTIVITIES[track]);
    const [districtAr, districtEn] = random.pick(DISTRICTS);
    const requiredHours = random.pick([12, 16, 20, 20, 24]);
    const fields = [
      id,
      profile.issuerId,
      `${activityAr} في ${districtAr}`,
      `${activityEn} in ${districtEn}`,
      track,
      startsOn,
      endsOn,
      requiredHours,
      reached[index] ?? 0,
      '',
      'volunteering',
    ];
    return {
      id,
      track,
      startsOn,
      days,
      requiredHours,
      beneficiaries: reached[index] ?? 0,
      line: fields.join(','),
    };
  });
}

function gendersOf({ genders }: SampleProfile, volunteers: number): Gender[] {
  const names = ['male', 'female', 'unspecified'] as const;
  const counts = apportion(
    volunteers,
    names.map((name) => genders[name]),
  );
  return names.flatMap((name, index) => Array<Gender>(counts[index] ?? 0).fill(name));
}

/** Distributes quarters of an hour among volunteers: few for most, many for some. */
function shareOut(total: number, volunteers: number, random: SeededRandom): number[] {
  const weights = Array.from({ length: volunteers }, () => {
    const one = random.fraction();
    return 0.35 + one + 0.8 * one ** 8;
  });
  const shares = apportion(total, weights);
  // Shares outside the limits are cut to them; the difference goes to the next volunteers within the limits.
  let excess = 0;
  const fitted = shares.map((share) => {
    const fit = Math.min(MOST_QUARTERS, Math.max(SHORTEST_SHIFT, share));
    excess += share - fit;
    return fit;
  });
  for (let index = 0; excess !== 0 && index < fitted.length; index += 1) {
    const share = fitted[index] ?? 0;
    const fit = Math.min(MOST_QUARTERS, Math.max(SHORTEST_SHIFT, share + excess));
    excess -= fit - share;
    fitted[index] = fit;
  }
  if (excess !== 0) throw new Error('The hours do not fit the volunteers');
  return fitted;
}

function* volunteerLines(
  { prefix }: SampleProfile,
  genders: readonly Gender[],
  random: SeededRandom,
): Generator<string> {
  for (const [index, gender] of genders.entries()) {
    const first = random.pick(gender === 'female' || (gender === 'unspecified' && index % 2) ? WOMEN : MEN);
    const father = random.pick(MEN);
    const family = random.pick(FAMILIES);
    const name = (script: 0 | 1) =>
      random.fraction() < MISSING_NAME_SHARE ? '' : `${first[script]} ${father[script]} ${family[script]}`;
    const id = volunteerId(prefix, index);
    yield [id, name(0), name(1), gender, 'individual', '', '', `${id.toLowerCase()}@example.org`].join(',');
  }
}

const volunteerId = (prefix: string, index: number) => `${prefix}-V-${String(index + 1).padStart(6, '0')}`;

function* hoursLines(
  { prefix }: SampleProfile,
  opportunities: readonly SampleOpportunity[],
  quarters: readonly number[],
  random: SeededRandom,
  count: { entries: number },
): Generator<string> {
  const line = (
    volunteer: number,
    opportunity: SampleOpportunity,
    day: number,
    shift: number,
    status: string,
  ) => {
    count.entries += 1;
    const id = `${prefix}-H-${String(count.entries).padStart(7, '0')}`;
    const date = daysAfter(opportunity.startsOn, day);
    const approver = status === 'approved' ? `coord-${1 + (volunteer % 12)}` : '';
    const [hours, start, end] = hoursCells(shift, random);
    return [
      id,
      volunteerId(prefix, volunteer),
      opportunity.id,
      date,
      hours,
      start,
      end,
      status,
      approver,
    ].join(',');
  };
  for (const [volunteer, share] of quarters.entries()) {
    // The first volunteers go one to each opportunity, so that no opportunity is empty.
    const opportunity =
      volunteer < opportunities.length ? opportunities[volunteer] : random.pick(opportunities);
    if (opportunity === undefined) continue;
    const shifts = shiftsOf(share, random);
    const hasPending = random.fraction() < PENDING_ENTRY_SHARE;
    const days = daysFor(shifts.length + (hasPending ? 1 : 0), opportunity.days, random);
    for (const [index, shift] of shifts.entries())
      yield line(volunteer, opportunity, days[index] ?? 0, shift, 'approved');
    if (hasPending) yield line(volunteer, opportunity, days.at(-1) ?? 0, SHORTEST_SHIFT, 'pending');
  }
}

/** Returns the cells `hours`, `start` and `end` of a shift: a third of the shifts have times, the others hours. */
function hoursCells(shift: number, random: SeededRandom): [string, string, string] {
  if (random.fraction() > 1 / 3) return [String(shift / 4), '', ''];
  const start = 7 * 4 + random.between(0, 8);
  return ['', clock(start), clock(start + shift)];
}

const clock = (quarters: number) =>
  `${String(Math.floor(quarters / 4) % 24).padStart(2, '0')}:${String((quarters % 4) * QUARTER_MINUTES).padStart(2, '0')}`;

/** Splits a volunteer's quarters of an hour into even shifts of three to eight hours. */
function shiftsOf(share: number, random: SeededRandom): number[] {
  const fewest = Math.ceil(share / LONGEST_SHIFT);
  const most = Math.max(fewest, Math.floor(share / SHORTEST_SHIFT));
  const count = Math.min(most, fewest + random.between(0, 1));
  return apportion(
    share,
    Array.from({ length: count }, () => 1),
  );
}

/** Returns different days of an opportunity, as offsets from its first day, in ascending order. */
function daysFor(count: number, days: number, random: SeededRandom): number[] {
  const beginning = (part: number) => Math.floor((part * days) / count);
  return Array.from({ length: count }, (_, part) => {
    const length = beginning(part + 1) - beginning(part);
    return beginning(part) + Math.floor(random.fraction() * length);
  });
}

const daysBetween = (from: string, to: string) =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
