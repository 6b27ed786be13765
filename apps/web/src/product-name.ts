export const productName = 'Leads Integration Manager';

/** The document's title of a page. */
export function toDocumentTitle(page: string): string {
  return page === productName ? page : `${page} · ${productName}`;
}
