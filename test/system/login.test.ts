import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { appointAdministrator } from '../../infra/tools/cli/api/appoint-administrator.ts';
import { helpIn } from '../../infra/tools/cli/wording/help.ts';
import { messagesIn } from '../../infra/tools/cli/wording/messages.ts';
import { startChromium } from '../browser/chromium.ts';
import { eventually } from '../local/eventually.ts';
import { type Run, runTawtheeq, startTawtheeq } from '../tools/cli/run-tawtheeq.ts';
import { type Authenticator, registerApp } from './authenticator.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';

const ADDRESS = 'login.administrator@example.org';
const ISSUER = 'shifa-initiative';
const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-login-'));
const file = join(folder, 'tawtheeq', 'sessions.json');

let cloud: SharedCloud;
let browser: Browser;
let app: Authenticator;

beforeAll(async () => {
  cloud = await sharedCloud();
  const words = { language: 'en', messages: messagesIn('en'), help: helpIn('en') } as const;
  const person = { issuerId: ISSUER, email: ADDRESS, name: 'Login Administrator' };
  await appointAdministrator(person, { url: cloud.url, table: undefined, words });
  app = await registerApp(cloud.url, ADDRESS);
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const options = () => ({ env: { XDG_CONFIG_HOME: folder, TAWTHEEQ_URL: cloud.url } });
const run = (...args: string[]): Promise<Run> => runTawtheeq(args, options());
const kept = () => JSON.parse(readFileSync(file, 'utf8'))[cloud.url];

/** Runs `login`, and signs in at the page that it names. */
async function login(address: string): Promise<Run> {
  const command = startTawtheeq(['login', '--no-browser', '--json'], options());
  const page = await browser.newPage();
  try {
    const signInPage = await eventually(async () => /http\S+/.exec(command.stderr)?.[0]);
    await page.goto(signInPage);
    await page.locator('#email').fill(address);
    await page.locator('#email').press('Enter');
    await page.locator('#code').fill(await app.unusedCode());
    await page.locator('#code').press('Enter');
    await page.getByText('You can close this window').waitFor();
    return await command.ended;
  } finally {
    await page.close();
  }
}

describe('npx tawtheeq login', () => {
  test('signs in by a redirect to this machine, and later commands are that person’s', async () => {
    const { exitCode, stdout } = await login(ADDRESS);
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, { url: cloud.url, name: ADDRESS }]);
    expect(statSync(file).mode & 0o077).toBe(0);
    const people = await run('people', 'list', '--json');
    expect(JSON.parse(people.stdout).items.map(({ email }: { email: string }) => email)).toContain(ADDRESS);
    // An administrator is no coordinator; without the session the embedded cloud would have given that role.
    expect((await run('certificates')).exitCode).toBe(1);
  });

  test('renews a token that ends', async () => {
    const before = kept();
    writeFileSync(file, JSON.stringify({ [cloud.url]: { ...before, accessToken: 'old', expiresAt: 1 } }));
    expect((await run('people', 'list')).exitCode).toBe(0);
    const after = kept();
    expect(after.expiresAt).toBeGreaterThan(Date.now() / 1000);
    expect(after.name).toBe(ADDRESS);
    expect(after.accessToken).not.toBe('old');
  });

  test('says that a session has ended, and forgets it', async () => {
    const before = kept();
    const ended = { ...before, refreshToken: 'unknown', expiresAt: 1 };
    writeFileSync(file, JSON.stringify({ [cloud.url]: ended }));
    const { exitCode, stderr } = await run('people', 'list');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('sign in again with "tawtheeq login"')]);
    expect(kept()).toBeUndefined();
    writeFileSync(file, JSON.stringify({ [cloud.url]: before }));
  });

  test('is undone by logout, after which the refresh token is worth nothing', async () => {
    const before = kept();
    expect((await run('logout')).exitCode).toBe(0);
    expect(kept()).toBeUndefined();
    writeFileSync(file, JSON.stringify({ [cloud.url]: { ...before, expiresAt: 1 } }));
    expect((await run('people', 'list')).exitCode).toBe(2);
    expect((await run('logout')).exitCode).toBe(1);
  });
});
