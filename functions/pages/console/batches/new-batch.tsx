import { useMutation } from '@tanstack/react-query';
import { createBatch } from '../../../routes/batches.ts';
import { useApi } from '../../components/api.tsx';
import { Choice } from '../../components/choice.tsx';
import { DayField } from '../../components/day-field.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useGo } from '../console-path.ts';
import { useFormat } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { useIssuer } from '../own-roles.tsx';
import { ChangeFailure } from './batch-change.tsx';
import { OpportunityPicker } from './opportunity-picker.tsx';
import { NOTHING_CHOSEN, problemOf, requestOf, type Selection, TRACK_CHOICES } from './selection.ts';
import { useBatchWords } from './words.ts';

/** Chooses whose certificates to issue, and begins with a dry run: nothing is issued by it. */
export function NewBatch() {
  const words = useBatchWords();
  return (
    <>
      <p>
        <ConsoleLink path="/batches">{words.back}</ConsoleLink>
      </p>
      <h1>{words.new}</h1>
      <p>{words.choose.lead}</p>
      <MayDo route={createBatch}>
        <SelectionForm />
      </MayDo>
    </>
  );
}

/** Returns the selection whose dry run was begun at this entry of the tab's history, for whoever goes back to change it. */
function begunHere(): Selection | undefined {
  const state: Partial<Selection> | null = history.state;
  return typeof state?.chosen === 'string' ? { ...NOTHING_CHOSEN, ...state } : undefined;
}

function SelectionForm() {
  const { choose: words, tracks } = useBatchWords();
  const api = useApi();
  const go = useGo();
  const issuer = useIssuer();
  const format = useFormat();
  // Kept in this tab: a session that ends in the form takes nothing with it.
  const [selection, change, forget] = useDraft<Selection>('new batch', begunHere() ?? NOTHING_CHOSEN);
  const dryRun = useMutation({
    mutationFn: () => api.call(createBatch, { body: requestOf(selection, issuer) }),
    onSuccess: ({ batchId }) => {
      history.replaceState(selection, '');
      forget();
      go(`/batches/${batchId}`);
    },
  });
  const problem = problemOf(selection);
  const count = selection.chosen === '' ? 0 : selection.chosen.split(' ').length;
  return (
    <>
      <section className="panel" aria-labelledby="period">
        <h2 id="period">{words.period}</h2>
        <p className="hint">{words.periodText}</p>
        <div className="two">
          <DayField
            label={words.from}
            value={selection.from || null}
            onChange={(day) => change({ ...selection, from: day ?? '' })}
          />
          <DayField
            label={words.to}
            value={selection.to || null}
            onChange={(day) => change({ ...selection, to: day ?? '' })}
          />
          <Choice
            label={words.track}
            value={selection.track === '' ? 'all' : selection.track}
            onChange={(track) => change({ ...selection, track: track === 'all' ? '' : track })}
            options={TRACK_CHOICES.map((track) => ({ value: track, text: tracks[track] }))}
          />
        </div>
      </section>
      <OpportunityPicker selection={selection} onChange={(chosen) => change({ ...selection, chosen })} />
      <section className="panel" aria-label={words.begin}>
        <p role="status">
          {problem === undefined
            ? count === 0
              ? words.all
              : format.counted(words.some, count)
            : words.problems[problem]}
        </p>
        {dryRun.error && <ChangeFailure error={dryRun.error} />}
        <div className="actions">
          <WorkButton
            isWorking={dryRun.isPending}
            isMain
            isDisabled={problem !== undefined}
            onPress={() => dryRun.mutate()}
          >
            {words.begin}
          </WorkButton>
        </div>
        <p className="quiet">{words.nothingIssued}</p>
      </section>
    </>
  );
}
