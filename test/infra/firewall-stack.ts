import { App } from 'aws-cdk-lib';
import { FirewallStack } from '../../infra/firewall-stack.ts';
import { type AssemblyStack, readAssembly } from '../../infra/local/template/cloud-assembly.ts';
import { PRODUCTION } from './production-stage.ts';

/** The stack of an invented deployment's web ACL, which the sample doesn't have. */
export function firewallStack(outdir: string): AssemblyStack {
  const app = new App({ outdir });
  new FirewallStack(app, 'Tawtheeq-Firewall', {
    stage: PRODUCTION,
    env: { account: PRODUCTION.account, region: 'us-east-1' },
  });
  app.synth();
  const [stack] = readAssembly(outdir);
  if (stack === undefined) throw new Error('Nothing was synthesized');
  return stack;
}
