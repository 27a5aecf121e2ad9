import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { costOf, type OperationCost, type Variables } from './cost.ts';
import { wordParseError, wordValidationErrors, type WireError } from './wording.ts';

/** What is known about an operation before it runs. */
export type Compiled = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  name: string | null;
  kind: 'query' | 'mutation';
  rootFields: string[];
  cost: OperationCost;
  /** The idempotency key of the first root field that carries one. */
  idempotencyKey: (variables: Variables) => string | null;
};

export type CompileResult = { ok: true; compiled: Compiled } | { ok: false; errors: WireError[]; name: string | null };

const CACHE_SIZE = 1000;

/** Parses, validates and costs operations, each document text once. */
export class Compiler {
  #schema: GraphQLSchema;
  #cache = new Map<string, CompileResult>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  compile(text: string, operationName: string | null): CompileResult {
    const key = operationName === null ? text : `${operationName}\n${text}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const result = this.#compile(text, operationName);
    if (this.#cache.size >= CACHE_SIZE) this.#cache.clear();
    this.#cache.set(key, result);
    return result;
  }

  #compile(text: string, operationName: string | null): CompileResult {
    let document: DocumentNode;
    try {
      document = parse(text);
    } catch (error) {
      if (error instanceof GraphQLError) return { ok: false, errors: [wordParseError(error)], name: operationName };
      throw error;
    }
    const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const operation =
      operationName === null ? operations[0] : operations.find((one) => one.name?.value === operationName);
    const name = operation?.name?.value ?? operationName;
    if (operation === undefined || (operationName === null && operations.length > 1)) {
      const message =
        operationName === null ? 'An operation name is required' : `No operation named "${operationName}"`;
      return { ok: false, errors: [{ message, extensions: { code: 'unknownOperation' } }], name };
    }
    const errors = validate(this.#schema, document);
    if (errors.length > 0) return { ok: false, errors: wordValidationErrors(errors, document), name };
    const roots = operation.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one] : []));
    return {
      ok: true,
      compiled: {
        document,
        operation,
        name,
        kind: operation.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query',
        rootFields: roots.map((field) => field.name.value),
        cost: costOf(this.#schema, document, operation),
        idempotencyKey: keyReader(roots.flatMap((field) => field.directives ?? [])),
      },
    };
  }
}

function keyReader(
  directives: readonly NonNullable<OperationDefinitionNode['directives']>[number][],
): Compiled['idempotencyKey'] {
  const value = directives.find((one) => one.name.value === 'idempotent')?.arguments?.[0]?.value;
  if (value?.kind === Kind.STRING) return () => value.value;
  if (value?.kind !== Kind.VARIABLE) return () => null;
  return (variables) => {
    const given = variables[value.name.value];
    return typeof given === 'string' ? given : null;
  };
}
