/** Returns to the start of the line and erases it. */
const ERASE_LINE = '\r\x1b[2K';

/** A line on standard error that is overwritten; does nothing when standard error is not a terminal. */
export const progressLine = {
  show(text: string): void {
    if (process.stderr.isTTY) process.stderr.write(ERASE_LINE + text);
  },
  clear(): void {
    if (process.stderr.isTTY) process.stderr.write(ERASE_LINE);
  },
};
