import type { Operation } from '../model.ts';
import { memberIds } from './operation-of-effect.ts';

/**
 * The order in which operations of one integration are carried out. Operations that concern the same object keep their
 * order, and a group waits for the operations of its members that came before it; the others overtake each other freely.
 */
export class OperationQueue {
  /** For each object, the unfinished operations that concern it, in the order of acceptance. */
  readonly #lines = new Map<string, Operation[]>();

  add(operation: Operation): void {
    for (const object of concerned(operation)) {
      const line = this.#lines.get(object);
      if (line === undefined) this.#lines.set(object, [operation]);
      else line.splice(placeIn(line, operation), 0, operation);
    }
  }

  /** @returns the operations that may be next in turn where this one stood first. */
  remove(operation: Operation): readonly Operation[] {
    const next: Operation[] = [];
    for (const object of concerned(operation)) {
      const line = this.#lines.get(object);
      const index = line?.findIndex(({ id }) => id === operation.id) ?? -1;
      if (line === undefined || index < 0) continue;
      line.splice(index, 1);
      if (line.length === 0) this.#lines.delete(object);
      else if (index === 0) next.push(line[0]!);
    }
    return [...new Set(next)];
  }

  /** Whether no earlier operation stands before it. */
  isNext(operation: Operation): boolean {
    return concerned(operation).every((object) => this.#lines.get(object)?.[0]?.id === operation.id);
  }
}

/** Accepted operations come in order, so that nearly always the place is the last one. */
function placeIn(line: readonly Operation[], { order }: Operation): number {
  let place = line.length;
  while (place > 0 && line[place - 1]!.order > order) place -= 1;
  return place;
}

function concerned({ object, desired }: Operation): readonly string[] {
  return [...new Set([object.id, ...memberIds(desired)])];
}
