import { z } from 'zod';

/** The account at Twilio and what belongs to it. */
export interface TwilioSettings {
  readonly accountSid: string;
  /** Signs the webhooks. */
  readonly authToken: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
  /** The TwiML application that sends the calls of browsers to us. */
  readonly applicationSid: string;
  /** A number of the municipality that can be called back, E.164. */
  readonly callerId: string;
  /** Who sends text messages: a number that can, at the provider, or a name. Without it none are sent. */
  readonly smsSender: string | null;
  readonly region: string;
  readonly edge: string;
  /** The address under which the provider reaches us, without a slash at the end. */
  readonly publicUrl: string;
}

const sid = (prefix: string) =>
  z
    .string('is missing')
    .regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `must be ${prefix} and 32 hexadecimal characters`);

const secret = z.string('is missing').min(16, 'is too short');

const word = z.string().regex(/^[a-z0-9-]+$/, 'must be a word such as ie1 or dublin');

const environment = z.object({
  TWILIO_ACCOUNT_SID: sid('AC'),
  TWILIO_AUTH_TOKEN: secret,
  TWILIO_API_KEY_SID: sid('SK'),
  TWILIO_API_KEY_SECRET: secret,
  TWILIO_APPLICATION_SID: sid('AP'),
  TWILIO_CALLER_ID: z
    .string('is missing')
    .regex(/^\+[1-9]\d{7,14}$/, 'must be a number in the form +31101234567'),
  TWILIO_SMS_SENDER: z
    .string()
    .regex(
      /^(\+[1-9]\d{7,14}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/,
      'must be a number of the account in the form +31612345678, or a name of at most 11 letters and digits',
    )
    .optional(),
  TWILIO_REGION: word.default('ie1'),
  TWILIO_EDGE: word.default('dublin'),
  VELDWERK_PUBLIC_URL: z
    .string('is missing: the provider must be able to reach us')
    .startsWith('https://', 'must begin with https:// when calls go through a provider'),
});

/** What the environment says about Twilio, or each variable that is wrong and why. */
export type TwilioReading =
  | { readonly ok: true; readonly settings: TwilioSettings }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the account from the environment; empty variables are left out before. */
export function readTwilioSettings(env: Readonly<Record<string, string | undefined>>): TwilioReading {
  const read = environment.safeParse(env);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { ok: false, problems };
  }
  const values = read.data;
  return {
    ok: true,
    settings: {
      accountSid: values.TWILIO_ACCOUNT_SID,
      authToken: values.TWILIO_AUTH_TOKEN,
      apiKeySid: values.TWILIO_API_KEY_SID,
      apiKeySecret: values.TWILIO_API_KEY_SECRET,
      applicationSid: values.TWILIO_APPLICATION_SID,
      callerId: values.TWILIO_CALLER_ID,
      smsSender: values.TWILIO_SMS_SENDER ?? null,
      region: values.TWILIO_REGION,
      edge: values.TWILIO_EDGE,
      publicUrl: values.VELDWERK_PUBLIC_URL.replace(/\/+$/, ''),
    },
  };
}
