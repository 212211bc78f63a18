const TOKEN = /^#([0-9A-Z]{18}[0-9a-f]{32})$/;
const ID_SYMBOLS = 18;

/** What the page keeps in the state of its entry of the history. */
interface EntryState {
  readonly linkToken?: string;
}

/**
 * Returns the token of the link that led here; undefined where none did. Takes it out of the address bar, where it would
 * be seen and copied, into the state of this entry of the history: a reload finds it there, and nothing is in storage.
 */
export function takeLinkToken(): string | undefined {
  const [, token] = TOKEN.exec(location.hash) ?? [];
  if (token === undefined) return (history.state as EntryState | null)?.linkToken;
  const state: EntryState = { linkToken: token };
  history.replaceState(state, '', location.pathname + location.search);
  return token;
}

/** Whether a link led here. */
export const hasLinkToken = (): boolean =>
  TOKEN.test(location.hash) || (history.state as EntryState | null)?.linkToken !== undefined;

/** Opens a link that somebody pastes into the address bar of this page. */
export function openPastedLinks(): void {
  addEventListener('hashchange', () => {
    if (TOKEN.test(location.hash)) location.reload();
  });
}

/** Returns the ID of the certificate that a token opens. */
export const certificateOfToken = (token: string): string => token.slice(0, ID_SYMBOLS);
