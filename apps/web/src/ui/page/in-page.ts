/** `portalProps` of menus and drop-downs of a page: what floats stays inside of the main landmark. */
export const inPage = { target: '#page' };

/** For a Select with many options: the list itself scrolls, which its field's arrow keys do. */
export const scrollingOptions = {
  withScrollArea: false,
  styles: { options: { maxHeight: '16rem', overflowY: 'auto' as const } },
};
