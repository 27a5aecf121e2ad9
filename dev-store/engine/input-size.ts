import { Kind, type FieldNode, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { Variables } from './cost.ts';
import type { WireError } from './wording.ts';

/** Most elements of an input list [D]; lines of drafts may be more [W]. */
const MOST = 250;
const MOST_DRAFT_LINES = 499;

/**
 * Lists in the arguments of root fields that are longer than Shopify takes: refused before anything runs, with the place
 * of the list in the path and no data [W].
 */
export function sizeErrors(operation: OperationDefinitionNode, variables: Variables): WireError[] {
  const roots = operation.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one] : []));
  return roots.flatMap((field) =>
    (field.arguments ?? []).flatMap((argument) => {
      const path = [field.alias?.value ?? field.name.value, argument.name.value];
      return tooLong(rawOf(argument.value, variables), path).map(({ size, most, path: at }) => ({
        message: `The input array size of ${size} is greater than the maximum allowed of ${most}.`,
        ...placeOf(field),
        path: at,
        extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
      }));
    }),
  );
}

type Finding = { size: number; most: number; path: string[] };

function tooLong(value: unknown, path: string[]): Finding[] {
  if (Array.isArray(value)) {
    const drafts = path[0]?.startsWith('draftOrder') === true && path.at(-1) === 'lineItems';
    const most = drafts ? MOST_DRAFT_LINES : MOST;
    if (value.length > most) return [{ size: value.length, most, path }];
    return value.flatMap((entry) => tooLong(entry, path));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => tooLong(entry, [...path, name]));
}

function rawOf(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value];
    case Kind.LIST:
      return node.values.map((one) => rawOf(one, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((one) => [one.name.value, rawOf(one.value, variables)]));
    default:
      return null;
  }
}

function placeOf(field: FieldNode): Pick<WireError, 'locations'> {
  const token = field.loc?.startToken;
  return token === undefined ? {} : { locations: [{ line: token.line, column: token.column }] };
}
