import type { AdminRoute } from './admin-route.ts';

/** A route that a path fits, with the parameters that it has there. */
export interface FoundRoute {
  readonly route: AdminRoute;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the routes of a path: those of the best fitting pattern, one a method. */
export class RouteTable {
  readonly #routes: readonly { readonly route: AdminRoute; readonly pattern: readonly string[] }[];

  constructor(routes: readonly AdminRoute[]) {
    this.#routes = routes.map((route) => ({ route, pattern: route.path.slice(1).split('/') }));
  }

  /** @param segments Decoded. A segment that stands in a pattern as it is goes before a parameter. */
  find(segments: readonly string[]): readonly FoundRoute[] {
    const fitting = this.#routes.filter(
      ({ pattern }) =>
        pattern.length === segments.length &&
        pattern.every((part, index) => (isParameter(part) ? segments[index] !== '' : part === segments[index])),
    );
    const fewest = Math.min(...fitting.map(({ pattern }) => pattern.filter(isParameter).length));
    return fitting
      .filter(({ pattern }) => pattern.filter(isParameter).length === fewest)
      .map(({ route, pattern }) => ({ route, parameters: parametersOf(pattern, segments) }));
  }
}

function parametersOf(pattern: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> {
  const named = pattern.flatMap((part, index) =>
    isParameter(part) ? [[part.slice(1), segments[index]!] as const] : [],
  );
  return Object.fromEntries(named);
}

function isParameter(part: string): boolean {
  return part.startsWith(':');
}
