/** Patterns for `like` in which what people typed stands for itself, whatever `%`, `_` and `\` it holds. */
function escape(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/** Matches where the text is anywhere inside. */
export const likePart = (text: string): string => `%${escape(text)}%`;
/** Matches what begins with the text. */
export const likeStart = (text: string): string => `${escape(text)}%`;
