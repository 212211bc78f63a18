import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import arabic from '../../../../templates/pages/console/reports.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/reports.en.json' with { type: 'json' };
import { nameIn } from '../../../domain/wording/language.ts';
import { getReport } from '../../../routes/reports.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { DayField } from '../../components/day-field.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { useReader } from '../../components/reader.tsx';
import { readerToday } from '../../components/reader-today.ts';
import { saveFile } from '../../components/save-file.ts';
import { useSectionWords } from '../../components/section-words.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { useIssuerFilter } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
import { Figures } from './figures.tsx';

interface Period {
  readonly from: string;
  readonly to: string;
}

/** The figures of a period as numbers and bars, to print or to save. */
export default function Reports() {
  const words = useSectionWords({ ar: arabic, en: english });
  const [period, setPeriod] = useState<Period>();
  return (
    <>
      <h1>{words.title}</h1>
      <p className="not-printed">{words.lead}</p>
      <PeriodForm onChosen={setPeriod} />
      {period && <ReportOf period={period} />}
    </>
  );
}

function PeriodForm({ onChosen }: { readonly onChosen: (period: Period) => void }) {
  const words = useSectionWords({ ar: arabic, en: english });
  const today = readerToday();
  const [from, setFrom] = useState<string | null>(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState<string | null>(today);
  const inOrder = from !== null && to !== null && from <= to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from !== null && to !== null && inOrder) onChosen({ from, to });
  };
  return (
    <Form className="form panel not-printed" onSubmit={submit}>
      <div className="two">
        <DayField label={words.from} value={from} onChange={setFrom} />
        <DayField label={words.to} value={to} onChange={setTo} />
      </div>
      {from !== null && to !== null && !inOrder && <Fault>{words.order}</Fault>}
      <Button className="action" type="submit">
        {words.show}
      </Button>
    </Form>
  );
}

function ReportOf({ period }: { readonly period: Period }) {
  const { words: frame, language } = useReader<ConsoleWords>();
  const words = useSectionWords({ ar: arabic, en: english });
  const api = useApi();
  const query = { ...period, ...useIssuerFilter() };
  const { data, error, refetch } = useQuery({
    queryKey: ['report', query],
    queryFn: () => api.call(getReport, { query }),
  });
  const save = useMutation({
    mutationFn: async () => {
      const bytes = await api.bytes(getReport, 'text/csv', {
        query: { ...query, format: 'csv', lang: language },
      });
      saveFile(`report-${period.from}-${period.to}.csv`, 'text/csv', bytes);
    },
  });
  if (error) return <Failure error={error} again={() => refetch()} />;
  if (data === undefined) return <Callout>{frame.loading}</Callout>;
  return (
    <>
      <div className="actions not-printed">
        <Button className="action second" onPress={() => print()}>
          {words.print}
        </Button>
        <WorkButton isWorking={save.isPending} onPress={() => save.mutate()}>
          {words.csv}
        </WorkButton>
      </div>
      {save.error && <Failure error={save.error} />}
      {data.issuers.length > 1 && (
        <Figures id="all" title={words.all} period={period} figures={data} words={words} />
      )}
      {data.issuers.map((one) => (
        <Figures
          key={one.issuerId}
          id={one.issuerId}
          title={nameIn(language, one)}
          period={period}
          figures={one}
          words={words}
          issuerId={one.issuerId}
        />
      ))}
    </>
  );
}
