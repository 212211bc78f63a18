/** A password as the user pool takes it: twelve characters or more, of each kind, with a sign that Cognito counts as one. */
const POOL_PASSWORD = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`+=-])\S{12,256}$/;

/** Whether the user pool takes a text as a password. */
export const isPoolPassword = (text: string): boolean => POOL_PASSWORD.test(text);
