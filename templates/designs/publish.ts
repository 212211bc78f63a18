/** `node templates/designs/publish.ts [--replace]` compiles designs and logos into `templates/published/`. */
import { join } from 'node:path';
import { PublishedAlready, publish } from '../../functions/rendering/design/publish.ts';
import { TemplateFault } from '../../functions/rendering/design/template-fault.ts';

try {
  const written = await publish(join(import.meta.dirname, '..'), {
    replace: process.argv.includes('--replace'),
  });
  process.stdout.write(written.length ? `published ${written.join(', ')}\n` : 'nothing has changed\n');
} catch (error) {
  // A mistake in a design: print its message without a stack trace.
  if (!(error instanceof PublishedAlready || error instanceof TemplateFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
