/** The scope of Cognito with whose access tokens people change their own account: its password and its second factor. */
export const OWN_ACCOUNT_SCOPE = 'aws.cognito.signin.user.admin';
