/** Ends the start; its message is a sentence for the person at the terminal. */
export class BootstrapFault extends Error {
  name = 'BootstrapFault';
}
