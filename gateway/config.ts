import type { BlockList } from 'node:net';
import { z } from 'zod';
import { isTraced, kafkaEnv, processEnv, readEnv, type Env } from '#libs/platform/process/env';
import { attachmentEnv, openAttachmentStore } from '#libs/platform/attachments/store-settings';
import type { AttachmentStore } from '#libs/platform/attachments/attachment-store';
import { kafkaAccess, kafkaAccessEnv, type KafkaAccess } from '#libs/platform/process/kafka-access';
import { services, type ServiceName } from '#libs/platform/process/services';
import { browserEnv, browserSettings, type BrowserSettings } from './browser/browser-settings';
import { proxiesInput } from './client-addresses';
import { callerLimits, callerLimitsEnv, type CallerLimits } from './caller-limits';
import { originsInput } from './cors';
import { trustedEnv, trustedSettings, type TrustedSettings } from './documents/trusted-settings';
import { issuersInput, localIssuer, type IssuerSettings } from './issuer-settings';

type UrlName = `SUBGRAPH_URL_${Uppercase<ServiceName>}`;

const urlOf = (service: ServiceName): UrlName => `SUBGRAPH_URL_${service.toUpperCase() as Uppercase<ServiceName>}`;

/** One value for each service, whichever there are. */
const bySubgraph = (valueOf: (service: ServiceName) => string) =>
  Object.fromEntries(services.map((service) => [service, valueOf(service)])) as Record<ServiceName, string>;

const subgraphUrls = Object.fromEntries(services.map((service) => [urlOf(service), z.url()])) as Record<UrlName, z.ZodURL>;

/** What whoever starts a system may decide about its gateways; the launcher hands it on. */
const gatewaySettings = callerLimitsEnv
  .extend(trustedEnv.shape)
  .extend(browserEnv.shape)
  .extend(attachmentEnv.shape)
  .extend({
    JIEDAI_CORS_ORIGINS: originsInput.default([]),
    JIEDAI_TRUSTED_PROXIES: proxiesInput.prefault(''),
  });

export const gatewaySettingNames: readonly string[] = Object.keys(gatewaySettings.shape);

const gatewayEnv = processEnv
  .extend(kafkaAccessEnv.shape)
  .extend(gatewaySettings.shape)
  .extend({
    JIEDAI_CLOCK_FILE: kafkaEnv.shape.JIEDAI_CLOCK_FILE,
    ...subgraphUrls,
    JIEDAI_ISSUERS: issuersInput,
    JIEDAI_LOCAL_LOGIN_FOLDER: z.string().min(1).optional(),
  });

export interface GatewayConfig {
  readonly mode: 'development' | 'production';
  readonly host: string;
  readonly port: number;
  /** Whether spans are sent. */
  readonly traces: boolean;
  readonly log: { readonly level: string; readonly file: string | undefined };
  readonly kafka: KafkaAccess;
  readonly clockFile: string | undefined;
  readonly passportSecrets: readonly string[];
  readonly subgraphs: Readonly<Record<ServiceName, string>>;
  readonly issuers: readonly IssuerSettings[];
  readonly callerLimits: CallerLimits;
  readonly corsOrigins: readonly string[];
  /** Proxies whose word on their clients' addresses counts. */
  readonly trustedProxies: BlockList;
  readonly trusted: TrustedSettings;
  /** Undefined: nothing can be uploaded. */
  readonly attachments: AttachmentStore | undefined;
  /** Undefined: no sessions of browsers. */
  readonly browsers: BrowserSettings | undefined;
}

/** The gateway's configuration. Production takes no token that the key of somebody's home has signed. */
export function readConfig(env: Env): GatewayConfig {
  const parsed = readEnv(
    gatewayEnv.refine((all) => all.JIEDAI_MODE !== 'production' || all.JIEDAI_ISSUERS.every(({ issuer }) => issuer !== localIssuer), {
      path: ['JIEDAI_ISSUERS'],
      message: `${localIssuer} is not allowed in production mode`,
    }),
    env,
  );
  if (parsed.JIEDAI_MODE === 'production' && parsed.JIEDAI_CLOCK_FILE !== undefined)
    throw new Error('The environment is not right:\n  JIEDAI_CLOCK_FILE: not allowed in production mode');
  const port = env['JIEDAI_PORT'] === undefined ? 4_000 : parsed.JIEDAI_PORT;
  return {
    mode: parsed.JIEDAI_MODE,
    host: parsed.JIEDAI_HOST,
    port,
    traces: isTraced(parsed),
    log: { level: parsed.JIEDAI_LOG_LEVEL, file: parsed.JIEDAI_LOG_FILE },
    kafka: kafkaAccess(parsed),
    clockFile: parsed.JIEDAI_CLOCK_FILE,
    passportSecrets: parsed.JIEDAI_PASSPORT_SECRETS,
    subgraphs: bySubgraph((service) => parsed[urlOf(service)]),
    issuers: parsed.JIEDAI_ISSUERS,
    callerLimits: callerLimits(parsed),
    corsOrigins: parsed.JIEDAI_CORS_ORIGINS,
    trustedProxies: parsed.JIEDAI_TRUSTED_PROXIES,
    trusted: trustedSettings(parsed),
    attachments: openAttachmentStore(parsed),
    browsers: browserSettings(parsed, { mode: parsed.JIEDAI_MODE, port, localFolder: parsed.JIEDAI_LOCAL_LOGIN_FOLDER }),
  };
}
