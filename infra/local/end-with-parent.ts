/** Calls `stop` when the process that started this one is gone, however it went. */
export function endWithParent(stop: () => void): void {
  // `setup.mjs` keeps a channel open to us; the system closes it even on SIGKILL.
  if (process.connected) process.on('disconnect', stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}
