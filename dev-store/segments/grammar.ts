/**
 * The language of segments: `customer_tags CONTAINS 'VIP' AND number_of_orders >= 3`, with NOT, OR and parentheses. Columns
 * of problems count from 0, and a word out of place is told before a filter that does not exist [W].
 */

export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'CONTAINS' | 'NOT CONTAINS' | 'IS NULL' | 'IS NOT NULL';

export type Condition =
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'fact'; filter: string; operator: Operator; value: string };

export type Parsed = { ok: true; condition: Condition } | { ok: false; problems: string[] };

type Token = { text: string; line: number; column: number };

const TOKEN = /'[^']*'|"[^"]*"|[()]|>=|<=|!=|[=<>]|[^\s()=<>!'"]+|\S/g;

/** Reads a query. @param isFilter whether Shopify has a filter of that name */
export function parseSegment(query: string, isFilter: (name: string) => boolean): Parsed {
  const reader = new Reader(tokens(query), isFilter);
  const condition = reader.any();
  const left = reader.peek();
  if (left !== null) reader.unexpected(left);
  const problems = [...reader.misplaced.slice(0, 1), ...reader.unknown];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, condition };
}

function tokens(query: string): Token[] {
  return query
    .split('\n')
    .flatMap((row, index) =>
      [...row.matchAll(TOKEN)].map((match) => ({ text: match[0], line: index + 1, column: match.index })),
    );
}

class Reader {
  misplaced: string[] = [];
  unknown: string[] = [];
  #tokens: readonly Token[];
  #isFilter: (name: string) => boolean;
  #at = 0;

  constructor(all: readonly Token[], isFilter: (name: string) => boolean) {
    this.#tokens = all;
    this.#isFilter = isFilter;
  }

  peek(): Token | null {
    return this.#tokens[this.#at] ?? null;
  }

  any(): Condition {
    const parts = [this.#all()];
    while (this.#takes('OR')) parts.push(this.#all());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
  }

  unexpected(token: Token): void {
    this.misplaced.push(`Line ${token.line} Column ${token.column}: '${token.text}' is unexpected.`);
    this.#at = this.#tokens.length;
  }

  #all(): Condition {
    const parts = [this.#one()];
    while (this.#takes('AND')) parts.push(this.#one());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts };
  }

  #one(): Condition {
    if (this.#takes('NOT')) return { kind: 'not', part: this.#one() };
    if (this.#takes('(')) {
      const inner = this.any();
      if (!this.#takes(')')) this.#stop();
      return inner;
    }
    return this.#fact();
  }

  #fact(): Condition {
    const filter = this.#next();
    if (filter === null) return this.#end();
    if (!this.#isFilter(filter.text))
      this.unknown.push(`Line ${filter.line} Column ${filter.column}: '${filter.text}' filter cannot be found.`);
    const operator = this.#operator();
    if (operator === null) {
      this.#stop();
      return { kind: 'fact', filter: filter.text, operator: '=', value: '' };
    }
    const needsValue = operator !== 'IS NULL' && operator !== 'IS NOT NULL';
    const value = needsValue ? this.#next() : null;
    if (needsValue && value === null) return this.#end();
    return { kind: 'fact', filter: filter.text, operator, value: unquoted(value?.text ?? '') };
  }

  #operator(): Operator | null {
    if (this.#takes('IS')) {
      const no = this.#takes('NOT');
      return this.#takes('NULL') ? (no ? 'IS NOT NULL' : 'IS NULL') : null;
    }
    if (this.#takes('CONTAINS')) return 'CONTAINS';
    const text = this.peek()?.text;
    if (text?.toUpperCase() === 'NOT' && this.#tokens[this.#at + 1]?.text.toUpperCase() === 'CONTAINS') {
      this.#at += 2;
      return 'NOT CONTAINS';
    }
    const symbol = (['>=', '<=', '!=', '=', '>', '<'] as const).find((one) => one === text);
    if (symbol !== undefined) this.#at += 1;
    return symbol ?? null;
  }

  #takes(word: string): boolean {
    if (this.peek()?.text.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #next(): Token | null {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** The word that stands here has no place here; at the end of the text that is its end (evidence is silent on that). */
  #stop(): void {
    const token = this.peek();
    if (token === null) this.#end();
    else this.unexpected(token);
  }

  #end(): Condition {
    if (this.misplaced.length === 0) this.misplaced.push('Unexpected end of query.');
    this.#at = this.#tokens.length;
    return { kind: 'and', parts: [] };
  }
}

function unquoted(text: string): string {
  return /^(['"]).*\1$/.test(text) ? text.slice(1, -1) : text;
}
