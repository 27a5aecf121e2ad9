/**
 * Shopify's API is built on graphql-ruby, whose validation errors read differently from graphql-js. Clients match on their
 * codes, so every error of graphql-js is put into Shopify's words here [W for the codes and the sentences of the catalogue].
 */
import {
  type GraphQLError,
  Kind,
  print,
  visit,
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';

/** An entry of `errors` as it goes over the wire. */
export type WireError = {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: readonly (string | number)[];
  extensions?: Readonly<Record<string, unknown>>;
};

type Words = { message: string; extensions: Record<string, unknown> };
type Rule = readonly [pattern: RegExp, words: (part: (index: number) => string, node: ASTNode | undefined) => Words];

const RULES: readonly Rule[] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    (part) => ({
      message: `Field '${part(1)}' doesn't exist on type '${part(2)}'`,
      extensions: { code: 'undefinedField', typeName: part(2), fieldName: part(1) },
    }),
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    (part) => ({
      message: `Field must have selections (field '${part(1)}' returns ${bare(part(2))} but has no selections. Did you mean '${part(1)} { ... }'?)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${part(1)}'`, typeName: part(2) },
    }),
  ],
  [
    /^Field "(\w+)" must not have a selection since type "([^"]+)" has no subfields/,
    (part, node) => ({
      message: `Selections can't be made on scalars (field '${part(1)}' returns ${bare(part(2))} but has selections [${selected(node)}])`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${part(1)}'`, typeName: part(2) },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    (part) => ({
      message: `Field '${part(2)}' doesn't accept argument '${part(1)}'`,
      extensions: { code: 'argumentNotAccepted', name: part(2), typeName: 'Field', argumentName: part(1) },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on directive "@(\w+)"/,
    (part) => ({
      message: `Directive '${part(2)}' doesn't accept argument '${part(1)}'`,
      extensions: { code: 'argumentNotAccepted', name: part(2), typeName: 'Directive', argumentName: part(1) },
    }),
  ],
  [
    /^Field "(\w+)" is not defined by type "(\w+)"/,
    (part) => ({
      message: `InputObject '${part(2)}' doesn't accept argument '${part(1)}'`,
      extensions: { code: 'argumentNotAccepted', name: part(2), typeName: 'InputObject', argumentName: part(1) },
    }),
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type "[^"]+" is required/,
    (part) => ({
      message: `Field '${part(1)}' is missing required arguments: ${part(2)}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name: part(1), arguments: part(2) },
    }),
  ],
  [
    /^Directive "@(\w+)" argument "(\w+)" of type "[^"]+" is required/,
    (part) => ({
      message: `Directive '${part(1)}' is missing required arguments: ${part(2)}`,
      extensions: { code: 'missingRequiredArguments', className: 'Directive', name: part(1), arguments: part(2) },
    }),
  ],
  [
    /^Field "(\w+)\.(\w+)" of required type "([^"]+)" was not provided/,
    (part) => ({
      message: `Argument '${part(2)}' on InputObject '${part(1)}' is required. Expected type ${part(3)}`,
      extensions: {
        code: 'missingRequiredInputObjectAttribute',
        argumentName: part(2),
        argumentType: part(3),
        inputObjectType: part(1),
      },
    }),
  ],
  [
    /^OneOf Input Object "(\w+)" must specify exactly one key/,
    (part) => ({
      message: `'${part(1)}' requires exactly one argument, but a different number was provided.`,
      extensions: { code: 'invalidOneOfInputObject', inputObjectType: part(1) },
    }),
  ],
  [
    /^Variable "\$(\w+)" of type "([^"]+)" used in position expecting type "([^"]+)"/,
    (part) => {
      const kind = bare(part(2)) === bare(part(3)) ? 'Nullability mismatch' : 'Type mismatch';
      return {
        message: `${kind} on variable $${part(1)} (${part(2)} / ${part(3)})`,
        extensions: { code: 'variableMismatch', variableName: part(1), typeName: part(2), errorMessage: kind },
      };
    },
  ],
  [
    /^Variable "\$(\w+)" is not defined(?: by operation "(\w+)")?/,
    (part) => ({
      message: `Variable $${part(1)} is used by ${part(2) || 'anonymous query'} but not declared`,
      extensions: { code: 'variableNotDefined', variableName: part(1) },
    }),
  ],
  [
    /^Variable "\$(\w+)" is never used(?: in operation "(\w+)")?/,
    (part) => ({
      message: `Variable $${part(1)} is declared by ${part(2) || 'anonymous query'} but not used`,
      extensions: { code: 'variableNotUsed', variableName: part(1) },
    }),
  ],
  [
    /^Unknown type "(\w+)"/,
    (part) => ({
      message: `${part(1)} isn't a defined type`,
      extensions: { code: 'undefinedType', typeName: part(1) },
    }),
  ],
  [
    /^Unknown directive "@(\w+)"/,
    (part) => ({
      message: `Directive @${part(1)} is not defined`,
      extensions: { code: 'undefinedDirective', directiveName: part(1) },
    }),
  ],
  [
    /^Directive "@(\w+)" may not be used on (\w+)/,
    (part) => ({
      message: `'@${part(1)}' can't be applied to ${places(part(2))} (allowed: fields)`,
      extensions: { code: 'directiveCannotBeApplied', targetName: places(part(2)), name: part(1) },
    }),
  ],
  [
    /^Unknown fragment "(\w+)"/,
    (part) => ({
      message: `Fragment ${part(1)} was used, but not defined`,
      extensions: { code: 'useAndDefineFragment', fragmentName: part(1) },
    }),
  ],
  [
    /^Fragment "(\w+)" is never used/,
    (part) => ({
      message: `Fragment ${part(1)} was defined, but not used`,
      extensions: { code: 'useAndDefineFragment', fragmentName: part(1) },
    }),
  ],
];

