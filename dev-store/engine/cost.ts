/**
 * Query cost, by the formula fitted to recorded responses [W, I]:
 * scalars 0; an object, interface or union 1 plus its children (an abstract type as dear as its dearest selection); a list
 * of objects as one object; `MoneyBag` 0 with all it contains; a connection `2 + floor(2·ln(max(2, n)))·items`; a mutation
 * 10 (refundCreate and orderCapture 20, fulfillmentTrackingInfoUpdate 50) plus what is selected inside each payload object;
 * `Count` 10.
 */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

type CostNode = {
  key: string;
  /** Points of the object itself. */
  own: number;
  /** Set on connections: how many items are asked for. */
  size: ((variables: Variables) => number) | null;
  /** Alternatives of an abstract type by type name; objects have exactly one. */
  branches: { type: string | null; children: CostNode[] }[];
  /** False when @skip or @include leaves the field out. */
  taken: (variables: Variables) => boolean;
};

/** Cost of one operation: what it may cost, and what a given answer did cost. */
export type OperationCost = {
  requested: (variables: Variables) => number;
  actual: (variables: Variables, data: unknown) => number;
};

const MUTATION_BASE: Readonly<Record<string, number>> = {
  refundCreate: 20,
  orderCapture: 20,
  fulfillmentTrackingInfoUpdate: 50,
};
/** Objects that are no ordinary point: a store credit account, whose balance is summed up, counts 6 in every recording [W]. */
const OBJECT_COST: Readonly<Record<string, number>> = {
  MoneyV2: 0,
  LocationAddress: 0,
  PageInfo: 0,
  StoreCreditAccount: 6,
};
const MAX_PAGE = 250;

/** Prepares the cost of an operation that has passed validation. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationCost {
  const builder = new CostBuilder(schema, document);
  const root = schema.getRootType(operation.operation);
  const nodes =
    root == null
      ? []
      : builder.children(root, [operation.selectionSet], operation.operation === OperationTypeNode.MUTATION);
  return {
    requested: (variables) => total(nodes, variables),
    actual: (variables, data) => spent(nodes, variables, data),
  };
}

class CostBuilder {
  #schema: GraphQLSchema;
  #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  children(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], mutationRoots = false): CostNode[] {
    const byKey = new Map<string, FieldNode[]>();
    for (const set of sets) this.#collect(type, set, byKey);
    const nodes: CostNode[] = [];
    for (const [key, fields] of byKey) {
      const node = this.#field(type, key, fields, mutationRoots);
      if (node !== null) nodes.push(node);
    }
    return nodes;
  }

  #collect(type: GraphQLCompositeType, set: SelectionSetNode, into: Map<string, FieldNode[]>): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const list = into.get(key);
        if (list === undefined) into.set(key, [selection]);
        else list.push(selection);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition?.name.value;
      if (condition === undefined || this.#applies(type, condition)) this.#collect(type, fragment.selectionSet, into);
    }
  }

  #applies(type: GraphQLCompositeType, condition: string): boolean {
    if (type.name === condition) return true;
    const other = this.#schema.getType(condition);
    return other !== undefined && isAbstractType(other) && isObjectType(type) && this.#schema.isSubType(other, type);
  }

  #field(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[], mutationRoot: boolean): CostNode | null {
    const [first] = nodes;
    if (first === undefined || !('getFields' in type)) return null;
    const definition: GraphQLField<unknown, unknown> | undefined = type.getFields()[first.name.value];
    if (definition === undefined) return null;
    const named = getNamedType(definition.type);
    if (!isCompositeType(named) || named.name === 'MoneyBag') return null;
    const sets = nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
    const node: CostNode = { key, own: 1, size: null, branches: [], taken: condition(first) };
    if (mutationRoot) {
      node.own = MUTATION_BASE[first.name.value] ?? 10;
      node.branches = [{ type: null, children: this.#payload(named, sets) }];
      return node;
    }
    if (named.name === 'Count') return { ...node, own: 10 };
    if (type.name === 'Customer' && first.name.value === 'defaultAddress') return { ...node, own: 0 };
    if (isObjectType(named) && named.name.endsWith('Connection')) {
      return { ...node, own: 2, size: pageSize(first), branches: [{ type: null, children: this.#items(named, sets) }] };
    }
    node.own = OBJECT_COST[named.name] ?? 1;
    node.branches = this.#branches(named, sets);
    return node;
  }

  /** The payload's own objects and `userErrors` are free; what they contain is not. */
  #payload(payload: GraphQLCompositeType, sets: readonly SelectionSetNode[]): CostNode[] {
    return this.children(payload, sets).map((node) => (node.size === null ? { ...node, own: 0 } : node));
  }

  /** `nodes` and `edges.node` of a connection; `edges` itself and `pageInfo` cost nothing. */
  #items(connection: GraphQLCompositeType, sets: readonly SelectionSetNode[]): CostNode[] {
    return this.children(connection, sets).flatMap((node) => {
      if (node.key === 'pageInfo') return [];
      const edge = node.branches[0]?.children.filter((child) => child.key === 'node') ?? [];
      return edge.length > 0 ? [{ ...node, own: 0 }] : [node];
    });
  }

  #branches(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): CostNode['branches'] {
    if (!isAbstractType(type)) return [{ type: null, children: this.children(type, sets) }];
    const concrete = new Set<string>();
    for (const set of sets) this.#conditions(set, concrete);
    const branches = [...concrete].flatMap((name) => {
      const found = this.#schema.getType(name);
      return isObjectType(found) ? [{ type: name, children: this.children(found, sets) }] : [];
    });
    return [{ type: null, children: this.children(type, sets) }, ...branches];
  }

  #conditions(set: SelectionSetNode, into: Set<string>): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) continue;
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      if (fragment.typeCondition !== undefined) into.add(fragment.typeCondition.name.value);
      this.#conditions(fragment.selectionSet, into);
    }
  }
}

