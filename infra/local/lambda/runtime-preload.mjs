// Loaded before AWS's runtime client in every function's process. Plain JavaScript, because stripping types would add a
// tenth of a second to the cold start.
import { registerHooks } from 'node:module';

// The client's transport is a native addon that takes minutes to compile; this one speaks the same protocol.
const transport = new URL('./runtime-transport.cjs', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === './rapid-client.node'
      ? { url: transport, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});

// The embedded cloud holds the other end of the standard input; when it ends, even by SIGKILL, this process exits.
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();
