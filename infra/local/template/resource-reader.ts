import * as z from 'zod';
import type { AssemblyStack, TemplateResource } from './cloud-assembly.ts';
import { type Attributes, exists, type ResolutionScope, resolver } from './intrinsics.ts';
import { NOT_EMULATED } from './not-emulated.ts';
import { UnsupportedTemplate } from './unsupported-template.ts';

/** Which properties of a resource type are reproduced, and which are left out on purpose. */
export interface EmulatedType<S extends z.ZodObject = z.ZodObject> {
  /** Shape of the properties that are acted on, after resolution. */
  readonly shape: S;
  /** Properties that have no meaning here; they are not even resolved. */
  readonly ignored: readonly string[];
}

export interface StackResource<P> {
  readonly stack: string;
  readonly logicalId: string;
  readonly properties: P;
}

/** Reads the resources of all stacks, each property checked: what is not known stops the start. */
export class ResourceReader {
  readonly #scopes: readonly (ResolutionScope & {
    readonly own: Map<string, Attributes>;
    readonly stack: AssemblyStack;
  })[];

  constructor(
    stacks: readonly AssemblyStack[],
    parameters: Readonly<Record<string, string>>,
    types: ReadonlySet<string>,
  ) {
    this.#scopes = stacks.map((stack) => {
      const own = new Map<string, Attributes>();
      return {
        stack,
        stackName: stack.name,
        template: stack.template,
        parameters,
        own,
        attributes: own,
        importValue: (name: string) => this.#exported(name),
      };
    });
    for (const { stackName, template } of this.#scopes) {
      if (template.Transform !== undefined)
        throw new UnsupportedTemplate(`${stackName}: templates with a Transform are not known`);
      for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
        if (types.has(Type) || Object.hasOwn(NOT_EMULATED, Type)) continue;
        throw new UnsupportedTemplate(
          `${stackName}: the embedded cloud does not know ${Type} (${logicalId}): reproduce it in infra/local/resources, or say why not in infra/local/template/not-emulated.ts`,
        );
      }
    }
  }

  /** Every resource of a type, its known properties resolved. */
  all<S extends z.ZodObject>(type: string, reproduced: EmulatedType<S>): StackResource<z.infer<S>>[] {
    return this.#scopes.flatMap((scope) =>
      Object.entries(scope.template.Resources)
        .filter(([, resource]) => resource.Type === type && exists(scope, resource.Condition))
        .map(([logicalId, resource]) => ({
          stack: scope.stackName,
          logicalId,
          properties: propertiesOf(scope, logicalId, resource, reproduced),
        })),
    );
  }

  /** Says what `Ref` and `Fn::GetAtt` answer from now on. */
  setAttributes({ stack, logicalId }: { stack: string; logicalId: string }, attributes: Attributes): void {
    this.#scope(stack).own.set(logicalId, attributes);
  }

  /** The folder of a bundle by its asset's hash. */
  asset(stack: string, hash: string): string {
    const folder = this.#scope(stack).stack.assets.get(hash);
    if (folder === undefined) throw new UnsupportedTemplate(`${stack}: there is no asset ${hash}`);
    return folder;
  }

  #scope(stack: string) {
    const scope = this.#scopes.find(({ stackName }) => stackName === stack);
    if (scope === undefined) throw new UnsupportedTemplate(`there is no stack ${stack}`);
    return scope;
  }

  #exported(name: string): unknown {
    for (const scope of this.#scopes) {
      const resolve = resolver(scope);
      for (const output of Object.values(scope.template.Outputs)) {
        if (output.Export !== undefined && resolve(output.Export.Name) === name) return resolve(output.Value);
      }
    }
    throw new UnsupportedTemplate(`no stack exports ${name}`);
  }
}

function propertiesOf<S extends z.ZodObject>(
  scope: ResolutionScope,
  logicalId: string,
  { Type, Properties }: TemplateResource,
  { shape, ignored }: EmulatedType<S>,
): z.infer<S> {
  const acted = Object.entries(Properties).filter(([name]) => !ignored.includes(name));
  const unknown = acted.map(([name]) => name).filter((name) => !Object.hasOwn(shape.shape, name));
  if (unknown.length > 0) {
    throw new UnsupportedTemplate(
      `${scope.stackName}: the embedded cloud does not know ${Type} ${unknown.join(', ')} (${logicalId})`,
    );
  }
  const parsed = shape.safeParse(resolver(scope)(Object.fromEntries(acted)));
  if (!parsed.success) {
    throw new UnsupportedTemplate(
      `${scope.stackName}: ${Type} ${logicalId}: ${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data;
}
