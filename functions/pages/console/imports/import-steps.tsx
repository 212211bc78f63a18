import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as ledger from '../../../routes/ledger.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { AskedButton } from '../asked-button.tsx';
import { useMay } from '../own-roles.tsx';
import type { ImportReport } from './import-queries.ts';
import { ObstacleList } from './obstacle-list.tsx';
import { useImportWords } from './words.ts';

/** Undoes an import: takes its release back, or withdraws it; and says what became of that. */
export function ImportSteps({ report }: { readonly report: ImportReport }) {
  const { release: words } = useImportWords();
  const may = useMay();
  const { state, takingBack, withdrawal, counts } = report;
  const recorded = state === 'imported' || state === 'released';
  return (
    <>
      {takingBack?.state === 'refused' && (
        <Callout tone="wrong" title={words.notTakenBack}>
          <ObstacleList {...takingBack} />
        </Callout>
      )}
      {withdrawal?.state === 'refused' && (
        <Callout tone="wrong" title={words.notWithdrawn}>
          <ObstacleList {...withdrawal} />
        </Callout>
      )}
      {withdrawal?.state === 'done' && <Callout tone="good">{words.withdrawn}</Callout>}
      <div className="actions">
        {state === 'released' && may(ledger.takeBackRelease) && (
          <Step
            importId={report.importId}
            route={ledger.takeBackRelease}
            title={words.takeBack}
            text={words.takeBackText}
          />
        )}
        {recorded && counts.new + counts.changed > 0 && may(ledger.withdrawImport) && (
          <Step
            importId={report.importId}
            route={ledger.withdrawImport}
            title={words.withdraw}
            text={words.withdrawText}
          />
        )}
      </div>
    </>
  );
}

/** A step that is asked about before it is done. */
function Step(props: {
  readonly importId: string;
  readonly route: typeof ledger.takeBackRelease | typeof ledger.withdrawImport;
  readonly title: string;
  readonly text: string;
}) {
  const { release: words } = useImportWords();
  const api = useApi();
  const queries = useQueryClient();
  const step = useMutation({
    mutationFn: () => api.call(props.route, { path: { id: props.importId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['import', props.importId] }),
  });
  return (
    <AskedButton change={step} text={props.title} confirm={words.confirm}>
      <p>{props.text}</p>
    </AskedButton>
  );
}
