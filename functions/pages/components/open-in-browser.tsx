import { Callout } from './callout.tsx';
import { CopyButton } from './copy-field.tsx';
import { useReader } from './reader.tsx';

interface InAppWords {
  readonly inApp: {
    readonly title: string;
    readonly text: string;
    readonly open: string;
    readonly copy: string;
  };
}

/**
 * Apps that show pages in a view of their own, which mostly can't download; as they name themselves, or as their systems
 * do: every browser of an iPhone says that it is Safari too.
 */
const IN_APP =
  /\b(?:FBAN|FBAV|Instagram|Snapchat|TikTok|musical_ly|BytedanceWebview|Line|LinkedInApp|Twitter|MicroMessenger)\b|; wv\)|\(iP(?:hone|ad|od)(?!.*Safari\/)/;

/** Whether a page is shown inside an app that isn't a browser. */
export const isInApp = (userAgent: string): boolean => IN_APP.test(userAgent);

/**
 * Leads out of an app that blocks downloads, into the reader's browser; nothing in a browser. `hash` is what the page's
 * address had, where it is taken out.
 */
export function OpenInBrowser({ hash = location.hash }: { readonly hash?: string }) {
  const { words } = useReader<InAppWords>();
  if (!isInApp(navigator.userAgent)) return null;
  const { title, text, open, copy } = words.inApp;
  const address = new URL(location.href);
  address.hash = hash;
  return (
    <Callout
      tone="warn"
      title={title}
      action={
        <>
          {/Android/.test(navigator.userAgent) && (
            <a className="action" href={browserAddress(address)}>
              {open}
            </a>
          )}
          <CopyButton text={address.href} label={copy} />
        </>
      }
    >
      {text}
    </Callout>
  );
}

/** Returns an address that Android opens in the browser, whatever app asks. */
const browserAddress = ({ host, pathname, search, hash, protocol }: URL): string =>
  `intent://${host}${pathname}${search}${hash}#Intent;scheme=${protocol.replace(':', '')};action=android.intent.action.VIEW;end`;
