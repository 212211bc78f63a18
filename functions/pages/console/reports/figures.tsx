import type english from '../../../../templates/pages/console/reports.en.json';
import { TRACKS } from '../../../domain/hours/opportunity.ts';
import { GENDERS } from '../../../domain/report/report.ts';
import type { getReport } from '../../../routes/reports.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { BarTrack } from '../../components/bar-track.tsx';
import { Facts } from '../../components/facts.tsx';
import { useFormat } from '../issuer-names.ts';

type ReportFigures = Omit<JsonOf<typeof getReport, 200>, 'from' | 'to' | 'issuers'>;

/** The figures of an issuer, or of all: numbers, then bars for what they are made of. */
export function Figures(props: {
  readonly id: string;
  readonly title: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly figures: ReportFigures;
  readonly words: typeof english;
  readonly issuerId?: string;
}) {
  const { figures, words } = props;
  const format = useFormat(props.issuerId);
  const { opportunities, volunteers, uncounted } = figures;
  const number = (count: number) => format.numbers([count]);
  const facts = [
    [words.hours, format.hours(figures.minutes)],
    [words.volunteers, volunteers === null ? '—' : number(volunteers.total)],
    [words.opportunities, number(opportunities.total)],
    [words.beneficiaries, number(figures.beneficiaries)],
    [words.certificates, number(figures.certificates)],
    [words.recognitions, number(figures.recognitions)],
    [words.revocations, number(figures.revocations)],
    [
      words.days,
      figures.averageDaysToCertificate === null ? words.none : number(figures.averageDaysToCertificate),
    ],
  ] as const;
  return (
    <section className="panel" aria-labelledby={`report-${props.id}`}>
      <h2 id={`report-${props.id}`}>{props.title}</h2>
      <p className="quiet">{format.period(props.period)}</p>
      <Facts numbers facts={facts} />
      {uncounted !== null && (
        <p>
          {words.uncounted
            .replace('{least}', number(uncounted.atLeast))
            .replace('{most}', number(uncounted.atMost))
            .replace('{period}', format.period(uncounted.wholeMonths))}
        </p>
      )}
      <Bars
        title={words.byTrack}
        rows={TRACKS.map((track) => [words.tracks[track], opportunities[track]] as const)}
        total={opportunities.total}
        words={words}
        number={number}
      />
      {volunteers !== null && (
        <Bars
          title={words.byGender}
          rows={GENDERS.map((gender) => [words.genders[gender], volunteers[gender]] as const)}
          total={volunteers.total}
          words={words}
          number={number}
        />
      )}
    </section>
  );
}

/** Parts of a whole as bars, with their numbers and their sum: nothing is said by length or colour alone. */
function Bars(props: {
  readonly title: string;
  readonly rows: readonly (readonly [label: string, count: number])[];
  readonly total: number;
  readonly words: typeof english;
  readonly number: (count: number) => string;
}) {
  const { number, total, words } = props;
  const sum = props.rows.reduce((whole, [, count]) => whole + count, 0);
  const parts = props.rows.filter(([, count]) => count !== 0);
  const line = (sum === total ? words.reconciles : total > sum ? words.shortOf : words.moreThan)
    .replace(
      '{parts}',
      parts.length === 0 ? number(0) : parts.map(([label, count]) => `${number(count)} ${label}`).join(' + '),
    )
    .replace('{sum}', number(sum))
    .replace('{difference}', number(Math.abs(total - sum)))
    .replace('{total}', number(total));
  const most = Math.max(1, ...props.rows.map(([, count]) => count));
  return (
    <>
      <table className="bars">
        <caption>{props.title}</caption>
        <tbody>
          {props.rows.map(([label, count]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{number(count)}</td>
              <td>
                <BarTrack share={(count / most) * 100} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(sum > 0 || total > 0) && <p className="quiet reconciliation">{line}</p>}
    </>
  );
}
