import { Button } from 'react-aria-components/Button';
import { useReader } from './reader.tsx';

/** Reads the next page of a list, while there is one. */
export function MoreButton(props: {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}) {
  const { words } = useReader<{ readonly list: { readonly more: string; readonly loadingMore: string } }>();
  if (!props.hasMore) return null;
  return (
    <Button className="action second" onPress={props.onMore} isPending={props.isLoading}>
      {props.isLoading ? words.list.loadingMore : words.list.more}
    </Button>
  );
}
