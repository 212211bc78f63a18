import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import * as ledger from '../../../routes/ledger.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { Overlay } from '../../components/overlay.tsx';
import { useReader } from '../../components/reader.tsx';
import { useMay } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
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
  const { words: frame } = useReader<ConsoleWords>();
  const { release: words } = useImportWords();
  const api = useApi();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const step = useMutation({
    mutationFn: () => api.call(props.route, { path: { id: props.importId } }),
    onSuccess: () => setOpen(false),
    onSettled: () => queries.invalidateQueries({ queryKey: ['import', props.importId] }),
  });
  return (
    <>
      <Button className="action second" onPress={() => setOpen(true)}>
        {props.title}
      </Button>
      <Overlay title={props.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>{props.text}</p>
        {step.error && <Failure error={step.error} />}
        <div className="actions">
          <Button className="action" isDisabled={step.isPending} onPress={() => step.mutate()}>
            {words.confirm}
          </Button>
          <Button className="action second" onPress={() => setOpen(false)}>
            {frame.cancel}
          </Button>
        </div>
      </Overlay>
    </>
  );
}
