/**
 * Shopify's search syntax: `field:value`, comparators, `*` at the end, quoted phrases, AND (also implied), OR, NOT or `-`,
 * parentheses. A filter that this stand-in does not know is a loud error: Shopify would ignore it silently.
 */
import { shopifyError } from '../engine/errors.ts';

export type Comparator = '=' | '>' | '>=' | '<' | '<=';

export type Term = { field: string | null; comparator: Comparator; value: string; quoted: boolean; prefix: boolean };

type Node = { kind: 'term'; term: Term } | { kind: 'not'; node: Node } | { kind: 'and' | 'or'; nodes: Node[] };

/** How one kind of record answers to terms: by field name, and to free text. */
export type Matcher<T> = {
  fields: Readonly<Record<string, (record: T, term: Term) => boolean>>;
  text: (record: T, term: Term) => boolean;
};

/** A predicate for a query; an empty one matches everything. @throws BAD_REQUEST for an unknown filter */
export function compileQuery<T>(query: string, matcher: Matcher<T>): (record: T) => boolean {
  const tokens = tokenize(query);
  if (tokens.length === 0) return () => true;
  const node = new Parser(tokens).any();
  return predicate(node, matcher);
}

function predicate<T>(node: Node, matcher: Matcher<T>): (record: T) => boolean {
  if (node.kind === 'not') {
    const inner = predicate(node.node, matcher);
    return (record) => !inner(record);
  }
  if (node.kind !== 'term') {
    const parts = node.nodes.map((one) => predicate(one, matcher));
    return node.kind === 'and'
      ? (record) => parts.every((one) => one(record))
      : (record) => parts.some((one) => one(record));
  }
  const { term } = node;
  if (term.field === null) return (record) => matcher.text(record, term);
  const test = matcher.fields[term.field];
  if (test === undefined)
    throw shopifyError(`dev store: the search filter '${term.field}' is not supported`, 'BAD_REQUEST');
  return (record) => test(record, term);
}

const TOKEN = /\s*(\(|\)|-?(?:\w+:)?(?:[<>]=?)?(?:"[^"]*"|'[^']*'|[^\s()"']+)|"[^"]*"|'[^']*'|\S)/gy;

function tokenize(query: string): string[] {
  return [...query.matchAll(TOKEN)].map((match) => match[1] ?? '').filter((token) => token !== '');
}

class Parser {
  #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  any(): Node {
    const nodes = [this.#all()];
    while (this.#tokens[this.#at] === 'OR') {
      this.#at += 1;
      nodes.push(this.#all());
    }
    return single('or', nodes);
  }

  #all(): Node {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined || token === ')' || token === 'OR') break;
      if (token === 'AND') this.#at += 1;
      else nodes.push(this.#one(token));
    }
    return single('and', nodes);
  }

  #one(token: string): Node {
    this.#at += 1;
    if (token === 'NOT') {
      const next = this.#tokens[this.#at];
      return next === undefined ? { kind: 'and', nodes: [] } : { kind: 'not', node: this.#one(next) };
    }
    if (token === '(') {
      const inner = this.any();
      if (this.#tokens[this.#at] === ')') this.#at += 1;
      return inner;
    }
    if (token.startsWith('-') && token.length > 1)
      return { kind: 'not', node: { kind: 'term', term: readTerm(token.slice(1)) } };
    return { kind: 'term', term: readTerm(token) };
  }
}

function single(kind: 'and' | 'or', nodes: Node[]): Node {
  const [first] = nodes;
  return nodes.length === 1 && first !== undefined ? first : { kind, nodes };
}

function readTerm(token: string): Term {
  const match = /^(?:([A-Za-z_]+):)?(>=|<=|>|<)?([\s\S]*)$/.exec(token);
  const raw = match?.[3] ?? token;
  const quote = /^(["'])([\s\S]*)\1$/.exec(raw);
  const text = quote?.[2] ?? raw;
  const prefix = quote === null && text.length > 1 && text.endsWith('*');
  return {
    field: match?.[1] ?? null,
    comparator: (match?.[2] as Comparator | undefined) ?? '=',
    value: prefix ? text.slice(0, -1) : text,
    quoted: quote !== null,
    prefix,
  };
}

/** Compares an instant with a term such as `updated_at:>2026-01-01`. A bare date means its first moment in UTC. */
export function matchesTime(iso: string, term: Term): boolean {
  const wanted = Date.parse(term.value);
  if (Number.isNaN(wanted)) return false;
  return compares(Date.parse(iso), wanted, term.comparator);
}

/** Compares a number with a term such as `id:>=12`. */
export function matchesNumber(value: number, term: Term): boolean {
  const wanted = Number(term.value.replace(/^gid:\/\/shopify\/\w+\//, ''));
  return !Number.isNaN(wanted) && compares(value, wanted, term.comparator);
}

/** Compares text, case aside; `abc*` matches beginnings. */
export function matchesText(value: string | null, term: Term): boolean {
  if (value === null) return false;
  const [have, want] = [value.toLowerCase(), term.value.toLowerCase()];
  return term.prefix ? have.startsWith(want) : have === want;
}

/** Free text: every word of the term must begin a word of one of the texts; a quoted phrase must occur as it stands. */
export function matchesWords(texts: readonly (string | null)[], term: Term): boolean {
  const want = fold(term.value);
  if (want === '') return true;
  return texts.some((text) => {
    if (text === null) return false;
    const have = fold(text);
    if (term.quoted) return have.includes(want);
    return have.startsWith(want) || have.split(/[\s@._#-]+/).some((word) => word.startsWith(want));
  });
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ł/g, 'l');
}

function compares(have: number, want: number, comparator: Comparator): boolean {
  switch (comparator) {
    case '=':
      return have === want;
    case '>':
      return have > want;
    case '>=':
      return have >= want;
    case '<':
      return have < want;
    case '<=':
      return have <= want;
  }
}
