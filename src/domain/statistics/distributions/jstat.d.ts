declare module 'jstat' {
  const jstat: {
    readonly normal: { inv(probability: number, mean: number, standardDeviation: number): number };
    readonly tukey: { cdf(q: number, groups: number, degreesOfFreedom: number): number };
  };
  export default jstat;
}
