import { GraphQLError } from 'graphql';

const ACCESS_DOCUMENTATION = 'https://shopify.dev/api/usage/access-scopes';

/** A run-time error with Shopify's code; the field becomes null, `data` stays [W]. */
export function shopifyError(message: string, code: string, more: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}

/** Missing scope: HTTP 200, code, documentation and what would have been needed [W]. */
export function accessDenied(fieldName: string, requiredAccess: string): GraphQLError {
  const message = `Access denied for ${fieldName} field. Required access: ${requiredAccess}`;
  return shopifyError(message, 'ACCESS_DENIED', { documentation: ACCESS_DOCUMENTATION, requiredAccess });
}

/** Protected customer data without approval. Wording from Shopify's protected customer data guide. */
export function protectedDenied(fieldName: string): GraphQLError {
  const documentation = 'https://shopify.dev/docs/apps/launch/protected-customer-data';
  const message = `This app is not approved to use the ${fieldName} field. See ${documentation} for more details.`;
  return shopifyError(message, 'ACCESS_DENIED', { documentation });
}

/** A GID of the wrong type, or no GID at all [W]. */
export function invalidId(value: string): GraphQLError {
  const message = value.startsWith('gid://') ? `Invalid id: ${value}` : 'invalid id';
  return shopifyError(message, 'RESOURCE_NOT_FOUND');
}

/** A field this stand-in does not know how to answer. Loud on purpose. */
export function noResolver(typeName: string, fieldName: string): GraphQLError {
  return shopifyError(`dev store: no resolver for ${typeName}.${fieldName}`, 'DEV_STORE_NOT_IMPLEMENTED');
}
