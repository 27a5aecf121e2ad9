import { readFile } from 'node:fs/promises';
import { ApiVersion } from '@shopify/shopify-api';
import { describe, expect, it } from 'vitest';
import { API_VERSION } from '#app/config/api-version.ts';
import { describeEnv } from '#app/config/env.server.ts';
import { complianceTopics, shopTopics } from '#app/web/webhook-subject.server.ts';
import { DEFAULT_OPTIONS, DEFAULT_SCOPES } from '#dev-store/options.ts';
import { createDevStore } from '#dev-store/server.ts';
import { mailStanding, runDoctor } from '#scripts/doctor.ts';

const toml = await readFile('shopify.app.toml', 'utf8');

/** The value of a key, as far as this file needs TOML: strings and lists of strings. */
function values(key: string): string[] {
  const [, text = ''] = new RegExp(`^${key} = (\\[[^\\]]*\\]|"[^"]*")`, 'm').exec(toml) ?? [];
  return [...text.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value);
}

describe('one version of Shopify’s API', () => {
  it('is used by the app, by its webhooks, by the library and by the dev store', async () => {
    expect(values('api_version')).toEqual([API_VERSION]);
    expect(ApiVersion.October26).toBe(API_VERSION);
    expect(await readFile('app/shopify.server.ts', 'utf8')).toContain('apiVersion: ApiVersion.October26');
    expect(DEFAULT_OPTIONS.apiVersion).toBe(API_VERSION);
  });
});

describe('shopify.app.toml', () => {
  it('subscribes to exactly the topics that are handled', () => {
    expect(values('topics')).toEqual(Object.keys(shopTopics));
    expect(values('compliance_topics')).toEqual(Object.keys(complianceTopics));
  });

  it('asks for the scopes that the dev store grants, each with its reason', () => {
    const scopes = values('scopes').join().split(',');
    expect(scopes).toEqual([...DEFAULT_SCOPES]);
    for (const scope of scopes) expect(toml).toMatch(new RegExp(`^# ${scope} +\\w`, 'm'));
  });

  it('sends webhooks where they are received', () => {
    expect([...toml.matchAll(/^uri = "([^"]+)"/gm)].map(([, uri]) => uri)).toEqual([
      DEFAULT_OPTIONS.webhookPath,
      DEFAULT_OPTIONS.complianceWebhookPath,
    ]);
  });
});

describe('shopify app doctor', () => {
  it('finds nothing, and every gap in what it can check is explained', async () => {
    expect(await runDoctor()).toMatchObject({ findings: [], unexplained: [], outdated: [] });
  });
});

describe('npm run doctor', () => {
  it('says whether e-mail is off, works, or what is wrong with it', async () => {
    const store = createDevStore({ seed: 'empty', webhooks: false });
    await store.listen();
    const url = store.smtpUrl ?? '';
    const from = { MAIL_FROM: 'Amends <amends@example.com>' };
    expect(await mailStanding({})).toMatchObject({ good: true, says: expect.stringContaining('off') as string });
    expect(await mailStanding({ SMTP_URL: url })).toMatchObject({ good: false });
    expect(await mailStanding({ SMTP_URL: url.replace('//', '//amends:secret@'), ...from })).toEqual({
      good: true,
      says: `${new URL(url).host} answers and takes the password`,
    });
    await store.close();
    const gone = await mailStanding({ SMTP_URL: url, ...from });
    expect(gone).toMatchObject({ good: false, says: expect.stringContaining('ECONNREFUSED') as string });
  });
});

describe('the configuration', () => {
  it('is documented variable by variable, as the code has it', async () => {
    const rows = describeEnv().map(
      ({ name, standard, required, about }) =>
        `| \`${name}\` | ${required ? 'required' : standard === null ? '–' : `\`${standard}\``} | ${about} |`,
    );
    const documented = (await readFile('README.md', 'utf8')).split('\n').filter((line) => line.startsWith('| `'));
    expect(documented.map((line) => line.replaceAll(/\s+/g, ' '))).toEqual(expect.arrayContaining(rows));
  });
});
