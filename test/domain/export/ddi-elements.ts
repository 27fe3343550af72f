/**
 * What may stand in an element: `a` once, `a?` at most once, `a*` any number, `a+` at least one, in this order; in
 * `(a|b)*` as many of either as there are, in any order. Without children and text it is empty, without a space.
 */
export interface ElementModel {
  readonly children?: string;
  readonly text?: true;
  readonly attributes?: Readonly<Record<string, AttributeModel>>;
  readonly required?: readonly string[];
}

/** A text, an ID, a reference to one ID or to several (of one kind of element, where that is said), a choice. */
export type AttributeModel =
  | 'text'
  | 'id'
  | 'reference'
  | 'references'
  | { readonly one: string }
  | { readonly many: string }
  | readonly string[]
  | RegExp;

const DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?)?$/;
const TOKEN = /^[\w.:-]+$/;
const YES_NO = ['Y', 'N'] as const;

/** On every element. The schema also has `xml-lang`, by mistake as it says itself: not to be used. */
export const DDI_GLOBAL: Readonly<Record<string, AttributeModel>> = {
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
 * and number, every attribute with its type, and what a reference refers to where the documentation in the schema
 * says so. Not here, for we write none: links, formatting and XHTML in texts, Dublin Core at the end of a citation.
 * Source: DDI Alliance, DDI-Codebook 2.5, codebook.xsd of 2012-01-17, read definition by definition. The schema is
 * under the LGPL and not part of this program; these are facts from it.
 */
export const DDI_ELEMENTS: Readonly<Record<string, ElementModel>> = {
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
  IDNo: { text: true, attributes: { agency: 'text', level: ['study', 'file', 'project'] } },
  prodStmt: { children: 'producer* copyright? prodDate* prodPlac* software* fundAg* grantNo*' },
  prodDate: { text: true, attributes: { date: 'text' } },
  software: { text: true, attributes: { date: 'text', version: 'text' } },
  fileDscr: {
    children: 'fileTxt* locMap? notes*',
    attributes: { URI: 'text', ...STUDY_REFERENCES },
  },
  fileTxt: {
    children:
      'fileName? fileCitation? fileCont? fileStrc? dimensns? fileType? format? filePlac? dataChck* ProcStat? dataMsng? software* verStmt?',
  },
  fileName: { text: true },
  dimensns: { children: 'caseQnty* varQnty* logRecL* recPrCas* recNumTot*' },
  caseQnty: { text: true },
  varQnty: { text: true },
  fileType: { text: true, attributes: { charset: 'text' } },
  format: { text: true },
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
      otherType: TOKEN,
      var: { many: 'var' },
      varGrp: { many: 'varGrp' },
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
      'wgt-var': { many: 'var' },
      weight: 'references',
      qstn: { many: 'qstn' },
      files: { many: 'fileDscr' },
      vendor: 'text',
      dcml: 'text',
      intrvl: ['contin', 'discrete'],
      rectype: 'text',
      aggrMeth: ['sum', 'average', 'count', 'mode', 'median', 'maximum', 'minimum', 'percent', 'other'],
      otherAggrMeth: TOKEN,
      measUnit: 'text',
      scale: 'text',
      origin: 'text',
      nature: ['nominal', 'ordinal', 'interval', 'ratio', 'percent', 'other'],
      additivity: ['stock', 'flow', 'non-additive', 'other'],
      otherAdditivity: TOKEN,
      temporal: YES_NO,
      geog: YES_NO,
      geoVocab: 'text',
      catQnty: 'text',
      representationType: ['text', 'numeric', 'code', 'datetime', 'other'],
      otherRepresentationType: TOKEN,
      ...STUDY_REFERENCES,
    },
  },
  location: {
    attributes: {
      StartPos: 'text',
      EndPos: 'text',
      width: 'text',
      RecSegNo: 'text',
      fileid: { one: 'fileDscr' },
      locMap: { one: 'locMap' },
    },
  },
  labl: {
    text: true,
    attributes: { level: 'text', vendor: 'text', country: 'text', sdatrefs: 'references' },
  },
  qstn: {
    // Its text may also stand between its parts.
    children: '(preQTxt|qstnLit|postQTxt|forward|backward|ivuInstr)*',
    text: true,
    attributes: {
      qstn: { one: 'qstn' },
      var: { many: 'var' },
      seqNo: 'text',
      sdatrefs: 'references',
      responseDomainType: [
        'text',
        'numeric',
        'code',
        'category',
        'datetime',
        'geographic',
        'multiple',
        'other',
      ],
      otherResponseDomainType: TOKEN,
    },
  },
  qstnLit: { text: true, attributes: { sdatrefs: 'references' } },
  invalrng: { children: '(item|range)+ key? notes*' },
  item: { required: ['VALUE'], attributes: { UNITS: ['INT', 'REAL'], VALUE: 'text' } },
  catgry: {
    children: 'catValu? labl* txt* catStat* mrow?',
    attributes: {
      missing: YES_NO,
      missType: 'text',
      country: 'text',
      sdatrefs: 'references',
      excls: ['true', 'false'],
      catgry: { many: 'catgry' },
      level: { one: 'catLevel' },
      access: 'reference',
    },
  },
  catValu: { text: true },
  varFormat: {
    text: true,
    attributes: {
      type: ['character', 'numeric'],
      formatname: 'text',
      schema: ['SAS', 'SPSS', 'IBM', 'ANSI', 'ISO', 'XML-Data', 'other'],
      otherSchema: TOKEN,
      category: ['date', 'time', 'currency', 'other'],
      otherCategory: TOKEN,
      URI: 'text',
    },
  },
};
