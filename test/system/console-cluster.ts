import { ApiClient } from '../../functions/client/api-client.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { appointSampleStaff } from '../../infra/local/sample-staff.ts';
import { startChromium } from '../browser/chromium.ts';
import type { SharedCloud } from './embedded-cloud.ts';
import { importSmallCluster } from './small-cluster.ts';

type Cloud = SharedCloud | EmbeddedCloud;

/** Appoints the sample's staff in a cloud, and starts the browser, which the caller closes. */
export async function startConsole(cloud: Cloud) {
  await appointSampleStaff(cloud);
  const coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  return { coordinator, browser: await startChromium() };
}

/** Three volunteers with hours in a cloud, its staff, and a browser to open the console in. */
export type ConsoleCluster = Awaited<ReturnType<typeof consoleCluster>>;

/** Imports the volunteers and the opportunity of a name, and starts the browser, which the caller closes. */
export async function consoleCluster(cloud: Cloud, name: string) {
  const { coordinator, browser } = await startConsole(cloud);
  const { volunteerIds } = await importSmallCluster(coordinator, cloud, { name, volunteers: 3 });
  const volunteer = async (index: number) =>
    new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('volunteer', { id: volunteerIds[index] ?? '' }),
    });
  return {
    cloud,
    coordinator,
    volunteerIds,
    address: `${cloud.url}/console`,
    browser,
    volunteer,
    /** Has a volunteer claim the certificate of the opportunity. */
    claim: async (index: number) =>
      (await volunteer(index)).call(claimCertificate, { body: { opportunityId: `${name}-OP` } }),
  };
}
