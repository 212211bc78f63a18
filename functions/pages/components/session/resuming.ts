/** In this tab somebody has signed in. It holds no token: a reload asks the provider's own session. */
export const HINT = 'signed-in';

/** Whether the provider has led here, with a code or an error. */
export function endsRedirect(): boolean {
  const query = new URLSearchParams(location.search);
  return query.has('state') && (query.has('code') || query.has('error'));
}

/** Whether the page was opened at the end of a redirect, or in a tab in which somebody has signed in before. */
export const isResuming = (): boolean => endsRedirect() || sessionStorage.getItem(HINT) !== null;
