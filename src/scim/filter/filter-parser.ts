import { ScimError } from '../errors.ts';
import { type AttributePath, parseAttributePath } from '../path/attribute-path.ts';
import type { Strictness } from '../schema.ts';
import { type ComparisonOperator, comparisonOperators, type Filter, type FilterLiteral } from './filter-ast.ts';
import { excerpt, FilterLexer, syntaxError, type Token } from './filter-lexer.ts';

/** The tolerances that concern how a filter is written. */
export type FilterTolerances = Partial<Pick<Strictness, 'unquotedFilterValues' | 'valuePathComparisons'>>;

/** Deepest nesting of groups and value paths that is read. Nobody writes 64; it keeps the call stack bounded. */
export const maximumFilterDepth = 64;

const operators = new Map<string, ComparisonOperator>(comparisonOperators.map((operator) => [operator, operator]));
/** A JSON number (RFC 8259 section 6). */
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;

/**
 * Parses a filter (RFC 7644 section 3.4.2.2, figure 1). `not` binds closer than `and`, `and` closer than `or`.
 * Operators are read without regard to case; names are kept as written.
 *
 * @throws ScimError 400 `invalidFilter` that tells the position and what was expected there.
 */
export function parseFilter(text: string, tolerances: FilterTolerances = {}): Filter {
  const parser = new FilterParser(new FilterLexer(text), tolerances);
  const filter = parser.disjunction(0);
  parser.expectEnd();
  return filter;
}

/** A value filter in a path, from its `[` on: what stands between the brackets, and what comes after. */
export interface ValueFilterText {
  readonly filter: Filter;
  /** Index after the closing bracket. */
  readonly end: number;
}

/**
 * Parses the bracketed part of a PATCH path (RFC 7644 figure 7): `[type eq "work"]`, at index `start` of `text`.
 *
 * @throws ScimError 400 `invalidFilter`
 */
export function parseValueFilter(text: string, start: number, tolerances: FilterTolerances = {}): ValueFilterText {
  const parser = new FilterParser(new FilterLexer(text, start), tolerances);
  return parser.brackets(0);
}

class FilterParser {
  readonly #lexer: FilterLexer;
  readonly #tolerances: FilterTolerances;
  /** In a value path names are those of sub-attributes, and no value path may follow. */
  #inValuePath = false;

  constructor(lexer: FilterLexer, tolerances: FilterTolerances) {
    this.#lexer = lexer;
    this.#tolerances = tolerances;
  }

  expectEnd(): void {
    const token = this.#lexer.peek();
    if (token.kind !== 'end') throw syntaxError(token.start, `'and', 'or' or the end of the filter`, token.text);
  }

  disjunction(depth: number): Filter {
    return this.#chain('or', () => this.#chain('and', () => this.#operand(depth)));
  }

