/**
 * The one script that runs on whatever Node (20 or later) the machine has, and without any package installed:
 *
 *     node scripts/bootstrap.mjs demo | test | <npm script> [arguments]
 *
 * It installs what is missing, puts the pinned Node in place, fetches Shopify's schema, generates the database client,
 * and hands over to that Node.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const modules = path.join(root, 'node_modules');
const nodeFolder = path.join(modules, 'node');
const nodeBinary = path.join(nodeFolder, 'bin', windows ? 'node.exe' : 'node');
const NEEDED_MAJOR = 24;

class Problem extends Error {}

try {
  const [task = 'demo', ...rest] = process.argv.slice(2);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Problem(`Amends needs Node 20 or later to start; this is ${process.version}.`);
  }
  process.chdir(root);
  installPackages();
  const node = pinnedNode();
  fetchShopifySchema(node);
  generateClient(node);
  handOver(node, task, rest);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

/** `npm ci`, when the lock file is not the one that was installed last. */
function installPackages() {
  const marker = path.join(modules, '.amends-installed');
  const wanted = hashOf('package-lock.json');
  if (readIfThere(marker) === wanted || installedByHand()) return;
  progress('Installing packages (a minute or two the first time)');
  // No install script is needed: Prisma runs without engines, PostgreSQL's links and the pinned Node are made by us.
  npm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    root,
    'Installing the packages failed',
  );
  fs.writeFileSync(marker, wanted);
}

/** Somebody ran npm themselves after the lock file changed. */
function installedByHand() {
  const theirs = timeOf(path.join(modules, '.package-lock.json'));
  return theirs !== undefined && theirs >= (timeOf('package-lock.json') ?? 0);
}

/**
 * The Node that everything else runs on. The npm package `node` fetches its program in an install script, which may be
 * switched off, so the program is put where that script would put it.
 * @returns {string} its path
 */
function pinnedNode() {
  const { version } = JSON.parse(fs.readFileSync(path.join(nodeFolder, 'package.json'), 'utf8'));
  if (majorOf(nodeBinary) === NEEDED_MAJOR) {
    linkIntoPath();
    return nodeBinary;
  }
  progress(`Fetching Node ${version}`);
  if (nodePackages().some((name) => [version, String(NEEDED_MAJOR)].some((wanted) => takeNodeFrom(name, wanted)))) {
    linkIntoPath();
    return nodeBinary;
  }
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  throw new Problem(
    `npm has no Node ${NEEDED_MAJOR} for ${process.platform} ${process.arch}, or could not be reached. ` +
      `Install Node ${NEEDED_MAJOR} (https://nodejs.org), then run this again.`,
  );
}

/** The packages that hold the program for this machine; the name for Apple's processors changed over time. */
function nodePackages() {
  const platform = windows ? 'win' : process.platform;
  return [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`];
}

function takeNodeFrom(name, version) {
  const folder = path.join(root, '.cache', 'node');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  const made = runNpm([...args, '--loglevel=silent', `${name}@${version}`], folder);
  const program = path.join(folder, 'node_modules', name, 'bin', path.basename(nodeBinary));
  if (made.status !== 0 || majorOf(program) !== NEEDED_MAJOR) return false;
  fs.mkdirSync(path.dirname(nodeBinary), { recursive: true });
  fs.rmSync(nodeBinary, { force: true });
  // Copied, then renamed: never half a program under that name.
  fs.copyFileSync(program, `${nodeBinary}.draft`);
  fs.chmodSync(`${nodeBinary}.draft`, 0o755);
  fs.renameSync(`${nodeBinary}.draft`, nodeBinary);
  fs.rmSync(folder, { recursive: true, force: true });
  return true;
}

/** npm scripts look in node_modules/.bin first; npm makes no entry there for a program that came later. */
function linkIntoPath() {
  const bin = path.join(modules, '.bin');
  fs.mkdirSync(bin, { recursive: true });
  if (windows) {
    fs.writeFileSync(path.join(bin, 'node.cmd'), `@"%~dp0\\..\\node\\bin\\node.exe" %*\r\n`);
  } else if (!fs.existsSync(path.join(bin, 'node'))) {
    fs.rmSync(path.join(bin, 'node'), { force: true });
    fs.symlinkSync(path.join('..', 'node', 'bin', 'node'), path.join(bin, 'node'));
  }
}

function majorOf(program) {
  if (!fs.existsSync(program)) return undefined;
  const answer = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 ? Number(/^v(\d+)\./.exec(answer.stdout)?.[1]) : undefined;
}

/** Shopify's schema is read from an npm package, for the dev store and the generated types. */
function fetchShopifySchema(node) {
  if (!fs.existsSync(path.join('.cache', 'shopify'))) progress("Fetching Shopify's API schema");
  quietly(node, [path.join('scripts', 'fetch-schema.mjs')], "Shopify's API schema could not be fetched");
}

/** `prisma generate`, when the schema or Prisma changed. */
function generateClient(node) {
  const marker = path.join(modules, '.prisma', 'client', '.amends-generated');
  const wanted = `${hashOf('prisma/schema.prisma')} ${hashOf('node_modules/prisma/package.json')}`;
  if (readIfThere(marker) === wanted) return;
  progress('Generating the database client');
  quietly(
    node,
    [path.join(modules, 'prisma', 'build', 'index.js'), 'generate', '--no-hints'],
    'prisma generate failed',
  );
  fs.writeFileSync(marker, wanted);
}

/** From here on everything runs on the pinned Node, which also stands first in the PATH of whatever it starts. */
function handOver(node, task, rest) {
  const own = { demo: 'scripts/demo.ts', test: 'scripts/test.ts' }[task];
  const command = own === undefined ? npmCommand() : { program: node, first: [own] };
  const args = own === undefined ? ['run', task, '--', ...rest] : rest;
  const child = spawn(command.program, [...command.first, ...args], {
    stdio: 'inherit',
    shell: command.shell ?? false,
    env: environment(node),
  });
  // Ctrl-C reaches the child by itself; it decides when it is done, and we only wait for it.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`\n${command.program} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : signal === 'SIGINT' ? 130 : 1;
  });
}

function environment(node) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const first = [path.dirname(node), path.join(modules, '.bin')].join(path.delimiter);
  return { ...process.env, [key]: `${first}${path.delimiter}${process.env[key] ?? ''}` };
}

/** Runs a step without its chatter; what it said is shown only when it fails. */
function quietly(program, args, failure) {
  report(spawnSync(program, args, { cwd: root, encoding: 'utf8', env: environment(program) }), failure);
}

function npm(args, cwd, failure) {
  report(runNpm(args, cwd), failure);
}

function runNpm(args, cwd) {
  const { program, first, shell } = npmCommand();
  // Settings that an outer `npm run` hands down name its own folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return spawnSync(program, [...first, ...args], { cwd, encoding: 'utf8', shell: shell ?? false, env });
}

function npmCommand() {
  return windows ? { program: 'npm.cmd', first: [], shell: true } : { program: 'npm', first: [] };
}

function report({ status, error, stdout, stderr }, failure) {
  if (status === 0) return;
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-15).join('\n');
  throw new Problem(`${failure}${error ? ` (${error.message})` : ''}:\n${said}`);
}

function progress(line) {
  console.log(`· ${line}`);
}

function hashOf(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function timeOf(file) {
  return fs.existsSync(file) ? fs.statSync(file).mtimeMs : undefined;
}
