import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { embeddedPostgres, type EmbeddedOptions } from '#app/db/embedded-postgres.server.ts';

const guard = fileURLToPath(new URL('./end-postgres.ts', import.meta.url));

/**
 * A private PostgreSQL that does not outlive this process, however that ends, and takes its folder with it. A guard of
 * its own holds a pipe to us: when we are gone, also by kill -9, the pipe ends and the guard stops the server.
 */
export async function postgresOfThisProcess(
  folder: string,
  options: EmbeddedOptions,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [guard, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Ctrl-C in the terminal is for us; the guard has to be there afterwards.
    detached: true,
  });
  child.unref();
  const gone = new Promise((resolve) => child.on('exit', resolve).on('error', resolve));
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin.end();
    await gone;
  };
  try {
    const { url } = await embeddedPostgres(folder, options);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
