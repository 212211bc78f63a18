import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';

// A process that holds an embedded cloud, for tests that end it from outside.
const [assembly = '', data = '', memory] = process.argv.slice(2);
const cloud = await startEmbeddedCloud({ assembly, data, inMemory: memory === 'memory' });
process.on('SIGTERM', () => void cloud.stop().then(() => process.exit(0)));
console.log(cloud.url);
