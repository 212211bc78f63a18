import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useReader } from './reader.tsx';

const SHOWN_MS = 2_500;

/** A button that copies a text, and says that it did; where the browser refuses, the text to be copied by hand. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { words } = useReader<{ readonly copied: string; readonly notCopied: string }>();
  const [copied, setCopied] = useState(false);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setRefused(true);
    }
  };
  return (
    <>
      <Button className="action second" onPress={copy}>
        <span aria-live="polite">{copied ? words.copied : label}</span>
      </Button>
      {isRefused && (
        <p className="hint not-copied" role="status">
          {words.notCopied} <bdi dir="ltr">{text}</bdi>
        </p>
      )}
    </>
  );
}
