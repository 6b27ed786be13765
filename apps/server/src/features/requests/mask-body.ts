/** Names whose values say what was asked for and nothing about a person. Every other value is masked. */
const harmlessNames = new Set([
  'idempotencyToken',
  'partnerBookingId',
  'accountId',
  'profileId',
  'profileIds',
  'serviceId',
  'serviceIds',
  'startSec',
  'durationSec',
  'requestId',
  'status',
  'id',
  'test',
  'outcome',
  'spotsOpen',
  'spotsTotal',
]);
/** What a partner calls its own parameters; anything else may be somebody's name. */
const plainName = /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/;
const harmlessText = /^[^@\s]{1,200}$/;

const depthMax = 8;
const itemsMax = 20;
const namesMax = 100;
const valuesMax = 1_000;
/** Shorter texts stand in any sentence. */
const hiddenLengthMin = 3;
export const maskedBodyLengthMax = 8_192;

export interface MaskedBody {
  text: string;
  /** Something of its structure is missing. */
  isCut: boolean;
  /** Texts that were masked, so that words about them can be masked too. */
  hidden: readonly string[];
}

/**
 * The body as JSON in which every value reads "[text]" or "[number]" but for ids, times and states of our own
 * documents; what it is made of stays visible. Bounded in depth, items and length, whatever it is given.
 */
export function maskBody(body: unknown): MaskedBody {
  const walk: Walk = { left: valuesMax, isCut: false, hidden: [] };
  const text = JSON.stringify(mask(body, { walk, depth: 0, isHarmless: false }), null, 2) ?? '';
  if (text.length <= maskedBodyLengthMax) return { text, isCut: walk.isCut, hidden: walk.hidden };
  return { text: text.slice(0, maskedBodyLengthMax), isCut: true, hidden: walk.hidden };
}

interface Walk {
  left: number;
  isCut: boolean;
  hidden: string[];
}

interface Place {
  walk: Walk;
  depth: number;
  /** The value stands under a name that is known. */
  isHarmless: boolean;
}

function mask(value: unknown, place: Place): unknown {
  const { walk, depth, isHarmless } = place;
  walk.left -= 1;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return isHarmless ? value : '[number]';
  if (typeof value === 'string') {
    if (isHarmless && harmlessText.test(value)) return value;
    if (value.length >= hiddenLengthMin) walk.hidden.push(value);
    return '[text]';
  }
  if (typeof value !== 'object') return '[unknown]';
  if (depth >= depthMax || walk.left <= 0) {
    walk.isCut = true;
    return '[…]';
  }
  return Array.isArray(value) ? maskItems(value, place) : maskFields(value, place);
}

function maskItems(items: readonly unknown[], { walk, depth, isHarmless }: Place): unknown[] {
  const shown = items
    .slice(0, itemsMax)
    .map((item) => mask(item, { walk, depth: depth + 1, isHarmless }));
  if (items.length <= itemsMax) return shown;
  walk.isCut = true;
  return [...shown, `[${items.length - itemsMax} more]`];
}

function maskFields(fields: object, { walk, depth }: Place): Record<string, unknown> {
  const masked: Record<string, unknown> = {};
  let count = 0;
  for (const [name, value] of Object.entries(fields)) {
    count += 1;
    if (count > namesMax || walk.left <= 0) {
      walk.isCut = true;
      masked['[…]'] = '[more]';
      break;
    }
    const isHarmless = harmlessNames.has(name);
    const shownName = plainName.test(name) ? name : `[name ${count}]`;
    masked[shownName] = mask(value, { walk, depth: depth + 1, isHarmless });
  }
  return masked;
}

/** A pointer whose steps are plain names or numbers; others may be somebody's name. */
export function maskPointer(pointer: string): string {
  return pointer
    .split('/')
    .map((step) => (step === '' || /^\d+$/.test(step) || plainName.test(step) ? step : '[name]'))
    .join('/')
    .slice(0, 300);
}

/** A path without its query; steps that are no ids are masked. */
export function maskPath(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return path
    .split('/')
    .map((step) => (/^[A-Za-z0-9._~:-]{0,128}$/.test(step) ? step : '[text]'))
    .join('/')
    .slice(0, 300);
}

/** Words of ours may quote what they refuse: what was hidden, mail addresses and long numbers go. */
export function maskWords(words: string, hidden: readonly string[], lengthMax: number): string {
  let masked = words;
  for (const text of hidden) masked = masked.replaceAll(text, '[text]');
  return masked
    .replaceAll(/[^\s"'<>(),;]+@[^\s"'<>(),;]+/g, '[text]')
    .replaceAll(/\+?\d[\d\s().-]{6,}\d/g, '[number]')
    .slice(0, lengthMax);
}
