import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useReader } from './reader.tsx';

const SHOWN_MS = 2_500;

/** A text with a button that copies it, and says that it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { words } = useReader<{ readonly copied: string }>();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      className="action second"
      onPress={() =>
        navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => undefined,
        )
      }
    >
      <span aria-live="polite">{copied ? words.copied : label}</span>
    </Button>
  );
}
