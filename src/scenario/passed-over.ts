/** A step cannot be played on this target, or not any more; the reason goes into the history and the story goes on. */
export class PassedOver extends Error {
  override readonly name = 'PassedOver';
}
