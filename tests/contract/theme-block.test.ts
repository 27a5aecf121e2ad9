import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { languages, type Language } from '#app/domain/language.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';

const extension = 'extensions/complaint-form';
const block = 'blocks/report-a-problem.liquid';
const localeOf = (language: Language): string => (language === 'en' ? 'en.default' : language);

const report = z.object({
  files: z.number(),
  findings: z.array(z.object({ check: z.string(), severity: z.string(), file: z.string(), message: z.string() })),
});

/** Shopify's check of a folder, in a process of its own, as `npm run theme:check` does it. */
function check(folder: string): Promise<{ code: number; checked: z.infer<typeof report> }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['scripts/theme-check.ts', folder], (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr));
      else resolve({ code: Number(error?.code ?? 0), checked: report.parse(JSON.parse(stdout)) });
    });
  });
}

type Bug = { check: string; file: string; plant: (text: string) => string };

/** A copy of the extension with bugs in it. */
async function checkWith(bugs: readonly Bug[]) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'amends-block-'));
  try {
    await fs.cp(extension, folder, { recursive: true });
    for (const { check: name, file, plant } of bugs) {
      const text = await fs.readFile(path.join(folder, file), 'utf8');
      const changed = plant(text);
      expect(changed, `${name} is planted`).not.toBe(text);
      await fs.writeFile(path.join(folder, file), changed);
    }
    return await check(folder);
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

const replaced = (mark: string, by: string) => (text: string) => text.replace(mark, by);
const before = (mark: string, planted: string) => replaced(mark, `${planted}\n${mark}`);
const withoutKey = (section: string, key: string) => (text: string) => {
  const words = JSON.parse(text) as Record<string, Record<string, unknown>>;
  delete words[section]?.[key];
  return JSON.stringify(words);
};

describe('Shopify’s own check of the block', () => {
  it('finds nothing: no error, no warning, no hint', async () => {
    const files = (await fs.readdir(extension, { recursive: true })).filter((name) => /\.(liquid|json)$/.test(name));
    expect(await check(extension)).toEqual({ code: 0, checked: { files: files.length, findings: [] } });
  });

  it('is an error where there is nothing to look at', async () => {
    const empty = await fs.mkdtemp(path.join(os.tmpdir(), 'amends-block-'));
    expect(await check(empty)).toEqual({ code: 1, checked: { files: 0, findings: [] } });
    await fs.rmdir(empty);
  });

  it('finds each bug that is planted, and nothing else', async () => {
    const bugs: Bug[] = [
      { check: 'MatchingTranslations', file: 'locales/uk.json', plant: withoutKey('report', 'contact') },
      { check: 'MatchingTranslations', file: 'locales/cs.schema.json', plant: withoutKey('block', 'text') },
      { check: 'TranslationKeyExists', file: block, plant: replaced('report.contact_hint', 'report.contact_help') },
      { check: 'ValidSchemaTranslations', file: block, plant: replaced('t:block.button', 't:block.knob') },
      {
        check: 'ParserBlockingScript',
        file: block,
        plant: before('<section', '<script src="{{ block.settings.address }}"></script>'),
      },
      {
        check: 'RemoteAsset',
        file: block,
        plant: before('<section', '<script src="https://cdn.example.com/x.js" defer></script>'),
      },
      { check: 'UndefinedObject', file: block, plant: replaced('if customer', 'if client') },
    ];
    const { code, checked } = await checkWith(bugs);
    expect(code).toBe(1);
    const found = checked.findings.map((finding) => `${finding.check} ${finding.file}`);
    expect(found.sort()).toEqual(bugs.map((bug) => `${bug.check} ${path.basename(bug.file)}`).sort());
  });

  it('finds an element without an end', async () => {
    const { code, checked } = await checkWith([
      { check: 'UnclosedHTMLElement', file: block, plant: replaced('</form>', '') },
    ]);
    expect([code, checked.findings.map((finding) => finding.check)]).toEqual([1, ['UnclosedHTMLElement']]);
  });
});

describe('the block “Report a problem”', () => {
  it('says in each language what the form behind it says', async () => {
    for (const language of languages) {
      const { start } = reportTexts[language];
      const words = JSON.parse(await fs.readFile(`${extension}/locales/${localeOf(language)}.json`, 'utf8')) as unknown;
      expect(words).toEqual({
        report: {
          heading: start.title,
          text: start.intro,
          continue: start.send,
          your_orders: expect.stringMatching(/\p{L}{3}/u) as string,
          order_number: start.orderNumber,
          order_number_hint: start.orderNumberHint,
          contact: start.contact,
          contact_hint: start.contactHint,
          leave_empty: start.leaveEmpty,
        },
      });
    }
  });

  it('loads nothing: it is one file, with no script and no address but that of the form', async () => {
    const text = await fs.readFile(`${extension}/${block}`, 'utf8');
    expect(await fs.readdir(extension)).toEqual(['blocks', 'locales', 'shopify.extension.toml']);
    expect(text).not.toMatch(/<(script|link|img|iframe)|\bsrc=|asset_url|https?:|\/\/|@import|url\(|\son\w+=/i);
  });

  it('can be placed in every section, by a name that the theme editor shows whole', async () => {
    const text = await fs.readFile(`${extension}/${block}`, 'utf8');
    const schema = z
      .object({ target: z.string(), settings: z.array(z.object({ id: z.string(), type: z.string() })) })
      .parse(JSON.parse(/{% schema %}([^]*){% endschema %}/.exec(text)?.[1] ?? ''));
    expect(schema.target).toBe('section');
    expect(schema.settings.map(({ id }) => id)).toEqual(['show', 'heading', 'text', 'button', 'address']);
    for (const language of languages) {
      const words = JSON.parse(await fs.readFile(`${extension}/locales/${localeOf(language)}.schema.json`, 'utf8')) as {
        block: { name: string };
      };
      // A name of more than 25 characters is refused [shopify.dev, "Section schema"].
      expect(words.block.name.length, language).toBeLessThanOrEqual(25);
    }
  });
});
