import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom (docs/architecture.md). Each rule: the folder, what it may not import, and why.
 */
const polaris = {
  group: ['@shopify/polaris', '@shopify/polaris/*', '@shopify/polaris-icons'],
  message: 'Polaris lives in routes, components and web: it must be replaceable without touching a rule.',
};
const remix = {
  group: ['@remix-run/*'],
  message: 'Remix lives in routes and web: it must be replaceable without touching a rule.',
};
const react = { group: ['react', 'react-dom', 'react/*'], message: 'No React below the screens.' };
const graphql = {
  group: ['graphql', 'graphql-request', '#app/types/*', '@shopify/shopify-api', '@shopify/shopify-api/*'],
  message: 'Only app/shopify knows GraphQL, GIDs and the shapes of Shopify.',
};
const routes = {
  group: ['#app/routes/*', '**/routes/*'],
  message: 'Routes are the outermost room: nothing imports them.',
};
const devStore = {
  group: ['#dev-store/*', '**/dev-store/*'],
  message: 'The app knows nothing of the dev store: same code, same addresses as with Shopify.',
};
const app = {
  group: ['#app/*', '**/app/*'],
  message: 'The dev store stands in for Shopify and knows nothing of the app.',
};
const server = {
  group: ['*.server', '*.server.ts', '**/*.server.ts'],
  message: 'Components run in the browser: no server file may reach them.',
};
const services = {
  group: ['#app/services/*', '**/services/*.server.ts', '**/services/**/*.server.ts'],
  message: 'Services use this room, not the other way round.',
};
const ours = {
  group: ['#app/*', '!#app/domain'],
  message: 'The domain is pure: it imports nothing of ours but itself.',
};
const nodeModules = {
  group: ['node:*', '@prisma/*', 'pg', 'pg-boss', 'pino', 'zod'],
  message: 'The domain is pure: no I/O, no libraries.',
};
const database = {
  group: ['#app/db/*', '#app/ledger/*', '@prisma/*', 'pg', 'pg-boss'],
  message: 'Only services, ledger and jobs reach the database.',
};
const mailServer = {
  group: ['nodemailer', 'nodemailer/*', 'nodemailer/**'],
  message: 'Only app/mail speaks to mail servers; services know it by its type in domain.',
};
const gateway = {
  group: ['#app/shopify/*', '#app/shopify/**'],
  message: 'Services know the gateway by its type in domain; it is made in app/main.',
};

// These are patterns as in .gitignore, where a line that begins with # says nothing.
const literally = ({ group, message }) => ({ group: group.map((name) => name.replace(/^(!?)#/, '$1\\#')), message });

const forbid = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: patterns.map(literally) }] },
});

export default tseslint.config(
  {
    ignores: [
      'build',
      'node_modules',
      '.data',
      '.cache',
      'app/types',
      'test-results',
      'extensions/*/dist',
      'extensions/*/shopify.d.ts',
    ],
  },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'off', // Remix throws Responses on purpose
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^findUnique/]',
          message: 'Prisma batches findUnique across tenants, and row level security then answers null: use findFirst.',
        },
        { selector: 'CallExpression[callee.name="parseFloat"]', message: 'Money is read in domain/money.ts only.' },
        {
          selector: 'CallExpression[callee.property.name="toFixed"]',
          message: 'Money is written in domain/money.ts only; it is not always two digits.',
        },
      ],
    },
  },
  { files: ['scripts/**', 'dev-store/**', 'tests/**', 'app/main/process.server.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  forbid(['app/domain/**'], [ours, nodeModules, remix, polaris, react, graphql, devStore], ['**/*.test.ts']),
  forbid(
    ['app/db/**', 'app/ledger/**'],
    [routes, remix, polaris, react, graphql, gateway, devStore],
    ['app/db/session-storage.server.ts'],
  ),
  forbid(['app/services/**'], [routes, remix, polaris, react, graphql, gateway, mailServer, devStore]),
  forbid(['app/shopify/**'], [routes, remix, polaris, react, database, services, devStore]),
  forbid(['app/mail/**'], [routes, remix, polaris, react, graphql, database, services, gateway, devStore]),
  forbid(['app/jobs/**'], [routes, remix, polaris, react, graphql, gateway, mailServer, devStore]),
  forbid(['app/config/**'], [routes, remix, polaris, react, graphql, database, services, gateway, devStore]),
  forbid(['app/customer-pages/**'], [routes, remix, polaris, react, graphql, database, gateway, mailServer, devStore]),
  forbid(['app/components/**'], [routes, remix, graphql, database, server, devStore]),
  forbid(['app/routes/**'], [database, gateway, graphql, devStore]),
  forbid(['app/web/**', 'app/main/**', 'app/shopify.server.ts'], [routes, devStore]),
  forbid(['dev-store/**'], [app], ['dev-store/tests/**']),
);
