import type { Args, Context, Resolver } from '../engine/context.ts';
import { idOf, parseGid } from '../gid.ts';
import { mutation, refused, type Outcome } from '../graphql/mutation.ts';
import { addDiscount, benefits, removeDiscount } from '../state/benefits-index.ts';
import type { Discount } from '../state/types.ts';
import { discountCreated, discountDeleted, discountUpdated } from '../webhooks/benefit-events.ts';
import { discountGid } from '../webhooks/payloads/benefits.ts';
import { blankDiscount, changeDiscount } from './apply-input.ts';
import { discountErrors } from './check.ts';
import { readDiscountInput } from './input.ts';
import { statusOf } from './status.ts';

type Method = Discount['method'];

const NODE = { code: 'codeDiscountNode', automatic: 'automaticDiscountNode' } as const;
const DELETED = { code: 'deletedCodeDiscountId', automatic: 'deletedAutomaticDiscountId' } as const;
const UNKNOWN = { code: 'Code discount does not exist.', automatic: 'Automatic discount does not exist.' } as const;

/** `discount…Create`. For a code that is in use the answer is TAKEN, also to a word for word repeat [W]. */
function create(method: Method, kind: Discount['kind'], root: string): Resolver<unknown> {
  return mutation([NODE[method]], (args, context) => {
    const { store, shop } = context;
    const input = readDiscountInput(args[root]);
    const errors = discountErrors({ context, root, method, kind, input, before: null });
    if (errors.length > 0) return { errors };
    const discount = blankDiscount(store, shop, method, kind);
    if (discount.code !== null && input.code != null) discount.code.text = input.code;
    changeDiscount(store, shop, discount, input);
    addDiscount(store, discount);
    for (const event of discountCreated(store, discount)) context.emit(event);
    return { payload: { [NODE[method]]: discount } };
  });
}

/** `discount…Update`. That a discount of another kind "does not exist" here is assumed. */
function update(method: Method, kind: Discount['kind'], root: string): Resolver<unknown> {
  return mutation([NODE[method]], (args, context) => {
    const { store, shop } = context;
    const input = readDiscountInput(args[root]);
    const before = discountOf(args, context, method);
    if (before?.kind !== kind) return refused(['id'], 'Discount does not exist', null);
    const errors = discountErrors({ context, root, method, kind, input, before });
    if (errors.length > 0) return { errors };
    changeDiscount(store, shop, before, input);
    context.emit(discountUpdated(store, before));
    return { payload: { [NODE[method]]: before } };
  });
}

/** Switches on: the end goes, and what would begin later begins now [W]. A running discount stays as it was [W]. */
function activate(method: Method): Resolver<unknown> {
  return mutation([NODE[method]], (args, context) =>
    change(
      args,
      context,
      method,
      (discount, now) => {
        if (statusOf(discount, context.store.now()) === 'SCHEDULED') discount.startsAt = now;
        discount.endsAt = null;
      },
      'ACTIVE',
    ),
  );
}

/** Switches off: it ends now, and so begins now when it had not begun [W]. An ended discount stays as it was [W]. */
function deactivate(method: Method): Resolver<unknown> {
  return mutation([NODE[method]], (args, context) =>
    change(
      args,
      context,
      method,
      (discount, now) => {
        if (statusOf(discount, context.store.now()) === 'SCHEDULED') discount.startsAt = now;
        discount.endsAt = now;
      },
      'EXPIRED',
    ),
  );
}

function change(
  args: Args,
  context: Context,
  method: Method,
  work: (discount: Discount, now: string) => void,
  already: string,
): Outcome {
  const discount = discountOf(args, context, method);
  if (discount === undefined) return refused(['id'], UNKNOWN[method], 'INVALID');
  if (statusOf(discount, context.store.now()) !== already) {
    work(discount, context.store.nowIso());
    discount.updatedAt = context.store.nowIso();
    context.store.touch();
    context.emit(discountUpdated(context.store, discount));
  }
  return { payload: { [NODE[method]]: discount } };
}

/** Deletes for good; a code that was deleted is free again (evidence is silent). */
function remove(method: Method): Resolver<unknown> {
  return mutation([DELETED[method]], (args, context) => {
    const discount = discountOf(args, context, method);
    if (discount === undefined) return refused(['id'], UNKNOWN[method], 'INVALID');
    removeDiscount(context.store, discount);
    context.emit(discountDeleted(context.store, discount));
    return { payload: { [DELETED[method]]: discountGid(discount) } };
  });
}

/** The discount of that method; the id of the other method finds nothing [W]. */
function discountOf(args: Args, { store, shop }: Context, method: Method): Discount | undefined {
  const wanted = method === 'code' ? 'DiscountCodeNode' : 'DiscountAutomaticNode';
  if (parseGid(String(args['id']))?.type !== wanted) return undefined;
  const discount = benefits(store).discounts.get(idOf(args['id']));
  return discount?.shop === shop.domain && discount.method === method ? discount : undefined;
}

export const discountMutations = {
  discountCodeBasicCreate: create('code', 'basic', 'basicCodeDiscount'),
  discountCodeBasicUpdate: update('code', 'basic', 'basicCodeDiscount'),
  discountCodeFreeShippingCreate: create('code', 'free_shipping', 'freeShippingCodeDiscount'),
  discountCodeFreeShippingUpdate: update('code', 'free_shipping', 'freeShippingCodeDiscount'),
  discountCodeActivate: activate('code'),
  discountCodeDeactivate: deactivate('code'),
  discountCodeDelete: remove('code'),
  discountAutomaticBasicCreate: create('automatic', 'basic', 'automaticBasicDiscount'),
  discountAutomaticBasicUpdate: update('automatic', 'basic', 'automaticBasicDiscount'),
  discountAutomaticActivate: activate('automatic'),
  discountAutomaticDeactivate: deactivate('automatic'),
  discountAutomaticDelete: remove('automatic'),
};
