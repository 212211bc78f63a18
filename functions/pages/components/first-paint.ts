/**
 * Runs `draw`, which takes the place of the welcome in the shell, once a stranger sees that one: nobody waits for the
 * script to read it. Without a welcome, and in a tab that isn't looked at, at once.
 */
export function afterFirstPaint(draw: () => void): void {
  const isWelcomed = document.documentElement.classList.contains('stranger');
  if (!isWelcomed || document.visibilityState === 'hidden') draw();
  else
    new PerformanceObserver((_, observer) => {
      observer.disconnect();
      draw();
    }).observe({ type: 'paint', buffered: true });
}
