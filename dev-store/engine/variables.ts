import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  print,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Variables } from './cost.ts';
import type { WireError } from './wording.ts';

type Problem = { path: (string | number)[]; explanation: string };

/** `INVALID_VARIABLE` errors for variables that do not fit their types: value, and each problem with its path [W]. */
export function wordVariableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): WireError[] {
  const errors: WireError[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined;
    if (type === undefined) continue;
    const name = definition.variable.name.value;
    const given = variables[name];
    if (given === undefined && definition.defaultValue !== undefined) continue;
    const problems = problemsOf(type, given, []);
    if (problems.length === 0) continue;
    const details = problems.filter((problem) => problem.path.length > 0);
    const list = details.map((problem) => `${problem.path.join('.')} (${problem.explanation})`).join(', ');
    errors.push({
      message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${list === '' ? '' : ` for ${list}`}`,
      ...(definition.loc && {
        locations: [{ line: definition.loc.startToken.line, column: definition.loc.startToken.column }],
      }),
      extensions: { code: 'INVALID_VARIABLE', value: given ?? null, problems },
    });
  }
  return errors;
}

function problemsOf(type: GraphQLInputType, value: unknown, path: (string | number)[]): Problem[] {
  if (value === null || value === undefined) {
    return isNonNullType(type) ? [{ path, explanation: 'Expected value to not be null' }] : [];
  }
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => problemsOf(nullable.ofType, item, [...path, index]));
  }
  if (isInputObjectType(nullable)) return objectProblems(nullable, value, path);
  if (isEnumType(nullable)) {
    const names = nullable.getValues().map((one) => one.name);
    return typeof value === 'string' && names.includes(value)
      ? []
      : [{ path, explanation: `Expected ${JSON.stringify(value)} to be one of: ${names.join(', ')}` }];
  }
  if (!isLeafType(nullable)) return [];
  try {
    nullable.parseValue(value);
    return [];
  } catch {
    return [{ path, explanation: `Could not coerce value ${JSON.stringify(value)} to ${nullable.name}` }];
  }
}

function objectProblems(
  type: Extract<GraphQLInputType, { getFields: unknown }>,
  value: unknown,
  path: (string | number)[],
): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }];
  }
  const given = value as Readonly<Record<string, unknown>>;
  const fields = type.getFields();
  const problems: Problem[] = [];
  for (const name of Object.keys(given)) {
    if (fields[name] === undefined)
      problems.push({ path: [...path, name], explanation: `Field is not defined on ${type.name}` });
  }
  for (const field of Object.values(fields)) {
    if (given[field.name] === undefined && field.defaultValue !== undefined) continue;
    problems.push(...problemsOf(field.type, given[field.name], [...path, field.name]));
  }
  if (type.isOneOf && Object.keys(given).length !== 1) {
    const explanation = `'${type.name}' requires exactly one argument, but ${Object.keys(given).length} were provided.`;
    problems.push({ path, explanation });
  }
  return problems;
}
