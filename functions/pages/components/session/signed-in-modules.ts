/** Has the browser load what the shell names for whoever is signed in: now, or when it has nothing else to do. */
export function loadSignedInModules(when: 'modulepreload' | 'prefetch'): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link.signed-in')) link.rel = when;
}
