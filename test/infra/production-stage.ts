import type { Stage } from '../../infra/stages.ts';

/** An invented deployment. */
export const PRODUCTION: Stage = {
  account: '123456789012',
  region: 'me-central-1',
  publicBaseUrl: 'https://verify.cluster.example',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
  mailFrom: 'certificates@cluster.example',
  signInPrefix: 'cluster-volunteering',
  codesThroughSes: true,
  signInProviders: ['NationalSignOn'],
  alarmEmail: 'operations@cluster.example',
  concurrentExecutions: 1000,
};
