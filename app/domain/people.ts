/** Who acts. Roles are the app's own: Shopify tells who is the account owner, nothing more on most plans. */
export const roles = ['none', 'agent', 'lead', 'owner'] as const;
export type Role = (typeof roles)[number];

/** Roles that can carry a limit. */
export const limitedRoles = ['agent', 'lead', 'owner'] as const;
export type LimitedRole = (typeof limitedRoles)[number];

export type Staff = { kind: 'staff'; userId: string; name: string; role: Role };
export type System = { kind: 'system'; name: 'worker' | 'shopify' | 'amends' };
/** Who bought, and complains. */
export type Customer = { kind: 'customer'; name: string };
export type Actor = Staff | System | Customer;

/** Only the owner changes limits and roles. */
export const mayChangeSettings = (role: Role): boolean => role === 'owner';

/** Leads and owners see to differences with Shopify; everybody may look. */
export const mayResolveDifferences = (role: Role): boolean => role === 'lead' || role === 'owner';

/** Whether somebody may say yes to what others ask for; how much is for her limits to say. */
export const mayApprove = (role: Role): boolean => role === 'lead' || role === 'owner';

/** A lead may stop all giving at once; only an owner lets it go on. */
export const mayPressStop = (role: Role): boolean => role === 'lead' || role === 'owner';
export const mayLiftStop = (role: Role): boolean => role === 'owner';

/** Somebody of the staff, as screens name her. */
export type PersonView = { userId: string; name: string };