function factor(size: number): number {
  return Math.floor(2 * Math.log(Math.max(2, Math.min(MAX_PAGE, size))));
}

function total(nodes: readonly CostNode[], variables: Variables): number {
  let sum = 0;
  for (const node of nodes) {
    if (!node.taken(variables)) continue;
    let children = 0;
    for (const branch of node.branches) children = Math.max(children, total(branch.children, variables));
    sum += node.size === null ? node.own + children : node.own + factor(node.size(variables)) * children;
  }
  return sum;
}

/**
 * What an answer did cost: null objects cost nothing, a connection costs by the items that came. Shopify does not publish
 * this part; it is the same formula fed with what was found.
 */
function spent(nodes: readonly CostNode[], variables: Variables, data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  let sum = 0;
  for (const node of nodes) {
    if (!node.taken(variables)) continue;
    const value = (data as Readonly<Record<string, unknown>>)[node.key];
    if (value === null || value === undefined) continue;
    sum += node.size === null ? node.own + dearest(node, variables, value) : connection(node, variables, value);
  }
  return sum;
}

function dearest(node: CostNode, variables: Variables, value: unknown): number {
  const values = Array.isArray(value) ? value : [value];
  let most = 0;
  for (const entry of values) {
    for (const branch of node.branches) most = Math.max(most, spent(branch.children, variables, entry));
  }
  return most;
}

function connection(node: CostNode, variables: Variables, value: unknown): number {
  let items = 0;
  let count = 0;
  for (const child of node.branches[0]?.children ?? []) {
    const list = (value as Readonly<Record<string, unknown>>)[child.key];
    if (!Array.isArray(list) || list.length === 0) continue;
    count = Math.max(count, list.length);
    items += child.own + dearest(child, variables, list);
  }
  return node.own + (count === 0 ? 0 : factor(count) * items);
}

function pageSize(field: FieldNode): (variables: Variables) => number {
  const argument = field.arguments?.find((entry) => entry.name.value === 'first' || entry.name.value === 'last');
  if (argument === undefined) return () => 2;
  const value = argument.value;
  if (value.kind === Kind.VARIABLE) return (variables) => asSize(variables[value.name.value]);
  const size = asSize(valueFromASTUntyped(value));
  return () => size;
}

function asSize(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 2;
}

function condition(field: FieldNode): (variables: Variables) => boolean {
  const rules = (field.directives ?? []).filter((directive) => ['skip', 'include'].includes(directive.name.value));
  if (rules.length === 0) return always;
  return (variables) =>
    rules.every((rule) => {
      const value = rule.arguments?.[0]?.value;
      const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : value && valueFromASTUntyped(value);
      return rule.name.value === 'skip' ? given !== true : given === true;
    });
}

function always(): boolean {
  return true;
}
