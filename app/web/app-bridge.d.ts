/** The elements of App Bridge (`ui-nav-menu`, `ui-save-bar`, …) and its global `shopify`. */
import type {} from '@shopify/app-bridge-types';
