/** A reason not to start whose message is all that the reader needs. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}
