import { useReader } from './reader.tsx';
import { WorkButton } from './work-button.tsx';

/** Reads the next page of a list, while there is one. */
export function MoreButton(props: {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}) {
  const { words } = useReader<{ readonly list: { readonly more: string; readonly loadingMore: string } }>();
  if (!props.hasMore) return null;
  return (
    <WorkButton isWorking={props.isLoading} onPress={props.onMore}>
      {props.isLoading ? words.list.loadingMore : words.list.more}
    </WorkButton>
  );
}
