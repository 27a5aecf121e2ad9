/** Starts the dev store as a process: `node dev-store/main.ts`. Settings come from the environment. */
import { z } from 'zod';
import { DEFAULT_OPTIONS, DEFAULT_SCOPES } from './options.ts';
import { createDevStore } from './server.ts';

const environment = z
  .object({
    DEV_STORE_PORT: z.coerce.number().int().min(0).default(4000),
    DEV_STORE_HOST: z.string().default('127.0.0.1'),
    DEV_STORE_SMTP_PORT: z.coerce.number().int().min(0).default(4025),
    DEV_STORE_PUBLIC_URL: z.url().optional(),
    DEV_STORE_API_KEY: z.string().default(DEFAULT_OPTIONS.apiKey),
    DEV_STORE_API_SECRET: z.string().default(DEFAULT_OPTIONS.apiSecret),
    DEV_STORE_INBOUND_SECRET: z.string().optional(),
    DEV_STORE_APP_URL: z.url().default(DEFAULT_OPTIONS.appUrl),
    DEV_STORE_SCOPES: z.string().default(DEFAULT_SCOPES.join(',')),
    DEV_STORE_DATA_DIR: z.string().default('.data/dev-store'),
    DEV_STORE_MEMORY: z.enum(['0', '1']).default('0'),
    DEV_STORE_SEED: z.enum(['full', 'empty']).default('full'),
    DEV_STORE_TOPICS: z.string().default(DEFAULT_OPTIONS.webhookTopics.join(',')),
    DEV_STORE_WEBHOOKS: z.enum(['0', '1']).default('1'),
    DEV_STORE_QUIET: z.enum(['0', '1']).default('0'),
  })
  .parse(process.env);

const devStore = createDevStore({
  apiKey: environment.DEV_STORE_API_KEY,
  apiSecret: environment.DEV_STORE_API_SECRET,
  appUrl: environment.DEV_STORE_APP_URL,
  scopes: environment.DEV_STORE_SCOPES.split(',').map((scope) => scope.trim()),
  dataDir: environment.DEV_STORE_MEMORY === '1' ? null : environment.DEV_STORE_DATA_DIR,
  publicUrl: environment.DEV_STORE_PUBLIC_URL ?? `http://localhost:${environment.DEV_STORE_PORT}`,
  inboundSecret: environment.DEV_STORE_INBOUND_SECRET ?? null,
  smtpPort: environment.DEV_STORE_SMTP_PORT,
  seed: environment.DEV_STORE_SEED,
  webhookTopics: environment.DEV_STORE_TOPICS.split(',').map((topic) => topic.trim()),
  webhooks: environment.DEV_STORE_WEBHOOKS === '1',
  log: environment.DEV_STORE_QUIET === '1' ? null : print,
});

await devStore.listen(environment.DEV_STORE_PORT, environment.DEV_STORE_HOST);
const address = devStore.options.publicUrl ?? '';
print(`dev store ready at ${address} (state: ${address}/dev-store/, e-mail: ${devStore.smtpUrl ?? ''})`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void devStore.close().then(() => process.exit(0));
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
