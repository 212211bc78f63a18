import { ACCOUNT, REGION } from '../region.ts';
import type { Template } from './cloud-assembly.ts';
import { UnsupportedTemplate } from './unsupported-template.ts';

/** What `Ref` and `Fn::GetAtt` return for a resource. */
export interface Attributes {
  readonly Ref: string;
  readonly [attribute: string]: string;
}

/** What the intrinsic functions of one stack are resolved with. */
export interface ResolutionScope {
  readonly stackName: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly attributes: ReadonlyMap<string, Attributes>;
  /** Returns the value that a stack exports under this name. */
  readonly importValue: (name: string) => unknown;
}

type Resolve = (value: unknown) => unknown;

/**
 * Returns a function that resolves CloudFormation's intrinsic functions in a value.
 *
 * That function throws an UnsupportedTemplate for an unsupported intrinsic function and for a reference to nothing.
 */
export function resolver(scope: ResolutionScope): Resolve {
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== undefined);
    if (!isRecord(value)) return value;
    const [name, ...others] = Object.keys(value);
    if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
      const intrinsic = intrinsics[name];
      if (intrinsic === undefined)
        throw new UnsupportedTemplate(`${scope.stackName}: the intrinsic function ${name} is not supported`);
      return intrinsic(value[name]);
    }
    const resolved = Object.entries(value).map(([key, item]) => [key, resolve(item)] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== undefined));
  };

  const pseudo: Readonly<Record<string, string | undefined>> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::Region': REGION,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': scope.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${scope.stackName}/local`,
    'AWS::NoValue': undefined,
  };

  const reference = (name: string): unknown => {
    if (Object.hasOwn(pseudo, name)) return pseudo[name];
    const declared = scope.template.Parameters[name];
    if (declared !== undefined) {
      const given = scope.parameters[name] ?? declared.Default;
      if (given === undefined)
        throw new UnsupportedTemplate(`${scope.stackName}: the parameter ${name} has no value here`);
      return String(given);
    }
    return attribute(name, 'Ref');
  };

  const attribute = (name: string, wanted: string): string => {
    const value = scope.attributes.get(name)?.[wanted];
    if (value !== undefined) return value;
    const type = scope.template.Resources[name]?.Type ?? 'no resource';
    throw new UnsupportedTemplate(
      `${scope.stackName}: ${name} (${type}) has no ${wanted} in the embedded cloud`,
    );
  };

  const holds = (condition: unknown): boolean => {
    const [name, argument] = Object.entries(condition as Record<string, unknown>)[0] ?? [];
    switch (name) {
      case 'Condition':
        return named(String(argument));
      case 'Fn::Equals': {
        const [left, right] = resolve(argument) as unknown[];
        return left === right;
      }
      case 'Fn::Not':
        return !(argument as unknown[]).every(holds);
      case 'Fn::And':
        return (argument as unknown[]).every(holds);
      case 'Fn::Or':
        return (argument as unknown[]).some(holds);
      default:
        throw new UnsupportedTemplate(`${scope.stackName}: the condition function ${name} is not supported`);
    }
  };
  const named = (name: string): boolean => {
    const condition = scope.template.Conditions[name];
    if (condition === undefined)
      throw new UnsupportedTemplate(`${scope.stackName}: there is no condition ${name}`);
    return holds(condition);
  };

  const intrinsics: Readonly<Record<string, Resolve | undefined>> = {
    Ref: (name) => reference(String(name)),
    'Fn::GetAtt': (path) => {
      const [name = '', wanted = ''] = Array.isArray(path) ? path.map(String) : splitFirst(String(path));
      return attribute(name, wanted);
    },
    'Fn::Join': (argument) => {
      const [separator, parts] = argument as [string, unknown];
      return (resolve(parts) as unknown[]).join(separator);
    },
    'Fn::Select': (argument) => {
      const [index, list] = resolve(argument) as [number | string, unknown[]];
      return list[Number(index)];
    },
    'Fn::Split': (argument) => {
      const [separator, text] = resolve(argument) as [string, string];
      return text.split(separator);
    },
    'Fn::Sub': (argument) => {
      const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [
        string,
        Record<string, unknown>,
      ];
      return text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
        if (name.startsWith('!')) return `\${${name.slice(1)}}`;
        if (Object.hasOwn(variables, name)) return String(resolve(variables[name]));
        const [resource = '', wanted] = splitFirst(name);
        const value = wanted === undefined ? reference(name) : attribute(resource, wanted);
        return value === undefined ? whole : String(value);
      });
    },
    'Fn::If': (argument) => {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return resolve(named(condition) ? yes : no);
    },
    'Fn::FindInMap': (argument) => {
      const [map, first, second] = resolve(argument) as [string, string, string];
      const found = scope.template.Mappings[map]?.[first]?.[second];
      if (found === undefined)
        throw new UnsupportedTemplate(`${scope.stackName}: no ${map}.${first}.${second}`);
      return found;
    },
    'Fn::ImportValue': (name) => scope.importValue(String(resolve(name))),
  };

  return resolve;
}

/** Returns whether a resource with this condition exists; one without a condition always does. */
export function exists(scope: ResolutionScope, condition: string | undefined): boolean {
  return condition === undefined || resolver(scope)({ 'Fn::If': [condition, true, false] }) === true;
}

function splitFirst(path: string): string[] {
  const dot = path.indexOf('.');
  return dot < 0 ? [path] : [path.slice(0, dot), path.slice(dot + 1)];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
