/** The address of each service. */
export type ServiceEndpoints = Readonly<
  Record<'dynamodb' | 's3' | 'sqs' | 'kms' | 'sesv2' | 'cognitoIdp', string>
>;
