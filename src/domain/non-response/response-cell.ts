/** Sampled people who are alike in everything that is known of all of them. */
export interface ResponseCell {
  /** The level of each variable, in the order of the variables: `['basishulp', '12-15']`. */
  readonly levels: readonly string[];
  readonly sampled: number;
  readonly responded: number;
  /** Design weights of the sampled together: how many people of the frame they stand for. */
  readonly weight: number;
  /** Design weights of the respondents together. */
  readonly respondedWeight: number;
}

/**
 * Fewer people of a level than this say nothing about their chance to respond.
 * Source: a rule of thumb of ten observations per coefficient, Peduzzi et al. (1996), J. Clin. Epidemiology 49.
 */
const LEAST_PER_LEVEL = 10;

/** Whether people are so many that a model can be made of them. */
export function isEnoughForModel({ sampled }: ResponseCell): boolean {
  return sampled >= LEAST_PER_LEVEL;
}

/**
 * The same people by fewer variables.
 * @param at which variables stay, by position
 * @example cellsBy([{ levels: ['a', 'x'], … }, { levels: ['a', 'y'], … }], [0]).length // 1
 */
export function cellsBy(cells: readonly ResponseCell[], at: readonly number[]): readonly ResponseCell[] {
  return addedUp(cells.map((cell) => ({ ...cell, levels: at.map((place) => cell.levels[place] ?? '') })));
}

/**
 * The same people with rare levels of a variable together under one name, so that a model can be made of them.
 * @param rest the name under which they go on
 * @param isEnough which level stays as it is
 * @example withoutRareLevels(cells, 'overig')
 */
export function withoutRareLevels(
  cells: readonly ResponseCell[],
  rest: string,
  isEnough: (level: ResponseCell) => boolean = isEnoughForModel,
): readonly ResponseCell[] {
  const join = levelJoiner(cells, rest, isEnough);
  return addedUp(cells.map((cell) => ({ ...cell, levels: join(cell.levels) })));
}

/**
 * Under which names the levels of people go on when rare ones are put together. When the rare levels of a variable are
 * still few together, its smallest other level goes with them.
 * @example levelJoiner(cells, 'overig')(['jeugdreclassering']) // ['overig']
 */
export function levelJoiner(
  cells: readonly ResponseCell[],
  rest: string,
  isEnough: (level: ResponseCell) => boolean = isEnoughForModel,
): (levels: readonly string[]) => readonly string[] {
  const rare = (cells[0]?.levels ?? []).map((_, at) => rareLevels(cellsBy(cells, [at]), isEnough));
  return (levels) => levels.map((level, at) => (rare[at]?.has(level) === true ? rest : level));
}

function rareLevels(
  levels: readonly ResponseCell[],
  isEnough: (level: ResponseCell) => boolean,
): ReadonlySet<string> {
  const [few, many] = [
    levels.filter((level) => !isEnough(level)),
    levels.filter(isEnough).toSorted((one, other) => one.sampled - other.sampled),
  ];
  const rare = [...few];
  while (rare.length > 0 && many.length > 0 && !isEnough(rare.reduce(together))) {
    rare.push(...many.splice(0, 1));
  }
  return new Set(rare.map(({ levels: [level = ''] }) => level));
}

function addedUp(cells: readonly ResponseCell[]): readonly ResponseCell[] {
  const sums = new Map<string, ResponseCell>();
  for (const cell of cells) {
    const key = JSON.stringify(cell.levels);
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? cell : together(sum, cell));
  }
  return [...sums.values()];
}

function together(one: ResponseCell, other: ResponseCell): ResponseCell {
  return {
    levels: one.levels,
    sampled: one.sampled + other.sampled,
    responded: one.responded + other.responded,
    weight: one.weight + other.weight,
    respondedWeight: one.respondedWeight + other.respondedWeight,
  };
}
