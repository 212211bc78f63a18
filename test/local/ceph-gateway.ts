import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { freePort } from '../../infra/local/dynamodb/free-port.ts';
import { REPOSITORY_ROOT } from '../../infra/local/repository-root.ts';
import type { ObjectStorage } from './object-storage.ts';

const run = promisify(execFile);

const CACHE = path.join(REPOSITORY_ROOT, '.cache/ceph');
const UNPACKED = path.join(CACHE, 'root');
const PACKAGES = ['ceph-mon', 'ceph-osd', 'radosgw'];
const CREDENTIALS = { accessKeyId: 'CEPHREFERENCE', secretAccessKey: 'ceph-reference-on-loopback' };
/** The size of a sparse file. */
const DISK_BYTES = 4 * 2 ** 30;
const READY_LIMIT_MILLISECONDS = 120_000;

/**
 * Starts Ceph's object gateway, the reference for our own S3 endpoint, with one monitor and one disk on 127.0.0.1.
 * Unpacks Debian's packages into `.cache/ceph` without installing them. `stop` ends every process.
 */
export async function startCephGateway(directory: string): Promise<ObjectStorage> {
  await unpackPackages();
  const [monitorPort, gatewayPort] = [await freePort(), await freePort()];
  const configuration = writeConfiguration(directory, monitorPort, gatewayPort);
  const daemons: ChildProcess[] = [];
  const stop = () => stopAll(daemons);
  try {
    const ceph = tools(configuration);
    const daemon = (name: string, ...args: string[]) => {
      const child = spawn(program(name), ['-c', configuration, '-f', ...args], {
        stdio: 'ignore',
        env: environment(),
      });
      daemons.push(child);
      return child;
    };
    const map = path.join(directory, 'monmap');
    await ceph('monmaptool', '--create', '--fsid', FSID, '--addv', 'a', `[v1:127.0.0.1:${monitorPort}]`, map);
    await ceph('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map);
    daemon('ceph-mon', '-i', 'a');
    await untilItSucceeds(() => ceph('ceph', '--connect-timeout', '5', 'mon', 'stat'));
    await ceph('ceph', 'osd', 'new', DISK);
    await ceph('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', DISK);
    await ceph('ceph', 'osd', 'crush', 'add', 'osd.0', '1.0', 'root=default', 'host=l');
    let disk = daemon('ceph-osd', '-i', '0');
    await untilItSucceeds(async () => {
      // On a busy machine it may exit before the monitor knows it.
      if (disk.exitCode !== null || disk.signalCode !== null) disk = daemon('ceph-osd', '-i', '0');
      const { stdout } = await ceph('ceph', 'osd', 'stat');
      if (!stdout.includes('1 up')) throw new Error(stdout);
    });
    const { accessKeyId, secretAccessKey } = CREDENTIALS;
    const keys = ['--access-key', accessKeyId, '--secret-key', secretAccessKey];
    await ceph('radosgw-admin', 'user', 'create', '--uid=reference', '--display-name=reference', ...keys);
    daemon('radosgw', '-n', 'client.rgw');
    const storage = {
      endpoint: `http://127.0.0.1:${gatewayPort}`,
      region: 'default',
      credentials: CREDENTIALS,
      bucket: 'conformance',
      stop,
    };
    const client = new S3Client({ ...storage, forcePathStyle: true });
    await untilItSucceeds(() => client.send(new CreateBucketCommand({ Bucket: storage.bucket })));
    return storage;
  } catch (error) {
    await stop();
    throw new Error(`Ceph’s object gateway did not start: ${error}\n${endOfLogs(directory)}`);
  }
}

const FSID = '4a3b1c52-6d7e-4f80-9a1b-2c3d4e5f6071';
const DISK = '5b4c2d63-7e8f-4091-8b2c-3d4e5f607182';

/** Returns the last lines of each daemon's log. */
function endOfLogs(directory: string): string {
  const logs = readdirSync(directory).filter((name) => name.endsWith('.log'));
  const ends = logs.map((name) =>
    readFileSync(path.join(directory, name), 'utf8').split('\n').slice(-8).join('\n'),
  );
  return ends.join('\n');
}

async function unpackPackages(): Promise<void> {
  if (existsSync(UNPACKED)) return;
  const archives = path.join(CACHE, 'debs');
  mkdirSync(path.join(archives, 'partial'), { recursive: true });
  const download = [
    'install',
    '-y',
    '--no-install-recommends',
    '--download-only',
    '-o',
    `Dir::Cache::archives=${archives}`,
  ];
  // Nothing is installed, so apt's lock isn't needed; without it any user can download.
  await run('apt-get', [...download, '-o', 'Debug::NoLocking=1', ...PACKAGES], { maxBuffer: 2 ** 26 });
  const building = `${UNPACKED}.${process.pid}`;
  for (const archive of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    await run('dpkg', ['-x', path.join(archives, archive), building]);
  }
  renameSync(building, UNPACKED);
  rmSync(archives, { recursive: true, force: true });
}

function writeConfiguration(directory: string, monitorPort: number, gatewayPort: number): string {
  for (const subfolder of ['mon', 'osd', 'run', 'rgw'])
    mkdirSync(path.join(directory, subfolder), { recursive: true });
  const libraries = libraryFolders();
  const inLibraries = (name: string) =>
    libraries.map((folder) => path.join(folder, name)).find((folder) => existsSync(folder)) ?? name;
  const settings = {
    fsid: FSID,
    mon_host: `v1:127.0.0.1:${monitorPort}`,
    mon_data: path.join(directory, 'mon'),
    osd_data: path.join(directory, 'osd'),
    rgw_data: path.join(directory, 'rgw'),
    run_dir: path.join(directory, 'run'),
    admin_socket: path.join(directory, 'run/$name.asok'),
    log_file: path.join(directory, '$name.log'),
    auth_cluster_required: 'none',
    auth_service_required: 'none',
    auth_client_required: 'none',
    public_addr: '127.0.0.1',
    cluster_addr: '127.0.0.1',
    ms_bind_msgr2: 'false',
    osd_pool_default_size: '1',
    osd_pool_default_min_size: '1',
    mon_allow_pool_size_one: 'true',
    osd_crush_chooseleaf_type: '0',
    osd_pool_default_pg_num: '1',
    osd_pool_default_pg_autoscale_mode: 'off',
    mon_max_pg_per_osd: '1000',
    osd_objectstore: 'bluestore',
    bluestore_block_size: String(DISK_BYTES),
    plugin_dir: inLibraries('ceph'),
    erasure_code_dir: inLibraries('ceph/erasure-code'),
    osd_class_dir: inLibraries('rados-classes'),
    rgw_frontends: `beast endpoint=127.0.0.1:${gatewayPort}`,
  };
  const file = path.join(directory, 'ceph.conf');
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(file, `[global]\n${lines.join('\n')}\n`);
  return file;
}

function libraryFolders(): string[] {
  const multiarch = readdirSync(path.join(UNPACKED, 'usr/lib')).filter((name) => name.endsWith('-linux-gnu'));
  const folders = [
    'usr/lib',
    ...multiarch.flatMap((name) => [`usr/lib/${name}`, `usr/lib/${name}/ceph`, `lib/${name}`]),
  ];
  return folders.map((folder) => path.join(UNPACKED, folder)).filter((folder) => existsSync(folder));
}

const environment = () => ({
  ...process.env,
  LD_LIBRARY_PATH: libraryFolders().join(':'),
  PYTHONPATH: path.join(UNPACKED, 'usr/lib/python3/dist-packages'),
});

function program(name: string): string {
  const found = ['usr/bin', 'usr/sbin']
    .map((folder) => path.join(UNPACKED, folder, name))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${name} is not in ${UNPACKED}`);
  return found;
}

const tools =
  (configuration: string) =>
  (name: string, ...args: string[]) => {
    const known = name === 'monmaptool' ? args : ['-c', configuration, ...args];
    return run(program(name), known, { env: environment() });
  };

/** Repeats `attempt` until it succeeds. @throws its last error after the limit. */
async function untilItSucceeds(attempt: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + READY_LIMIT_MILLISECONDS;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(300);
    }
  }
}

async function stopAll(daemons: readonly ChildProcess[]): Promise<void> {
  for (const child of [...daemons].reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }
}
