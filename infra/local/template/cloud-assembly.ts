import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const resourceShape = z.object({
  Type: z.string(),
  Condition: z.string().optional(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

const templateShape = z.object({
  Parameters: z
    .record(z.string(), z.object({ Default: z.union([z.string(), z.number()]).optional() }))
    .default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resourceShape),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
  Transform: z.unknown().optional(),
});

/** A resource of a template, as synthesized. */
export type TemplateResource = z.infer<typeof resourceShape>;
/** A synthesized CloudFormation template. */
export type Template = z.infer<typeof templateShape>;

/** A stack of the cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  readonly template: Template;
  /** The folder of each asset by its hash; it holds an unpacked bundle. */
  readonly assets: ReadonlyMap<string, string>;
}

const manifestShape = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z
        .object({ templateFile: z.string(), stackName: z.string().optional() })
        .partial()
        .default({}),
    }),
  ),
});

const assetsShape = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string().optional() }) })),
});

/** Reads a cloud assembly that CDK wrote. Returns its stacks in the order of their dependencies. */
export function readAssembly(directory: string): AssemblyStack[] {
  const { artifacts } = manifestShape.parse(readJson(path.join(directory, 'manifest.json')));
  const stacks: AssemblyStack[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (artifact === undefined || seen.has(id)) return;
    seen.add(id);
    for (const dependency of artifact.dependencies) visit(dependency);
    const { templateFile, stackName } = artifact.properties;
    if (artifact.type !== 'aws:cloudformation:stack' || templateFile === undefined) return;
    stacks.push({
      name: stackName ?? id,
      template: templateShape.parse(readJson(path.join(directory, templateFile))),
      assets: readAssets(directory, templateFile.replace('.template.json', '.assets.json')),
    });
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return stacks;
}

function readAssets(directory: string, file: string): ReadonlyMap<string, string> {
  const { files } = assetsShape.parse(readJson(path.join(directory, file)));
  return new Map(
    Object.entries(files).flatMap(([hash, { source }]) =>
      source.path === undefined ? [] : [[hash, path.resolve(directory, source.path)]],
    ),
  );
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
