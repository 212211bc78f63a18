import { consumption, EMAIL, type Measured, notificationWriteUnits } from './consumption.ts';
import { PROCESSOR_TIMES } from './processor-times.ts';
import { LIMITS, type Prices, US_EAST } from './published.ts';
import { readPrices } from './read-prices.ts';
import { bill, monthlyStorage, type Simulation, simulate } from './simulate.ts';
import { downloadCost, type Installation, signInCost, standingCost, verificationCost } from './standing.ts';

/** Means over a part of the sample cluster, which a test measures anew, and the CPU time of a certificate. */
export const MEASURED: Measured = {
  timesheetBytes: 1_371,
  reservedBytes: 3_007,
  issuedBytes: 3_383,
  chunkBytes: 1_544,
  documentBytes: 59_065,
  cpuMilliseconds: PROCESSOR_TIMES.certificate.milliseconds,
};

/** What the templates of a stage have. */
export const INSTALLATION: Installation = {
  keys: 3,
  alarms: 133,
  metrics: 43,
  rulesOfWebAcl: 3,
  secrets: 1,
  startsAMinute: 3,
};

/** Write units of an import for each of a thousand volunteers, which a test counts; more volunteers share some of them. */
export const IMPORT_WRITE_UNITS = { byOneIssuer: 8.6, byAllIssuers: 10.6 };

const SIZES = [1_000, 21_171, 100_000, 1_000_000];
const PROOFS = ['plain', 'credential', 'sealed'] as const;

/** Returns the tables of docs/cost.md as Markdown. */
export function estimate(measured: Measured, prices: Prices = US_EAST): string {
  const lines: string[] = [
    '| certificates | proof | time, new table | what binds | time, table used before | US dollars | with emails |',
    '|---:|---|---:|---|---:|---:|---:|',
  ];
  for (const certificates of SIZES) {
    for (const proof of PROOFS) {
      const each = consumption(measured, proof);
      const fresh = simulate(certificates, each);
      const used = simulate(certificates, each, { previousPeakWriteUnits: LIMITS.tableWriteUnits / 2 });
      lines.push(
        `| ${certificates.toLocaleString('en')} | ${proof} | ${clock(fresh.seconds)} | ${bounds(fresh)} | ` +
          `${clock(used.seconds)} (${bounds(used)}) | ${dollars(bill(certificates, each, undefined, prices).total)} | ` +
          `${dollars(bill(certificates, each, notificationWriteUnits(measured), prices).total)} |`,
      );
    }
  }
  const each = consumption(measured, 'credential');
  const million = bill(1_000_000, each, notificationWriteUnits(measured), prices);
  lines.push(
    '',
    `One certificate with a credential: ${each.writeUnits.toFixed(1)} write units (${notificationWriteUnits(measured)} more ` +
      `with its email), ${each.readUnits.toFixed(1)} read units, ${(each.workerSeconds * 1_000).toFixed(1)} ms of a worker.`,
    '',
    '| a million with emails | US dollars |',
    '|---|---:|',
    ...Object.entries(million).map(([part, cost]) => `| ${part} | ${dollars(cost)} |`),
    `| keeping the documents, a month | ${dollars(monthlyStorage(1_000_000, each, prices))} |`,
    '',
    `Email apart: at ${LIMITS.emailsPerSecond} a second and ${LIMITS.emailsPerDay.toLocaleString('en')} a day, 100,000 ` +
      `emails take ${Math.ceil(100_000 / LIMITS.emailsPerDay)} days and a million ${Math.ceil(1_000_000 / LIMITS.emailsPerDay)}, ` +
      'until SES raises the quota.',
    '',
    `Sizes: a timesheet of ${bytes(measured.timesheetBytes)}, a certificate of ${bytes(measured.reservedBytes)} reserved and ` +
      `${bytes(measured.issuedBytes)} issued, a chunk of ${bytes(measured.chunkBytes)}, a document of ` +
      `${bytes(measured.documentBytes)}, and the picture of an email of ${bytes(EMAIL.pictureBytes)}.`,
    '',
    '| CPU time on one core | ms | measured by | on |',
    '|---|---:|---|---|',
    ...Object.values(PROCESSOR_TIMES).map(
      (one) => `| ${one.of} | ${one.milliseconds} | \`${one.by}\` | ${one.on} |`,
    ),
  );
  return lines.join('\n');
}

/** Returns the tables of docs/cost.md on what comes beside issuing, and on a year with all of it, as Markdown. */
export function estimateYear(measured: Measured, prices: Prices = US_EAST): string {
  const each = consumption(measured, 'credential');
  const issuing = bill(1e6, each, notificationWriteUnits(measured), prices).total;
  const [standing, verification] = [standingCost(INSTALLATION, prices), verificationCost(prices)];
  const imports = (1e6 * IMPORT_WRITE_UNITS.byAllIssuers * prices.millionWriteUnits) / 1e6;
  const signIns = 12 * signInCost(1e6 / 12, prices);
  return [
    '| a month in which nobody comes | US dollars |',
    '|---|---:|',
    ...rows(standing),
    '',
    '| a million verifications | US dollars |',
    '|---|---:|',
    ...rows(verification),
    '',
    '| a year of a million volunteers | US dollars |',
    '|---|---:|',
    ...rows({
      'their import': imports,
      'their certificates, with emails': issuing,
      'each signs in once, evenly over the year': signIns,
      'each certificate is downloaded once': downloadCost(measured.documentBytes, prices),
      'each certificate is verified once': sumOf(verification),
      'what stands, twelve months': 12 * sumOf(standing),
    }),
    '',
    'Whoever follows the link of an email needs no sign-in.',
  ].join('\n');
}

const sumOf = (parts: Record<string, number>) => Object.values(parts).reduce((sum, part) => sum + part, 0);
const rows = (parts: Record<string, number>) =>
  Object.entries({ ...parts, total: sumOf(parts) }).map(([part, cost]) => `| ${part} | ${dollars(cost)} |`);
const clock = (seconds: number) =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3_600
      ? `${Math.round(seconds / 60)} min`
      : `${(seconds / 3_600).toFixed(1)} h`;
const bytes = (size: number) => `${size.toLocaleString('en')} bytes`;
const dollars = (amount: number) => amount.toFixed(2);
const bounds = ({ boundBy }: Simulation) =>
  boundBy
    .map(([bound, share]) => (share > 0.99 ? bound : `${bound} ${Math.round(100 * share)} %`))
    .join(', ');

if (import.meta.main) {
  const [, , file] = process.argv;
  const { prices, note } = file === undefined ? { prices: US_EAST, note: '' } : readPrices(file);
  process.stdout.write(`${note}${estimate(MEASURED, prices)}\n\n${estimateYear(MEASURED, prices)}\n`);
}
