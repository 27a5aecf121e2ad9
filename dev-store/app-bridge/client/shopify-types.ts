/** Shopify's own published types of the App Bridge surface, under the names used here. */
import type { ShopifyGlobal, ToastOptions } from '@shopify/app-bridge-types';

export type { ShopifyGlobal, ToastOptions };
export type ResourcePickerApi = ShopifyGlobal['resourcePicker'];
