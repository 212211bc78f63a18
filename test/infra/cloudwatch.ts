/** How CloudWatch reads log lines and decides about an alarm, as far as the template's alarms use it. */

/** An alarm's properties. */
export interface AlarmRule {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Statistic: string;
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  /** How many of the periods must be breaching; all of them where it is missing. */
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData: string;
  readonly AlarmDescription: string;
}

/** A metric filter's properties. */
export interface FilterRule {
  readonly FilterPattern: string;
  readonly LogGroupName: unknown;
  readonly MetricTransformations: readonly [
    { readonly MetricNamespace: string; readonly MetricName: string; readonly MetricValue: string },
  ];
}

/**
 * Returns what an alarm's state is after the samples of its last periods, the newest last. Each period is a list of samples;
 * an empty one has no data.
 */
export function stateOf(rule: AlarmRule, periods: readonly (readonly number[])[]): 'OK' | 'ALARM' {
  const evaluated = periods.slice(-rule.EvaluationPeriods);
  if (evaluated.length < rule.EvaluationPeriods) throw new Error('Give every period, with or without data');
  const breaching = evaluated.filter((samples) => isBreaching(rule, samples)).length;
  return breaching >= (rule.DatapointsToAlarm ?? rule.EvaluationPeriods) ? 'ALARM' : 'OK';
}

function isBreaching(rule: AlarmRule, samples: readonly number[]): boolean {
  if (samples.length === 0) return named(MISSING_DATA, rule.TreatMissingData);
  const value = named(STATISTICS, rule.Statistic)(samples);
  return named(COMPARISONS, rule.ComparisonOperator)(value, rule.Threshold);
}

const MISSING_DATA = { breaching: true, notBreaching: false };
const STATISTICS = {
  Sum: (samples: readonly number[]) => samples.reduce((sum, sample) => sum + sample, 0),
  Maximum: (samples: readonly number[]) => Math.max(...samples),
};
const COMPARISONS = {
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
};

function named<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = table[name];
  if (found === undefined) throw new Error(`${name} is not known here`);
  return found;
}

interface EmbeddedMetrics {
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

/** Returns the samples for an alarm that lines of the embedded metric format have, under the alarm's very dimensions. */
export function embeddedSamples(
  { Namespace, MetricName, Dimensions = [] }: AlarmRule,
  lines: readonly string[],
): number[] {
  return lines.flatMap((text) => {
    const line = JSON.parse(text) as EmbeddedMetrics & Readonly<Record<string, unknown>>;
    const isMeasured = line._aws?.CloudWatchMetrics.some(
      (directive) =>
        directive.Namespace === Namespace &&
        directive.Metrics.some(({ Name }) => Name === MetricName) &&
        directive.Dimensions.some(
          (names) =>
            names.length === Dimensions.length &&
            Dimensions.every(({ Name, Value }) => names.includes(Name) && line[Name] === Value),
        ),
    );
    return isMeasured ? [Number(line[MetricName])] : [];
  });
}

/** Returns the samples that a filter makes of the lines of its log. */
export function samplesOf(
  { FilterPattern, MetricTransformations: [{ MetricValue }] }: FilterRule,
  lines: readonly string[],
): number[] {
  const [, field = '', operator = '', text, number] =
    /^\{ \$\.(\w+) (=|>=) (?:"([^"]*)"|(\d+)) \}$/.exec(FilterPattern) ?? [];
  if (field === '') throw new Error(`${FilterPattern} is not known here`);
  return lines.flatMap((line) => {
    const value = (JSON.parse(line) as Record<string, unknown>)[field];
    // A text is compared with a text, and a number with a number.
    const isEqual = value === (text ?? Number(number));
    const matches = operator === '=' ? isEqual : typeof value === 'number' && value >= Number(number);
    if (!matches) return [];
    return [MetricValue.startsWith('$.') ? Number(value) : Number(MetricValue)];
  });
}
