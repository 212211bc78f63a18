const DRAFT = 'draft ';
/** Whose drafts the tab holds, as the provider names the account. */
const OWNER = 'drafts-of';

/** Returns under which name the tab keeps a draft. */
export const draftKey = (name: string): string => `${DRAFT}${name}`;

/** Forgets what was typed into forms and not sent. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(DRAFT)) sessionStorage.removeItem(key);
  sessionStorage.removeItem(OWNER);
}

/** Keeps what was typed for one account: whoever signs in with another finds nothing of it. */
export function keepDraftsOf(account: string): void {
  if (sessionStorage.getItem(OWNER) !== account) forgetDrafts();
  sessionStorage.setItem(OWNER, account);
}
