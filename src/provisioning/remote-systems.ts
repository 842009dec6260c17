import { Ajv, type ValidateFunction } from 'ajv';
import { type Clock, describeSchemaError, ScimulateError } from '../kernel/index.ts';
import { AppContents, type AppFault, appCollections, type HeldObject, type SaveState } from './apps/app-contents.ts';
import type { ExternalApp } from './apps/external-app.ts';
import type { HttpSender } from './apps/http-sender.ts';
import { ScimApp } from './apps/scim-app.ts';
import { SimulatedApp } from './apps/simulated-app.ts';
import type { IdentityProvider, Integration } from './model.ts';
import type { IdentitySource, SourceObject } from './sources/identity-source.ts';
import { ScimSource } from './sources/scim-source.ts';
import { SimulatedSource } from './sources/simulated-source.ts';
import { SourceContents, sourceCollections, type SourceFault } from './sources/source-contents.ts';
import type { ProvisioningEntry } from './state/provisioning-state.ts';
import { remoteSchemas } from './state/remote-schemas.ts';

/** Collections of what simulated systems hold. */
export const remoteCollections = {
  applicationObjects: appCollections.objects,
  applicationFaults: appCollections.faults,
  sourceObjects: sourceCollections.objects,
  sourceFaults: sourceCollections.faults,
} as const;

export interface RemoteSystemsOptions {
  readonly clock: Clock;
  /** Makes contents of simulated systems durable. */
  readonly save: SaveState;
  /** The way to systems that are really elsewhere. */
  readonly send: HttpSender;
  readonly entries?: readonly ProvisioningEntry[];
}

const ajv = new Ajv({ strict: true, strictRequired: false });
const schemas = {
  [appCollections.objects]: ajv.compile<HeldObject>(remoteSchemas.heldObject),
  [appCollections.faults]: ajv.compile<{ readonly faults: readonly AppFault[] }>(remoteSchemas.appFaults),
  [sourceCollections.objects]: ajv.compile<{ readonly objects: readonly SourceObject[] }>(remoteSchemas.sourceObjects),
  [sourceCollections.faults]: ajv.compile<{ readonly faults: readonly SourceFault[] }>(remoteSchemas.sourceFaults),
} as const;

/** Applications and identity providers of one tenant: simulated ones with their contents, and any others over SCIM. */
export class RemoteSystems {
  readonly #options: RemoteSystemsOptions;
  readonly #apps = new Map<string, AppContents>();
  readonly #sources = new Map<string, SourceContents>();

  /** @throws ScimulateError `PROVISIONING_STATE` when an entry cannot be understood. */
  constructor(options: RemoteSystemsOptions) {
    this.#options = options;
    for (const entry of options.entries ?? []) this.#restore(entry);
  }

  appOf({ id, application }: Integration): ExternalApp {
    const { clock, send } = this.#options;
    if (application.kind === 'simulated') return new SimulatedApp(this.appContents(id), clock, application.latency);
    return new ScimApp({ ...application, send });
  }

  sourceOf({ id, source }: IdentityProvider): IdentitySource {
    const { clock, send } = this.#options;
    if (source.kind === 'simulated') return new SimulatedSource(this.sourceContents(id), clock, source.latency);
    return new ScimSource({ ...source, send });
  }

  /** What the simulated application of an integration holds. */
  appContents(integration: string): AppContents {
    const contents = this.#apps.get(integration) ?? new AppContents(integration, this.#options.save);
    this.#apps.set(integration, contents);
    return contents;
  }

  /** What a simulated identity provider holds. */
  sourceContents(provider: string): SourceContents {
    const contents = this.#sources.get(provider) ?? new SourceContents(provider, this.#options.save);
    this.#sources.set(provider, contents);
    return contents;
  }

  #restore(entry: ProvisioningEntry): void {
    const [system = ''] = entry.key.split('/', 1);
    switch (entry.collection) {
      case appCollections.objects:
        this.appContents(system).restore(checked(entry, schemas[appCollections.objects]));
        break;
      case appCollections.faults:
        this.appContents(system).restoreFaults(checked(entry, schemas[appCollections.faults]).faults);
        break;
      case sourceCollections.objects:
        this.sourceContents(system).restore(checked(entry, schemas[sourceCollections.objects]).objects);
        break;
      case sourceCollections.faults:
        this.sourceContents(system).restoreFaults(checked(entry, schemas[sourceCollections.faults]).faults);
        break;
      default:
    }
  }
}

function checked<T>({ collection, key, value }: ProvisioningEntry, validate: ValidateFunction<T>): T {
  if (validate(value)) return value;
  const { pointer, message } = describeSchemaError(validate.errors![0]!);
  throw new ScimulateError('PROVISIONING_STATE', `Entry ${key} of ${collection} is damaged. ${message}`, {
    place: { pointer },
    mend: 'restore the store from a copy, or begin with an empty one',
  });
}
