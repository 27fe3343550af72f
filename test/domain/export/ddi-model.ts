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

/** What may stand in an element: `a` once, `a?` at most once, `a*` any number, `a+` at least one, in this order. */
interface ElementModel {
  readonly children?: string;
  /** Where several may stand in any order, at least one. */
  readonly choice?: readonly string[];
  readonly text?: true | RegExp;
  readonly attributes?: Readonly<Record<string, AttributeModel>>;
  readonly required?: readonly string[];
}

type AttributeModel = 'text' | 'reference' | 'references' | 'id' | readonly string[] | RegExp;

const DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?)?$/;
const YES_NO = ['Y', 'N'] as const;

/** On every element; `xml-lang` was an error of the schema and is not to be used. */
const GLOBAL: Readonly<Record<string, AttributeModel>> = {
  ID: 'id',
  'xml:lang': /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/,
  source: ['archive', 'producer'],
  elementVersion: 'text',
  elementVersionDate: DATE,
  ddiLifecycleUrn: 'text',
  ddiCodebookUrn: 'text',
};

const STUDY_REFERENCES = {
  sdatrefs: 'references',
  methrefs: 'references',
  pubrefs: 'references',
  access: 'references',
} as const;

/**
 * The elements that our codebook uses, as DDI-Codebook 2.5 defines them: every child that may stand there in its order
 * and number, every attribute with its type. Written from the published schema (codebook.xsd of 2012-01-17,
 * DDI Alliance), which is under the LGPL and not part of this program.
 */
const MODEL: Readonly<Record<string, ElementModel>> = {
  codeBook: {
    children: 'docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*',
    attributes: { version: ['2.5'], codeBookAgency: /^[A-Za-z_][\w.-]*$/ },
  },
  docDscr: { children: 'citation? guide? docStatus? docSrc* controlledVocabUsed* notes*' },
  stdyDscr: {
    children:
      'citation+ studyAuthorization* stdyInfo* studyDevelopment* method* dataAccs* othrStdyMat* notes*',
    attributes: { access: 'references' },
  },
  citation: {
    children: 'titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt* biblCit? holdings* notes*',
    attributes: { MARCURI: 'text' },
  },
  titlStmt: { children: 'titl subTitl* altTitl* parTitl* IDNo*' },
  titl: { text: true },
  IDNo: { text: true, attributes: { agency: 'text', level: 'text' } },
  prodStmt: { children: 'producer* copyright? prodDate* prodPlac* software* fundAg* grantNo*' },
  prodDate: { text: true, attributes: { date: 'text' } },
  software: { text: true, attributes: { date: 'text', version: 'text' } },
  fileDscr: {
    children: 'fileTxt* locMap? notes*',
    attributes: {
      URI: 'text',
      sdatrefs: 'references',
      methrefs: 'references',
      pubrefs: 'references',
      access: 'references',
    },
  },
  fileTxt: {
    children:
      'fileName* fileCitation? dataFingerprint* fileCont* fileStrc? dimensns? fileType* format* filePlac* dataChck* ProcStat* dataMsng* software* verStmt*',
  },
  fileName: { text: true },
  dimensns: { children: 'caseQnty* varQnty* logRecL* recPrCas* recNumTot*' },
  caseQnty: { text: true },
  varQnty: { text: true },
  fileType: { text: true, attributes: { charset: 'text' } },
  notes: {
    text: true,
    attributes: {
      type: 'text',
      subject: 'text',
      level: 'text',
      resp: 'text',
      sdatrefs: 'references',
      parent: 'references',
      sameNote: 'reference',
    },
  },
  dataDscr: { children: 'varGrp* nCubeGrp* var* nCube* notes*' },
  varGrp: {
    children: 'labl* txt* concept* defntn? universe? notes*',
    attributes: {
      type: [
        'section',
        'multipleResp',
        'grid',
        'display',
        'repetition',
        'subject',
        'version',
        'iteration',
        'analysis',
        'pragmatic',
        'record',
        'file',
        'randomized',
        'other',
      ],
      var: 'references',
      varGrp: 'references',
      name: 'text',
      nCube: 'text',
      ...STUDY_REFERENCES,
    },
  },
  var: {
    children:
      'location* labl* imputation? security? embargo? respUnit? anlysUnit? qstn* valrng* invalrng* undocCod* universe* TotlResp? sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* verStmt* concept* derivation? varFormat? geoMap* catLevel* notes*',
    required: ['name'],
    attributes: {
      name: 'text',
      wgt: ['wgt', 'not-wgt'],
      'wgt-var': 'references',
      weight: 'references',
      qstn: 'references',
      files: 'references',
      vendor: 'text',
      dcml: 'text',
      intrvl: ['contin', 'discrete'],
      rectype: 'text',
      aggrMeth: ['sum', 'average', 'count', 'mode', 'median', 'maximum', 'minimum', 'percent', 'other'],
      measUnit: 'text',
      scale: 'text',
      origin: 'text',
      nature: ['nominal', 'ordinal', 'interval', 'ratio', 'percent', 'other'],
      additivity: ['stock', 'flow', 'non-additive', 'other'],
      temporal: YES_NO,
      geog: YES_NO,
      geoVocab: 'text',
      catQnty: 'text',
      representationType: ['text', 'numeric', 'code', 'datetime', 'other'],
      ...STUDY_REFERENCES,
    },
  },
  location: {
    attributes: {
      locMethod: 'text',
      StartPos: 'text',
      EndPos: 'text',
      width: 'text',
      RecSegNo: 'text',
      fileid: 'reference',
    },
  },
  labl: {
    text: true,
    attributes: { level: 'text', vendor: 'text', country: 'text', sdatrefs: 'references' },
  },
  qstn: {
    // Its text may also stand between its parts.
    children: 'preQTxt* qstnLit* postQTxt* forward* backward* ivuInstr*',
    text: true,
    attributes: { qstn: 'text', var: 'references', seqNo: 'text', sdatrefs: 'references' },
  },
  qstnLit: { text: true, attributes: { seqNo: 'text', sdatrefs: 'references', callno: 'text' } },
  invalrng: { choice: ['item', 'range'], children: 'key? notes*' },
  item: { required: ['VALUE'], attributes: { UNITS: ['INT', 'REAL'], VALUE: 'text' } },
  catgry: {
    children: 'catValu? labl* txt* catStat* mrow?',
    attributes: {
      missing: YES_NO,
      missType: 'text',
      country: 'text',
      sdatrefs: 'references',
      excls: ['true', 'false'],
      catgry: 'references',
      level: 'reference',
    },
  },
  catValu: { text: true },
  varFormat: {
    text: true,
    attributes: {
      type: ['character', 'numeric'],
      formatname: 'text',
      schema: ['SAS', 'SPSS', 'IBM', 'ANSI', 'ISO', 'XML-Data', 'other'],
      category: ['date', 'time', 'currency', 'other'],
      URI: 'text',
    },
  },
};

