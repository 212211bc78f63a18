/** `node templates/publish.ts [--replace]`: compiles designs and logos into `templates/compiled/`. */
import { publish } from '../functions/rendering/publish.ts';

const written = publish(import.meta.dirname, { replace: process.argv.includes('--replace') });
process.stdout.write(written.length ? `published ${written.join(', ')}\n` : 'nothing has changed\n');
