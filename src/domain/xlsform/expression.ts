/** An expression of XLSForm (XPath with `${name}`) as far as a questionnaire can mean the same. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'self' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** What stands between two parts, from the loosest to the tightest. */
export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod';

const LEVELS: readonly (readonly Operator[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];

const TOKEN =
  /\s*(?:(?<name>\$\{\s*[^{}\s]+\s*\})|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<text>'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”)|(?<word>[A-Za-z][A-Za-z0-9_-]*)|(?<sign>!=|<=|>=|[=<>+*(),.-]))/uy;

const KINDS = ['name', 'number', 'text', 'word', 'sign'] as const;

interface Token {
  readonly kind: (typeof KINDS)[number];
  readonly value: string;
}

/** Deeper than any form goes; what is deeper is made to fill the stack. */
const DEEPEST = 60;

/**
 * Reads an expression.
 * @returns `null` when it is no expression, or uses more of XPath than this program knows
 * @example readExpression("${A1} = '2'") // { kind: 'operation', operator: '=', … }
 */
export function readExpression(text: string): Expression | null {
  const tokens = tokensOf(text);
  if (tokens === null || tokens.length === 0) return null;
  const reader = new Reader(tokens);
  const expression = reader.level(0, 0);
  return expression !== null && reader.isAtEnd() ? expression : null;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return null;
    const kind = KINDS.find((one) => groups[one] !== undefined);
    const value = kind === undefined ? undefined : groups[kind];
    if (kind === undefined || value === undefined) return null;
    tokens.push({ kind, value });
  }
  return tokens;
}

/** Reads tokens from left to right, one level of operators inside the other. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  level(level: number, depth: number): Expression | null {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#part(depth);
    let left = this.level(level + 1, depth);
    while (left !== null) {
      const operator = operators.find((one) => one === this.#peek());
      if (operator === undefined) return left;
      this.#at += 1;
      const right = this.level(level + 1, depth);
      if (right === null) return null;
      left = { kind: 'operation', operator, left, right };
    }
    return null;
  }

  #peek(): string | undefined {
    const token = this.#tokens[this.#at];
    return token?.kind === 'sign' || token?.kind === 'word' ? token.value : undefined;
  }

  #part(depth: number): Expression | null {
    const token = this.#tokens[this.#at];
    if (token === undefined || depth > DEEPEST) return null;
    this.#at += 1;
    switch (token.kind) {
      case 'name':
        return { kind: 'name', name: token.value.slice(2, -1).trim() };
      case 'number':
        return { kind: 'number', value: Number(token.value) };
      case 'text':
        return { kind: 'text', value: token.value.slice(1, -1) };
      case 'word':
        return this.#call(token.value, depth);
      case 'sign':
        return this.#signed(token.value, depth);
    }
  }

  #signed(sign: string, depth: number): Expression | null {
    if (sign === '.') return { kind: 'self' };
    if (sign === '-') {
      const part = this.#part(depth + 1);
      return part?.kind === 'number' ? { kind: 'number', value: -part.value } : null;
    }
    if (sign !== '(') return null;
    const inside = this.level(0, depth + 1);
    return this.#take(')') ? inside : null;
  }

  #call(name: string, depth: number): Expression | null {
    if (!this.#take('(')) return null;
    const args: Expression[] = [];
    if (this.#take(')')) return { kind: 'call', name, args };
    do {
      const argument = this.level(0, depth + 1);
      if (argument === null) return null;
      args.push(argument);
    } while (this.#take(','));
    return this.#take(')') ? { kind: 'call', name, args } : null;
  }

  #take(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }
}

/**
 * The parts that are joined by one operator at the top.
 * @example partsOf(readExpression('a() and b()'), 'and').length // 2
 */
export function partsOf(expression: Expression, operator: 'and' | 'or' | '+'): Expression[] {
  if (expression.kind !== 'operation' || expression.operator !== operator) return [expression];
  return [...partsOf(expression.left, operator), ...partsOf(expression.right, operator)];
}
