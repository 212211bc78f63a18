/** The messages about signing in, in English. */
export const LOGIN_EN = {
  signInAt: (address: string) => `Sign in in your browser:\n${address}`,
  signedIn: (name: string, url: string) => `signed in as ${name} at ${url}`,
  signInFailed: (reason: string) => `signing in did not succeed${reason === '' ? '' : `: ${reason}`}`,
  signInTooLong: 'nobody signed in within ten minutes: try again',
  portsTaken: 'the ports 18551 to 18553 of this machine, to which signing in leads back, are taken',
  notSignedIn: (url: string) => `you are not signed in at ${url}`,
  signedOut: (url: string) => `signed out at ${url}`,
  signedOutHere: (url: string) =>
    `signed out on this machine; ${url} could not be told, and its session ends within twelve hours`,
  sessionEnded: (url: string) => `your session at ${url} has ended: sign in again with "tawtheeq login"`,
};
