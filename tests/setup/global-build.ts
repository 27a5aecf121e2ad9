import { buildIfNeeded } from '#scripts/build.ts';

/** The web server serves the build; one for the whole run, made only when a source has changed. */
export default async function setup(): Promise<void> {
  await buildIfNeeded();
}
