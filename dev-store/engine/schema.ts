import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  buildClientSchema,
  GraphQLError,
  GraphQLScalarType,
  Kind,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';

/** One of `scopes` is needed; `text` is Shopify's sentence about it. */
export type AccessRequirement = { scopes: readonly string[]; text: string };

/** The schema with what Shopify's file says about it beyond GraphQL. */
export type AdminSchema = {
  schema: GraphQLSchema;
  /** By type name: reading any field that returns this type needs a scope. */
  typeAccess: ReadonlyMap<string, AccessRequirement>;
  /** By `Type.field`. */
  fieldAccess: ReadonlyMap<string, AccessRequirement>;
  /** `Type.field` of protected customer data. */
  protectedFields: ReadonlySet<string>;
  /** Allowed GID types, by `Type.field(argument)` and by `InputType.field`. */
  gidTypes: ReadonlyMap<string, readonly string[]>;
};

type RawArgument = { name: string; description?: string | null; gidTypes?: string[] | null };
type RawField = {
  name: string;
  description?: string | null;
  args: RawArgument[];
  isProtected?: boolean;
  requiredAccess?: string | null;
};
type RawType = {
  name: string;
  description?: string | null;
  fields?: RawField[] | null;
  inputFields?: RawArgument[] | null;
  enumValues?: { description?: string | null }[] | null;
};
type ScopeRow = { type: string; typeName: string; fieldName?: string; requiredAccess: string; offlineScopes: string[] };
type RawFile = { data: IntrospectionQuery & { __schema: { types: RawType[] } }; offline_scopes: { items: ScopeRow[] } };

/** Reads Shopify's schema file and builds the schema once. Takes about 0.8 s. */
export function loadAdminSchema(path: string): AdminSchema {
  const raw = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as RawFile;
  const typeAccess = new Map<string, AccessRequirement>();
  const fieldAccess = new Map<string, AccessRequirement>();
  const protectedFields = new Set<string>();
  const gidTypes = new Map<string, readonly string[]>();
  for (const row of raw.offline_scopes.items) {
    if (row.offlineScopes.length === 0) continue;
    const requirement = { scopes: row.offlineScopes, text: row.requiredAccess };
    if (row.fieldName === undefined) typeAccess.set(row.typeName, requirement);
    else fieldAccess.set(`${row.typeName}.${row.fieldName}`, requirement);
  }
  for (const type of raw.data.__schema.types) {
    readType(type, { fieldAccess, protectedFields, gidTypes });
    dropDescriptions(type);
  }
  const schema = buildClientSchema(raw.data, { assumeValid: true });
  strictScalars(schema);
  return { schema, typeAccess, fieldAccess, protectedFields, gidTypes };
}

function readType(
  type: RawType,
  into: {
    fieldAccess: Map<string, AccessRequirement>;
    protectedFields: Set<string>;
    gidTypes: Map<string, readonly string[]>;
  },
): void {
  for (const field of type.fields ?? []) {
    const name = `${type.name}.${field.name}`;
    if (field.isProtected === true) into.protectedFields.add(name);
    for (const argument of field.args) {
      if (argument.gidTypes != null) into.gidTypes.set(`${name}(${argument.name})`, argument.gidTypes);
    }
    if (type.name === 'Mutation' && typeof field.requiredAccess === 'string' && !into.fieldAccess.has(name)) {
      const requirement = mutationRequirement(field.requiredAccess);
      if (requirement !== null) into.fieldAccess.set(name, requirement);
    }
  }
  for (const field of type.inputFields ?? []) {
    if (field.gidTypes != null) into.gidTypes.set(`${type.name}.${field.name}`, field.gidTypes);
  }
}

/** "`orders` access scope" on a mutation means `write_orders`. */
function mutationRequirement(text: string): AccessRequirement | null {
  const named = [...text.matchAll(/`([a-z_]+)` access scope/g)].map((match) => match[1] ?? '');
  const scopes = named.map((name) => (/^(read|write)_/.test(name) ? name : `write_${name}`));
  return scopes.length === 0 ? null : { scopes, text };
}

/** The descriptions are two thirds of the file and of no use at run time. */
function dropDescriptions(type: RawType): void {
  type.description = null;
  for (const field of type.fields ?? []) {
    field.description = null;
    for (const argument of field.args) argument.description = null;
  }
  for (const field of type.inputFields ?? []) field.description = null;
  for (const value of type.enumValues ?? []) value.description = null;
}

const PATTERNS: Readonly<Record<string, RegExp>> = {
  Money: /^-?\d+(\.\d+)?$/,
  Decimal: /^-?\d+(\.\d+)?$/,
  UnsignedInt64: /^\d+$/,
  Date: /^\d{4}-\d\d-\d\d$/,
  DateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/,
};

/** Custom scalars come without checks out of an introspection file; amounts and times get theirs back. */
function strictScalars(schema: GraphQLSchema): void {
  for (const [name, pattern] of Object.entries(PATTERNS)) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLScalarType)) continue;
    const parse = (value: unknown): string => {
      const text = typeof value === 'number' ? String(value) : value;
      if (typeof text !== 'string' || !pattern.test(text))
        throw new GraphQLError(`${name} cannot represent ${JSON.stringify(value)}`);
      return text;
    };
    type.parseValue = parse;
    type.parseLiteral = (node) =>
      parse(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null);
  }
}