/** What is wrong with a codebook, one sentence per fault; none when it is as the schema wants it. */
export function ddiFaults(xml: string): string[] {
  const root = parseXml(xml);
  const all = [...elementsIn(root)];
  const ids = all.flatMap(({ attributes }) => attributes.get('ID') ?? []);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `ID ${id} is there twice`);
  const start = root.name === 'codeBook' ? [] : [`the document is a ${root.name}`];
  return [...start, ...twice, ...all.flatMap((element) => elementFaults(element, new Set(ids)))];
}

function* elementsIn(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* elementsIn(child);
}

function elementFaults(element: XmlElement, ids: ReadonlySet<string>): string[] {
  const { name } = element;
  const model = MODEL[name];
  if (model === undefined) return [`${name} is no element that we know of`];
  const missing = (model.required ?? []).filter((one) => !element.attributes.has(one));
  return [
    ...missing.map((one) => `${name} has no ${one}`),
    ...[...element.attributes].flatMap((pair) => attributeFaults(name, pair, model, ids)),
    ...childFaults(element, model),
    ...(element.text.trim() !== '' && model.text === undefined ? [`${name} has text: ${element.text}`] : []),
  ];
}

function attributeFaults(
  name: string,
  [key, value]: readonly [string, string],
  { attributes = {} }: ElementModel,
  ids: ReadonlySet<string>,
): string[] {
  if (name === 'codeBook' && (key === 'xmlns' || key.startsWith('xmlns:') || key === 'xsi:schemaLocation'))
    return [];
  const model = attributes[key] ?? GLOBAL[key];
  if (model === undefined) return [`${name} has ${key}`];
  return fits(model, value, ids) ? [] : [`${name} has ${key}="${value}"`];
}

function fits(model: AttributeModel, value: string, ids: ReadonlySet<string>): boolean {
  if (model instanceof RegExp) return model.test(value);
  if (typeof model !== 'string') return model.includes(value);
  switch (model) {
    case 'text':
      return true;
    case 'id':
      return /^[A-Za-z_][\w.-]*$/.test(value);
    case 'reference':
      return ids.has(value);
    case 'references':
      return value.split(' ').every((one) => ids.has(one));
  }
}

function childFaults(
  { name, children }: XmlElement,
  { children: wanted = '', choice = [] }: ElementModel,
): string[] {
  const names = children.map((child) => child.name);
  const of = choice.length === 0 ? '' : `(?:(?:${choice.join('|')}) )+`;
  const pattern = wanted
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => /^(\w+)([?*+]?)$/.exec(part))
    .map((match) => `(?:${match?.[1] ?? ''} )${match?.[2] ?? ''}`)
    .join('');
  const fitting = new RegExp(`^${of}${pattern}$`).test(names.map((own) => `${own} `).join(''));
  return fitting ? [] : [`${name} has ${names.join(' ') || 'nothing'}`];
}
