import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface HandmadeResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

export interface HandmadeStack {
  readonly resources: Readonly<Record<string, HandmadeResource>>;
  /** The source text of each bundle's `index.mjs`, by its asset's hash. */
  readonly bundles?: Readonly<Record<string, string>>;
  readonly dependsOn?: readonly string[];
  /** The other sections of the template: Parameters, Conditions, Outputs … */
  readonly template?: Readonly<Record<string, unknown>>;
}

/** Writes a cloud assembly, as `cdk synth` does, of a few resources; returns its folder. */
export async function writeAssembly(
  directory: string,
  stacks: Readonly<Record<string, HandmadeStack>>,
): Promise<string> {
  await mkdir(directory, { recursive: true });
  const artifacts: Record<string, object> = {};
  for (const [name, { resources, bundles = {}, dependsOn = [], template = {} }] of Object.entries(stacks)) {
    const files: Record<string, object> = {};
    for (const [hash, source] of Object.entries(bundles)) {
      await mkdir(path.join(directory, `asset.${hash}`), { recursive: true });
      await writeFile(path.join(directory, `asset.${hash}`, 'index.mjs'), source);
      files[hash] = { source: { path: `asset.${hash}` } };
    }
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      dependencies: dependsOn,
      properties: { templateFile: `${name}.template.json` },
    };
    await writeFile(path.join(directory, `${name}.assets.json`), JSON.stringify({ files }));
    await writeFile(
      path.join(directory, `${name}.template.json`),
      JSON.stringify({ ...template, Resources: resources }),
    );
  }
  await writeFile(path.join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
  return directory;
}

/** Returns a function whose bundle is the asset with this hash; its role is the stack's `Role`. */
export const handmadeFunction = (
  hash: string,
  properties: Readonly<Record<string, unknown>> = {},
): HandmadeResource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: `${hash}.zip` },
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Runtime: 'nodejs24.x',
    Timeout: 5,
    ...properties,
  },
});
