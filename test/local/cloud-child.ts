import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';

// Runs an embedded cloud in a process of its own, so that a test can kill that process.
const [assembly = '', data = '', memory] = process.argv.slice(2);
const cloud = await startEmbeddedCloud({ assembly, data, inMemory: memory === 'memory' });
process.on('SIGTERM', () => void cloud.stop().then(() => process.exit(0)));
console.log(cloud.url);
