import { type AttributeModel, DDI_ELEMENTS, DDI_GLOBAL, type ElementModel } from './ddi-elements.js';

/** An element of an XML document of ours: no entities in names, no comments, no CDATA. */
interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const TAG = /<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g;

/** Reads well-formed XML; whatever opens and does not close again, or the other way around, throws. */
function parseXml(xml: string): XmlElement {
  const rest = xml.replace(/^<\?xml[^>]*\?>\s*/, '');
  const open = [newElement('', '')];
  let end = 0;
  for (const tag of rest.matchAll(TAG)) {
    const inside = open.at(-1) ?? newElement('', '');
    inside.text += ensured(rest.slice(end, tag.index), (text) => !text.includes('<'));
    end = tag.index + tag[0].length;
    takeTag(tag, inside, open);
  }
  const [root] = ensured(open, (still) => still.length === 1 && rest.slice(end).trim() === '');
  const [element = newElement('', '')] = ensured(root?.children ?? [], ({ length }) => length === 1);
  return element;
}

function takeTag(
  [, closing, name = '', list = '', alone]: RegExpExecArray,
  inside: XmlElement,
  open: XmlElement[],
): void {
  if (closing === '/') {
    ensured(open.pop()?.name, (opened) => opened === name);
    return;
  }
  const element = newElement(name, list);
  inside.children.push(element);
  if (alone !== '/') open.push(element);
}

function newElement(name: string, list: string): XmlElement {
  const pairs = [...list.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
  const attributes = ensured(new Map(pairs), ({ size }) => size === pairs.length);
  return { name, attributes, children: [], text: '' };
}

function ensured<Value>(value: Value, isFine: (value: Value) => boolean): Value {
  if (!isFine(value)) throw new Error('this is no well-formed XML');
  return value;
}

/** What is wrong with a codebook, one sentence per fault; none when it is as the schema wants it. */
export function ddiFaults(xml: string): string[] {
  const root = parseXml(xml);
  const all = [...elementsIn(root)];
  const ids = all.flatMap(({ name, attributes }) => {
    const id = attributes.get('ID');
    return id === undefined ? [] : [[id, name] as const];
  });
  const named = new Map(ids);
  const twice = named.size < ids.length ? ['an ID is there twice'] : [];
  const start = root.name === 'codeBook' ? [] : [`the document is a ${root.name}`];
  return [...start, ...twice, ...all.flatMap((element) => elementFaults(element, named))];
}

function* elementsIn(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* elementsIn(child);
}

/** The name of the element that has an ID. */
type NamesById = ReadonlyMap<string, string>;

function elementFaults(element: XmlElement, ids: NamesById): string[] {
  const { name } = element;
  const model = DDI_ELEMENTS[name];
  if (model === undefined) return [`${name} is no element that we know of`];
  const missing = (model.required ?? []).filter((one) => !element.attributes.has(one));
  return [
    ...missing.map((one) => `${name} has no ${one}`),
    ...[...element.attributes].flatMap((pair) => attributeFaults(name, pair, model, ids)),
    ...childFaults(element, model),
    ...(hasText(element, model) ? [`${name} has text: ${element.text}`] : []),
  ];
}

/** Text where none may be: between elements space may stand, in an empty element nothing. */
function hasText({ text }: XmlElement, { children, text: mayHave }: ElementModel): boolean {
  return mayHave === undefined && (children === undefined ? text : text.trim()) !== '';
}

function attributeFaults(
  name: string,
  [key, value]: readonly [string, string],
  { attributes = {} }: ElementModel,
  ids: NamesById,
): string[] {
  if (name === 'codeBook' && (key === 'xmlns' || key.startsWith('xmlns:') || key === 'xsi:schemaLocation'))
    return [];
  const model = attributes[key] ?? DDI_GLOBAL[key];
  if (model === undefined) return [`${name} has ${key}`];
  return fits(model, value, ids) ? [] : [`${name} has ${key}="${value}"`];
}

function fits(model: AttributeModel, value: string, ids: NamesById): boolean {
  if (model instanceof RegExp) return model.test(value);
  if (model === 'text') return true;
  if (model === 'id') return /^[A-Za-z_][\w.-]*$/.test(value);
  if (model === 'reference') return ids.has(value);
  if (model === 'references') return value.split(' ').every((one) => ids.has(one));
  if ('one' in model) return ids.get(value) === model.one;
  if ('many' in model) return value.split(' ').every((one) => ids.get(one) === model.many);
  return model.includes(value);
}

function childFaults({ name, children }: XmlElement, { children: wanted = '' }: ElementModel): string[] {
  const names = children.map((child) => child.name);
  const pattern = wanted
    .split(' ')
    .map((part) => part.replace(/\w+/g, '$& ').replace(/^(\w+ )([?*+]?)$/, '(?:$1)$2'))
    .join('');
  const fitting = new RegExp(`^${pattern}$`).test(names.map((own) => `${own} `).join(''));
  return fitting ? [] : [`${name} has ${names.join(' ') || 'nothing'}`];
}