const MAX_ERRORS = 20;

/** Validation errors in Shopify's words. They travel without `data` and without `extensions` beside `errors` [W]. */
export function wordValidationErrors(errors: readonly GraphQLError[], document: DocumentNode): WireError[] {
  return errors.slice(0, MAX_ERRORS).map((error) => {
    const node = error.nodes?.[0];
    const { message, extensions } = wordsFor(error, node, document);
    const wire: WireError = { message, path: pathTo(node, document), extensions };
    return error.locations === undefined ? wire : { ...wire, locations: error.locations };
  });
}

/** A document that does not parse [W for the code; the sentence follows graphql-ruby's]. */
export function wordParseError(error: GraphQLError): WireError {
  const [location] = error.locations ?? [];
  const at = location === undefined ? '' : ` at [${location.line}, ${location.column}]`;
  const message = `${error.message.replace(/^Syntax Error: /, 'syntax error, ').replace(/\.$/, '')}${at}`;
  return { message, ...(error.locations && { locations: error.locations }), extensions: { code: 'PARSE_ERROR' } };
}

function wordsFor(error: GraphQLError, node: ASTNode | undefined, document: DocumentNode): Words {
  for (const [pattern, words] of RULES) {
    const match = pattern.exec(error.message);
    if (match !== null) return words((index) => match[index] ?? '', node);
  }
  return literalWords(error, node, document) ?? { message: error.message, extensions: { code: 'invalid' } };
}

/** A literal of the wrong type: graphql-ruby names the argument and what it expected. */
function literalWords(error: GraphQLError, node: ASTNode | undefined, document: DocumentNode): Words | null {
  if (
    node === undefined ||
    !/cannot represent|Expected value of type|does not exist in|must be|Enum/.test(error.message)
  )
    return null;
  const owner = ancestors(node, document).findLast(
    (one) => one.kind === Kind.ARGUMENT || one.kind === Kind.OBJECT_FIELD,
  );
  const field = ancestors(node, document).findLast((one) => one.kind === Kind.FIELD);
  if (owner === undefined || field === undefined) return null;
  const expected = /type "([^"]+)"/.exec(error.message)?.[1] ?? /^(\w+) cannot represent/.exec(error.message)?.[1];
  const suffix = expected === undefined ? '' : ` Expected type '${expected}'.`;
  return {
    message: `Argument '${owner.name.value}' on Field '${field.name.value}' has an invalid value (${print(node)}).${suffix}`,
    extensions: { code: 'argumentLiteralsIncompatible', typeName: 'Field', argumentName: owner.name.value },
  };
}

function ancestors(target: ASTNode, document: DocumentNode): ASTNode[] {
  let found: ASTNode[] = [];
  const visitor: ASTVisitor = {
    enter(node, _key, _parent, _path, parents) {
      if (node !== target) return;
      found = [...parents.filter((one): one is ASTNode => 'kind' in one), node];
    },
  };
  visit(document, visitor);
  return found;
}

/** graphql-ruby's path starts with the operation: ["query Name", "order", "lineItems"]. */
function pathTo(node: ASTNode | undefined, document: DocumentNode): string[] {
  if (node === undefined) return [];
  return ancestors(node, document).flatMap((one) => {
    if (one.kind === Kind.OPERATION_DEFINITION) return [operationLabel(one)];
    if (one.kind === Kind.FRAGMENT_DEFINITION) return [`fragment ${one.name.value}`];
    if (one.kind === Kind.FIELD) return [one.alias?.value ?? one.name.value];
    if (one.kind === Kind.INLINE_FRAGMENT) return [`... on ${one.typeCondition?.name.value ?? ''}`];
    if (one.kind === Kind.ARGUMENT || one.kind === Kind.OBJECT_FIELD) return [one.name.value];
    return [];
  });
}

function operationLabel(operation: OperationDefinitionNode): string {
  return operation.name === undefined ? operation.operation : `${operation.operation} ${operation.name.value}`;
}

function bare(type: string): string {
  return type.replace(/[[\]!]/g, '');
}

function selected(node: ASTNode | undefined): string {
  const selections = node?.kind === Kind.FIELD ? (node.selectionSet?.selections ?? []) : [];
  return selections.map((one) => (one.kind === Kind.FIELD ? JSON.stringify(one.name.value) : '...')).join(', ');
}

const PLACES: Readonly<Record<string, string>> = {
  MUTATION: 'mutations',
  QUERY: 'queries',
  FIELD: 'fields',
  FRAGMENT_SPREAD: 'fragment spreads',
  INLINE_FRAGMENT: 'inline fragments',
  FRAGMENT_DEFINITION: 'fragment definitions',
};

function places(location: string): string {
  return PLACES[location] ?? location.toLowerCase();
}
