/**
 * Runs in the head of a shell, before anything is drawn: shows the welcome that the shell holds to whoever comes
 * without a session and without a link, and to nobody else. Where scripts are off, it isn't shown.
 */
import { isResuming } from '../pages/components/session/resuming.ts';
import { loadSignedInModules } from '../pages/components/session/signed-in-modules.ts';
import { hasLinkToken } from '../pages/my/link/link-token.ts';

if (isResuming()) loadSignedInModules('modulepreload');
else if (!hasLinkToken()) {
  document.documentElement.classList.add('stranger');
  addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button.early');
    if (button !== null) pressAgain(button);
  });
}

/** The shell's button does nothing by itself: the press is for the one that the application draws in its place. */
function pressAgain(early: Element): void {
  early.classList.add('working');
  new MutationObserver((_, observer) => {
    if (early.isConnected) return;
    observer.disconnect();
    document.querySelector<HTMLElement>('.greeting .action')?.click();
  }).observe(document.body, { childList: true, subtree: true });
}
