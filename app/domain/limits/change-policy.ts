import type { Policy, RoleRules } from './policy.ts';

/** What a person changes of a policy: the parts that she touched, and nothing else, so that two people can change two parts. */
export type PolicyPatch = {
  roles?: { [R in keyof Policy['roles']]?: Partial<RoleRules> };
  /** Null takes a person's own rules away altogether; a rule that is null within them means "no limit". */
  people?: Record<string, Partial<RoleRules> | null>;
  shop?: Partial<Policy['shop']>;
  /** Null takes the rule for this reason and severity away. */
  matrix?: {
    [R in keyof Policy['matrix']]?: {
      [S in keyof NonNullable<Policy['matrix'][R]>]?: NonNullable<Policy['matrix'][R]>[S] | null;
    };
  };
  customerDays?: Policy['customerDays'];
  vip?: Partial<Policy['vip']>;
  approval?: Partial<Policy['approval']>;
};

/** One thing that differs between two versions; `undefined` where there was (or is) none. */
export type PolicyChange = { path: readonly string[]; before?: PolicyValue; after?: PolicyValue };
export type PolicyValue = string | number | null | readonly string[];

/** The policy with the patch in it. What is not named stays as it is. */
export function changePolicy(policy: Policy, patch: PolicyPatch): Policy {
  const { roles } = policy;
  return {
    ...policy,
    roles: {
      agent: { ...roles.agent, ...patch.roles?.agent },
      lead: { ...roles.lead, ...patch.roles?.lead },
      owner: { ...roles.owner, ...patch.roles?.owner },
    },
    people: withoutNulls({ ...policy.people, ...patch.people }),
    shop: { ...policy.shop, ...patch.shop },
    matrix: changedMatrix(policy.matrix, patch.matrix ?? {}),
    customerDays: patch.customerDays ?? policy.customerDays,
    vip: { ...policy.vip, ...patch.vip },
    approval: { ...policy.approval, ...patch.approval },
  };
}

function changedMatrix(matrix: Policy['matrix'], patch: NonNullable<PolicyPatch['matrix']>): Policy['matrix'] {
  const reasons = Object.entries(patch).map(([reason, cells]) => {
    const before = matrix[reason as keyof Policy['matrix']];
    return [reason, withoutNulls({ ...before, ...cells })] as const;
  });
  return { ...matrix, ...Object.fromEntries(reasons) };
}

const withoutNulls = <Value>(entries: Record<string, Value | null | undefined>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, Value] => entry[1] !== null && entry[1] !== undefined),
  );

/** Everything that differs, leaf by leaf, in the order of the first one's parts. Lists are compared whole. */
export function diffPolicy(before: Policy, after: Policy): PolicyChange[] {
  return differences([], before, after);
}

type Leaf = PolicyValue | undefined;
const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function differences(path: readonly string[], before: unknown, after: unknown): PolicyChange[] {
  if (!isBranch(before) && !isBranch(after)) {
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const [was, is] = [before as Leaf, after as Leaf];
    return [{ path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  }
  const [was, is] = [isBranch(before) ? before : {}, isBranch(after) ? after : {}];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names.flatMap((name) => differences([...path, name], was[name], is[name]));
}
