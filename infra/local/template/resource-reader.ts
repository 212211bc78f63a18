import * as z from 'zod';
import type { AssemblyStack, TemplateResource } from './cloud-assembly.ts';
import { type Attributes, exists, type ResolutionScope, resolver } from './intrinsics.ts';
import { NOT_EMULATED } from './not-emulated.ts';
import { UnsupportedTemplate } from './unsupported-template.ts';

/** Which properties of a resource type the embedded cloud supports. */
export interface EmulatedType<S extends z.ZodObject = z.ZodObject> {
  /** The shape of the properties that have an effect, after resolution. */
  readonly shape: S;
  /** The names of properties without an effect; they are not resolved. */
  readonly ignored: readonly string[];
}

/** A resource with its resolved properties. */
export interface StackResource<P> {
  readonly stack: string;
  readonly logicalId: string;
  readonly properties: P;
}

/**
 * Reads the resources of all stacks and resolves their properties.
 *
 * @throws UnsupportedTemplate for a resource type or a property that the embedded cloud doesn't support.
 */
export class ResourceReader {
  readonly #scopes: readonly (ResolutionScope & {
    readonly attributes: Map<string, Attributes>;
    readonly stack: AssemblyStack;
  })[];

  constructor(
    stacks: readonly AssemblyStack[],
    parameters: Readonly<Record<string, string>>,
    types: ReadonlySet<string>,
  ) {
    this.#scopes = stacks.map((stack) => {
      return {
        stack,
        stackName: stack.name,
        template: stack.template,
        parameters,
        attributes: new Map<string, Attributes>(),
        importValue: (name: string) => this.#exported(name),
      };
    });
    for (const { stackName, template } of this.#scopes) {
      if (template.Transform !== undefined)
        throw new UnsupportedTemplate(`${stackName}: templates with a Transform are not supported`);
      for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
        if (types.has(Type) || Object.hasOwn(NOT_EMULATED, Type)) continue;
        throw new UnsupportedTemplate(
          `${stackName}: the embedded cloud does not support ${Type} (${logicalId}): emulate it in infra/local, or name the reason in infra/local/template/not-emulated.ts`,
        );
      }
    }
  }

  /** Returns every resource of a type that exists under its condition. */
  all<S extends z.ZodObject>(type: string, emulated: EmulatedType<S>): StackResource<z.infer<S>>[] {
    return this.#scopes.flatMap((scope) =>
      Object.entries(scope.template.Resources)
        .filter(([, resource]) => resource.Type === type && exists(scope, resource.Condition))
        .map(([logicalId, resource]) => ({
          stack: scope.stackName,
          logicalId,
          properties: propertiesOf(scope, logicalId, resource, emulated),
        })),
    );
  }

  /** Sets what `Ref` and `Fn::GetAtt` return for a resource from now on. */
  setAttributes({ stack, logicalId }: { stack: string; logicalId: string }, attributes: Attributes): void {
    this.#scope(stack).attributes.set(logicalId, attributes);
  }

  /** Returns the folder of the asset with this hash. */
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
  const effective = Object.entries(Properties).filter(([name]) => !ignored.includes(name));
  const unknown = effective.map(([name]) => name).filter((name) => !Object.hasOwn(shape.shape, name));
  if (unknown.length > 0) {
    throw new UnsupportedTemplate(
      `${scope.stackName}: the embedded cloud does not support ${Type} ${unknown.join(', ')} (${logicalId})`,
    );
  }
  const parsed = shape.safeParse(resolver(scope)(Object.fromEntries(effective)));
  if (!parsed.success) {
    throw new UnsupportedTemplate(
      `${scope.stackName}: ${Type} ${logicalId}: ${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data;
}
