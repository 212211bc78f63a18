/** The form of a stage's setting. */
export interface SettingForm {
  readonly description: string;
  readonly allowedPattern?: string;
  readonly allowedValues?: string[];
  readonly default?: string;
}

const EMAIL_ADDRESS = '^[^@\\s]+@[^@\\s]+$';

/** The settings of a deployment that have a parameter in the template, by its name. */
export const SETTINGS = {
  PublicBaseUrl: {
    description:
      'Where the public finds the service, frozen into every printed certificate: https://verify.example.org, without a slash at the end',
    allowedPattern: '^https://[^/]+$',
  },
  MailFrom: {
    description: 'Sender address of emails, at a domain whose DNS you can write: SES proves it by DKIM',
    allowedPattern: EMAIL_ADDRESS,
  },
  SignInPrefix: {
    description:
      'Begins the address of the sign-in pages, <prefix>.auth.<region>.amazoncognito.com, without aws, amazon or cognito',
    allowedPattern: '^(?!.*(?:aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$',
  },
  AlarmEmail: {
    description: 'Address that alarms are sent to; AWS asks its owner to confirm it',
    allowedPattern: EMAIL_ADDRESS,
  },
  ConcurrentExecutions: {
    default: '10',
    description: 'The account’s quota of concurrent executions of Lambda: 10 if it is new, else 1000',
    allowedValues: ['10', '1000'],
  },
} satisfies Readonly<Record<string, SettingForm>>;

/** Returns what is wrong with the value of a setting; undefined where it is of its form. */
export function settingProblem(
  name: string,
  value: string,
  { allowedPattern, allowedValues, description }: SettingForm,
): string | undefined {
  const isOfForm = allowedPattern === undefined || new RegExp(allowedPattern).test(value);
  if (isOfForm && (allowedValues ?? [value]).includes(value)) return undefined;
  // As the stage calls it, which the template can't.
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return `infra/stages.ts: ${member} can’t be "${value}". ${description}`;
}