  brackets(depth: number): ValueFilterText {
    this.#lexer.take();
    this.#inValuePath = true;
    const filter = this.disjunction(this.#deeper(depth));
    const end = this.#close(']').end;
    this.#inValuePath = false;
    return { filter, end };
  }

  #chain(operator: 'and' | 'or', part: () => Filter): Filter {
    const first = part();
    if (!isWord(this.#lexer.peek(), operator)) return first;
    const filters = [first];
    while (isWord(this.#lexer.peek(), operator)) {
      this.#lexer.take();
      filters.push(part());
    }
    return { type: operator, filters };
  }

  #operand(depth: number): Filter {
    const token = this.#lexer.take();
    if (token.kind === '(') return this.#group(depth);
    if (token.kind !== 'word') throw syntaxError(token.start, `an attribute name, 'not' or '('`, token.text);
    if (isWord(token, 'not') && !this.#atOperator()) {
      const open = this.#lexer.take();
      if (open.kind !== '(') throw syntaxError(open.start, `'(' after 'not'`, open.text);
      return { type: 'not', filter: this.#group(depth) };
    }
    const path = this.#path(token);
    return this.#lexer.peek().kind === '[' ? this.#valuePath(path, depth) : this.#attributeExpression(path);
  }

  /** Whether an operator comes next: then a `not` before it is the name of an attribute. */
  #atOperator(): boolean {
    const next = this.#lexer.peek();
    return next.kind === 'word' && (isWord(next, 'pr') || operators.has(next.text.toLowerCase()));
  }

  #group(depth: number): Filter {
    const filter = this.disjunction(this.#deeper(depth));
    this.#close(')');
    return filter;
  }

  #path(token: Token): AttributePath {
    const path = parseAttributePath(token.text);
    if (path === undefined) throw syntaxError(token.start, 'an attribute name', token.text);
    if (this.#inValuePath && (path.uri !== undefined || path.subAttribute !== undefined))
      throw syntaxError(token.start, 'the bare name of a sub-attribute in a value path', token.text);
    return path;
  }

  #valuePath(path: AttributePath, depth: number): Filter {
    const open = this.#lexer.peek();
    if (this.#inValuePath || path.subAttribute !== undefined)
      throw syntaxError(open.start, 'an operator, since a sub-attribute has no sub-attributes', '[');
    const { filter, end } = this.brackets(depth);
    const next = this.#lexer.peek();
    if (next.kind !== 'word' || next.start !== end || !next.text.startsWith('.'))
      return { type: 'valuePath', path, filter };
    return this.#valuePathComparison(path, filter);
  }

  /** `emails[type eq "work"].value eq "x"` says the same as `emails[type eq "work" and value eq "x"]`. */
  #valuePathComparison(path: AttributePath, filter: Filter): Filter {
    const token = this.#lexer.take();
    if (this.#tolerances.valuePathComparisons !== true)
      throw syntaxError(token.start, `'and', 'or' or the end of the filter after a value path`, token.text);
    const subAttribute = parseAttributePath(token.text.slice(1));
    if (subAttribute === undefined || subAttribute.uri !== undefined || subAttribute.subAttribute !== undefined)
      throw syntaxError(token.start, 'the name of a sub-attribute', token.text);
    return {
      type: 'valuePath',
      path,
      filter: { type: 'and', filters: [filter, this.#attributeExpression(subAttribute)] },
    };
  }

  #attributeExpression(path: AttributePath): Filter {
    const token = this.#lexer.take();
    if (token.kind !== 'word') throw syntaxError(token.start, 'an operator', token.text);
    if (isWord(token, 'pr')) return { type: 'presence', path };
    const operator = operators.get(token.text.toLowerCase());
    if (operator === undefined) {
      throw new ScimError(
        400,
        `Invalid filter at position ${token.start + 1}: the operator ${excerpt(token.text)} is not supported; ` +
          `expected one of ${comparisonOperators.join(', ')}, pr.`,
        'invalidFilter',
      );
    }
    return { type: 'comparison', path, operator, value: this.#literal() };
  }

  #literal(): FilterLiteral {
    const token = this.#lexer.take();
    if (token.kind === 'string') return token.text;
    if (token.kind === 'word') {
      if (token.text === 'true') return true;
      if (token.text === 'false') return false;
      if (token.text === 'null') return null;
      if (number.test(token.text)) {
        const value = Number(token.text);
        if (!Number.isFinite(value)) throw syntaxError(token.start, 'a number within range', token.text);
        // JSON knows a negative zero, which equals zero but does not survive printing.
        return value === 0 ? 0 : value;
      }
      if (this.#tolerances.unquotedFilterValues === true) return token.text;
    }
    throw syntaxError(
      token.start,
      'a comparison value: a string in double quotation marks, a number, true, false or null',
      token.text,
    );
  }

  #close(kind: ')' | ']'): Token {
    const token = this.#lexer.take();
    if (token.kind !== kind) throw syntaxError(token.start, `'and', 'or' or '${kind}'`, token.text);
    return token;
  }

  #deeper(depth: number): number {
    if (depth < maximumFilterDepth) return depth + 1;
    throw new ScimError(
      400,
      `Invalid filter at position ${this.#lexer.peek().start}: groups are nested more than ${maximumFilterDepth} deep.`,
      'invalidFilter',
    );
  }
}

function isWord(token: Token, keyword: string): boolean {
  return token.kind === 'word' && token.text.length === keyword.length && token.text.toLowerCase() === keyword;
}
