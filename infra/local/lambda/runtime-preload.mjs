// Loaded before AWS's own runtime client in every function's process (plain JavaScript: stripping types would
// cost the cold start a tenth of a second).
import { registerHooks } from 'node:module';

// The client's transport is a native addon that takes minutes to compile; ours speaks the same protocol.
const transport = new URL('./runtime-transport.cjs', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === './rapid-client.node'
      ? { url: transport, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});

// The cloud holds the other end of the standard input: when it is gone, however it went, so are we.
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();
