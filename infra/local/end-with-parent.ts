/** Calls `stop` once the process that started this one has ended, even by SIGKILL. */
export function endWithParent(stop: () => void): void {
  // The system closes the IPC channel of `setup.mjs` when that process ends.
  if (process.connected) process.on('disconnect', stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}
