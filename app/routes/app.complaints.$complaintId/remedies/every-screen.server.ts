import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { screenLoaders } from './registry.tsx';
import type { RemedyScreens } from './registry.tsx';

/** In the order in which they are offered. */
export const remedyKinds = Object.keys(screenLoaders) as RemedyKind[];

/** The screens of every kind of remedy: the server speaks of all of them. */
export async function everyScreen(): Promise<RemedyScreens> {
  const screens = await Promise.all(remedyKinds.map(async (kind) => [kind, await screenLoaders[kind]()] as const));
  // Each kind's loader answers its own screen.
  return Object.fromEntries(screens) as RemedyScreens;
}
