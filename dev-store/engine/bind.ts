import {
  defaultTypeResolver,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLTypeResolver,
} from 'graphql';
import { parseGid } from '../gid.ts';
import type { Args, Context, Resolver, ResolverMap } from './context.ts';
import { accessDenied, invalidId, noResolver, protectedDenied } from './errors.ts';
import { acceptedGidTypes } from './gid-aliases.ts';
import type { AccessRequirement, AdminSchema } from './schema.ts';

type Bound = GraphQLFieldResolver<unknown, Context>;
type GidCheck = (args: Args) => void;

/**
 * Puts our resolvers onto the schema, each behind the checks that Shopify's file asks for: scope of the field, scope of
 * the type it returns, protected customer data, GID types of its arguments. Fields without a resolver get a loud one.
 */
export function bindResolvers(admin: AdminSchema, resolvers: ResolverMap): void {
  for (const [typeName, ofType] of Object.entries(resolvers)) {
    const type = admin.schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`resolvers for ${typeName}, which is no object type`);
    const fields = type.getFields();
    for (const name of Object.keys(ofType)) {
      if (fields[name] === undefined) throw new Error(`resolver for ${typeName}.${name}, which does not exist`);
    }
  }
  for (const type of Object.values(admin.schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__')) bindType(admin, type, resolvers[type.name]);
  }
}

/** Which concrete type a value of an interface or union has. Scopes of that type count here too. */
export function typeResolverFor(admin: AdminSchema): GraphQLTypeResolver<unknown, Context> {
  return (value, context, info, type) => {
    const known = typeof value === 'object' && value !== null ? nodeTypes.get(value) : undefined;
    if (known === undefined) return defaultTypeResolver(value, context, info, type);
    const requirement = admin.typeAccess.get(known);
    if (requirement !== undefined && !context.allows(requirement)) throw accessDenied(info.fieldName, requirement.text);
    return known;
  };
}

const nodeTypes = new WeakMap<object, string>();

/** Remembers the GraphQL type of a record that is handed out as a `Node`. */
export function asNode<T extends object>(value: T | undefined, type: string): T | null {
  if (value === undefined) return null;
  nodeTypes.set(value, type);
  return value;
}

function bindType(admin: AdminSchema, type: GraphQLObjectType, ofType: ResolverMap[string] | undefined): void {
  for (const field of Object.values(type.getFields())) {
    const own = ofType?.[field.name] as Resolver<unknown> | undefined;
    const plain = ofType === undefined ? property(type.name, field.name) : missing(type.name, field.name);
    field.resolve = guarded(admin, type.name, field, own ?? plain);
  }
}

function guarded(
  admin: AdminSchema,
  typeName: string,
  field: GraphQLField<unknown, unknown>,
  resolve: Resolver<unknown>,
): Bound {
  const name = `${typeName}.${field.name}`;
  const access = [admin.fieldAccess.get(name), admin.typeAccess.get(returnedType(field))].filter(
    (requirement): requirement is AccessRequirement => requirement !== undefined,
  );
  const isProtected = admin.protectedFields.has(name);
  const gids = gidChecks(admin, typeName, field);
  if (access.length === 0 && !isProtected && gids.length === 0) return resolve;
  return (source, args: Args, context, info) => {
    for (const requirement of access) {
      if (!context.allows(requirement)) throw accessDenied(field.name, requirement.text);
    }
    if (isProtected && !context.shop.protectedCustomerData) throw protectedDenied(field.name);
    for (const check of gids) check(args);
    return resolve(source, args, context, info);
  };
}

/** Name of the type behind lists and connections. */
function returnedType(field: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(field.type);
  if (!isObjectType(named) || !named.name.endsWith('Connection')) return named.name;
  const nodes = named.getFields()['nodes'];
  return nodes === undefined ? named.name : getNamedType(nodes.type).name;
}

function property(typeName: string, fieldName: string): Resolver<unknown> {
  return (source) => {
    if (typeof source === 'object' && source !== null && fieldName in source) {
      return (source as Readonly<Record<string, unknown>>)[fieldName];
    }
    throw noResolver(typeName, fieldName);
  };
}

function missing(typeName: string, fieldName: string): Resolver<unknown> {
  return () => {
    throw noResolver(typeName, fieldName);
  };
}

function gidChecks(admin: AdminSchema, typeName: string, field: GraphQLField<unknown, unknown>): GidCheck[] {
  const checks: GidCheck[] = [];
  for (const argument of field.args) {
    const name = `${typeName}.${field.name}(${argument.name})`;
    const check = valueCheck(admin, argument.type, acceptedGidTypes(name, admin.gidTypes.get(name)), 0);
    if (check !== null) {
      checks.push((args) => {
        check(args[argument.name]);
      });
    }
  }
  return checks;
}

type ValueCheck = (value: unknown) => void;

const INPUT_DEPTH = 4;

/** A check for every GID inside an argument, or null when it can hold none. */
function valueCheck(
  admin: AdminSchema,
  type: GraphQLInputType,
  allowed: readonly string[] | undefined,
  depth: number,
): ValueCheck | null {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const item = valueCheck(admin, nullable.ofType, allowed, depth);
    return item === null
      ? null
      : (value) => {
          if (Array.isArray(value)) for (const entry of value) item(entry);
        };
  }
  if (isInputObjectType(nullable))
    return depth > INPUT_DEPTH ? null : objectCheck(admin, nullable.name, nullable.getFields(), depth);
  if (allowed === undefined) return null;
  const names = concreteTypes(admin, allowed);
  return (value) => {
    if (typeof value !== 'string') return;
    const parsed = parseGid(value);
    if (parsed === null || !names.has(parsed.type)) throw invalidId(value);
  };
}

/** The file may name an interface (`Node`) where any of its types is meant. */
function concreteTypes(admin: AdminSchema, names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const type = admin.schema.getType(name);
      return isAbstractType(type) ? admin.schema.getPossibleTypes(type).map((one) => one.name) : [name];
    }),
  );
}

function objectCheck(
  admin: AdminSchema,
  typeName: string,
  fields: Readonly<Record<string, { name: string; type: GraphQLInputType }>>,
  depth: number,
): ValueCheck | null {
  const checks: [string, ValueCheck][] = [];
  for (const field of Object.values(fields)) {
    const check = valueCheck(admin, field.type, admin.gidTypes.get(`${typeName}.${field.name}`), depth + 1);
    if (check !== null) checks.push([field.name, check]);
  }
  if (checks.length === 0) return null;
  return (value) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, check] of checks) check((value as Readonly<Record<string, unknown>>)[name]);
  };
}
