import { Prisma } from '@prisma/client';
import type pg from 'pg';

/**
 * Plain SQL, as Prisma writes it: `sql.$queryRaw\`SELECT … ${value}\``. What Prisma's clients offer too, so that a
 * function over statements works inside either kind of transaction.
 */
export type Statements = {
  /** The rows of a query. */
  $queryRaw<Rows = unknown>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<Rows>;
  /** How many rows a statement changed. */
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number>;
  /** The rows of a query given as text with $1, $2 …: for the job queue, which writes its own SQL. */
  $queryRawUnsafe<Rows = unknown>(text: string, ...values: unknown[]): Promise<Rows>;
};

type Run = (statement: pg.QueryConfig) => Promise<pg.QueryResult>;

/** Statements straight on the driver. Each place in the code keeps one prepared statement on each connection. */
export function statementsOn(run: Run): Statements {
  return {
    async $queryRaw<Rows>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) {
      return (await run(prepare(query, values))).rows as Rows;
    },
    async $executeRaw(query, ...values) {
      return (await run(prepare(query, values))).rowCount ?? 0;
    },
    async $queryRawUnsafe<Rows>(text: string, ...values: unknown[]) {
      return (await run({ ...nameOf(text), text, values })).rows as Rows;
    },
  };
}

// A template literal is the same object each time its line runs, so it can name its prepared statement.
const known = new WeakMap<TemplateStringsArray, { name: string; text: string }>();
let names = 0;

// The queue's statements are few, some for each queue. Should it ever put values into its text, no more are kept.
const knownTexts = new Map<string, string>();
const MOST_TEXTS = 100;

/** The name under which a connection keeps the plan of a text that is sent again and again; none for what is one too many. */
export function nameOf(text: string): { name?: string } {
  let name = knownTexts.get(text);
  if (name === undefined) {
    if (knownTexts.size >= MOST_TEXTS) return {};
    name = `amends_${String(++names)}`;
    knownTexts.set(text, name);
  }
  return { name };
}

function prepare(query: TemplateStringsArray | Prisma.Sql, values: unknown[]): pg.QueryConfig {
  if (!('raw' in query)) return { text: query.text, values: query.values };
  // A statement put together from parts differs each time: it is not kept.
  if (values.some(isPart)) return prepare(Prisma.sql(query, ...values), []);
  let statement = known.get(query);
  if (!statement) {
    const text = query.reduce((before, part, index) => `${before}$${String(index)}${part}`);
    statement = { name: `amends_${String(++names)}`, text };
    known.set(query, statement);
  }
  return { ...statement, values };
}

// Prisma exports the type of its fragments, not their class.
const isPart = (value: unknown): value is Prisma.Sql =>
  typeof value === 'object' && value !== null && 'strings' in value && 'text' in value;
