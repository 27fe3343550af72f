import { describe, expect, it } from 'vitest';
import { barChartSvg, type ChartBar } from '../../../src/domain/charts/bar-chart.js';
import { ticksUpTo } from '../../../src/domain/charts/drawing.js';
import { heatMapSvg } from '../../../src/domain/charts/heat-map.js';
import { lineChartSvg, type LineChartSource } from '../../../src/domain/charts/line-chart.js';

const write = (value: number): string => String(Math.round(value * 100) / 100);

/** The points of a path, as numbers. */
function pointsOf(svg: string, path: number): readonly (readonly [number, number])[] {
  const paths = [...svg.matchAll(/<path d="([^"]+)" fill="none"/g)].map(([, d]) => d ?? '');
  return [...(paths[path] ?? '').matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
}

function numbersOf(svg: string, attribute: string): readonly number[] {
  return [...svg.matchAll(new RegExp(`<rect [^>]*\\b${attribute}="([\\d.]+)"[^>]*stroke=`, 'g'))].map(
    ([, value]) => Number(value),
  );
}

describe('the ticks of an axis', () => {
  it.each([
    [23, 1, [0, 5, 10, 15, 20, 25]],
    [5, 1, [0, 1, 2, 3, 4, 5]],
    [2, 1, [0, 1, 2]],
    [0, 1, [0, 1]],
    [0.71, 0, [0, 0.2, 0.4, 0.6, 0.8]],
    [614, 1, [0, 200, 400, 600, 800]],
  ])('up to %d by at least %d', (highest, least, expected) => {
    const ticks = ticksUpTo(highest, 5, least);
    expect(ticks.map((tick) => Math.round(tick * 1000) / 1000)).toEqual(expected);
  });
});

describe('a line chart', () => {
  const source: LineChartSource = {
    title: 'Interviews & plan',
    steps: ['1', '2', '3', '4', '5'],
    lines: [
      { label: 'basishulp', values: [0, 10, 20, null, null], kind: 'measured' },
      { label: 'plan', values: [10, 20, 30, 40, 50], kind: 'planned' },
    ],
    write,
  };
  const svg = lineChartSvg(source) ?? '';

  it('has its lines to scale: twice the value is twice as far from the base', () => {
    const [zero, ten, twenty] = pointsOf(svg, 0).map(([, y]) => y) as [number, number, number];
    expect(pointsOf(svg, 0)).toHaveLength(3);
    expect(zero - twenty).toBeCloseTo(2 * (zero - ten), 1);
    const [first, second, third] = pointsOf(svg, 1).map(([x]) => x) as [number, number, number];
    expect(third - second).toBeCloseTo(second - first, 1);
    expect(pointsOf(svg, 0)[2]?.[1]).toBeCloseTo(pointsOf(svg, 1)[1]?.[1] ?? 0, 1);
  });

  it('names each line at its end with its last value, and tells what is planned by dashes', () => {
    expect(svg).toContain('<title>Interviews &amp; plan</title>');
    expect(svg).toContain('>basishulp 20<');
    expect(svg).toContain('>plan 50<');
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });

  it('has a gap where there is no value', () => {
    const gapped = lineChartSvg({
      ...source,
      lines: [{ label: 'a', values: [1, null, 3], kind: 'measured' }],
    });
    expect(gapped?.match(/M[\d.]+ [\d.]+M/)).not.toBeNull();
  });

  it('moves names apart that would lie on each other, and keeps them inside the drawing', () => {
    const lines = Array.from({ length: 6 }, (_, at) => ({
      label: `domein ${String(at)}`,
      values: [0, 1],
      kind: 'measured' as const,
    }));
    const text = lineChartSvg({ ...source, steps: ['1', '2'], lines }) ?? '';
    const heights = [...text.matchAll(/y="([\d.]+)"[^>]*>domein/g)].map(([, y]) => Number(y));
    expect(heights).toHaveLength(6);
    const sorted = heights.toSorted((one, other) => one - other);
    for (const [at, height] of sorted.entries()) {
      if (at > 0) expect(height - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(16);
    }
    expect(sorted.at(-1)).toBeLessThan(380);
  });

  it('draws nothing without values', () => {
    expect(lineChartSvg({ ...source, steps: [] })).toBeNull();
    expect(lineChartSvg({ ...source, lines: [{ label: 'a', values: [null], kind: 'measured' }] })).toBeNull();
  });

  it('draws a single day', () => {
    expect(
      lineChartSvg({ ...source, steps: ['1'], lines: [{ label: 'a', values: [3], kind: 'measured' }] }),
    ).toContain('>a 3<');
  });
});

describe('a bar chart', () => {
  const bars: readonly ChartBar[] = [
    { label: 'basishulp', values: [30, 10], text: '40 van 60', mark: 60 },
    { label: 'JB/JR', values: [60, 0], text: '60', mark: null, range: [50, 70] },
  ];
  const svg =
    barChartSvg({ title: 'Stand', bars, parts: ['interviews', 'afspraken'], markLabel: 'doel', write }) ?? '';

  it('has bars to scale, part behind part', () => {
    const [, , first, second, third] = numbersOf(svg, 'width');
    expect(third).toBeCloseTo(2 * (first ?? 0), 1);
    expect(first).toBeCloseTo(3 * (second ?? 0), 1);
    const [, , start, next] = numbersOf(svg, 'x');
    expect(next).toBeCloseTo((start ?? 0) + (first ?? 0), 1);
  });

  it('writes what each bar is, and tells the parts apart by pattern in a legend', () => {
    for (const text of ['basishulp', '40 van 60', 'JB/JR', 'interviews', 'afspraken', 'doel']) {
      expect(svg).toContain(`>${text}<`);
    }
    expect(new Set([...svg.matchAll(/<rect [^>]*fill="([^"]+)" stroke/g)].map(([, fill]) => fill)).size).toBe(
      2,
    );
  });

  it('uses no colour but black, white and grey', () => {
    const colours = [...svg.matchAll(/#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/g)];
    for (const [, red, green, blue] of colours) {
      const values = [red, green, blue].map((part) => Number.parseInt(part ?? '', 16));
      expect(Math.max(...values) - Math.min(...values)).toBeLessThan(24);
    }
  });

  it('has no legend for one part, and draws nothing without bars', () => {
    expect(barChartSvg({ title: '', bars: [], write })).toBeNull();
    const plain = barChartSvg({ title: '', bars: [{ label: 'a', values: [0], text: '0' }], write }) ?? '';
    expect(plain).not.toContain('<rect x');
    expect(plain).toContain('>a<');
  });
});

describe('a heat map', () => {
  const cell = (share: number | null) => ({
    share,
    text: share === null ? '–' : write(share),
    detail: share === null ? '' : 'van 40',
  });
  const svg =
    heatMapSvg({
      title: 'Contact & dagdeel',
      columns: ['maandag', 'dinsdag'],
      rows: [
        { label: 'ochtend', cells: [cell(0), cell(0.2)] },
        { label: 'avond', cells: [cell(0.4), cell(null)] },
      ],
    }) ?? '';

  it('is darker where more is, and white where nothing is', () => {
    const shades = [...svg.matchAll(/<rect [^>]*fill="#([0-9a-f]{2})/g)].map(([, hex]) =>
      parseInt(hex ?? '', 16),
    );
    const [none, half, most, unknown] = shades as [number, number, number, number];
    expect([none, unknown]).toEqual([255, 255]);
    expect(none - half).toBeCloseTo(half - most, -1);
    expect(most).toBeLessThan(half);
  });

  it('has every value in words, so that no shade is needed', () => {
    for (const text of ['>ochtend<', '>dinsdag<', '>0.2<', '>0.4<', '>van 40<', '>–<'])
      expect(svg).toContain(text);
    expect(heatMapSvg({ title: '', columns: [], rows: [] })).toBeNull();
  });
});
