import { type Authorizer, type AuthorizerMeans, createAuthorizer, type CredentialSetup } from './credential.ts';

/** Somebody who acts on a target or reads its logs. */
export interface Actor {
  readonly authorize: Authorizer;
  /** As the logs may call them. */
  readonly id?: string;
  readonly display?: string;
}

/** What a driver's actions have given out in the course of a run, each in its tenant under the name that a step chose for it. */
export class IssuedCredentials {
  /** Names of credentials of the SCIM door, in any tenant; the list grows. */
  readonly credentials: string[];
  /** Names of sessions, in any tenant; the list grows. */
  readonly sessions: string[] = [];
  readonly #means: AuthorizerMeans;
  readonly #sessions = new Map<string, Actor>();
  readonly #credentials = new Map<string, Authorizer>();

  /** @param credentials names of credentials that are there from the start. */
  constructor(means: AuthorizerMeans, credentials: Iterable<string>) {
    this.#means = means;
    this.credentials = [...new Set(credentials)];
  }

  openSession(tenant: string, name: string, credential: CredentialSetup, who: Omit<Actor, 'authorize'>): void {
    if (!this.sessions.includes(name)) this.sessions.push(name);
    this.#sessions.set(keyOf(tenant, name), { ...who, authorize: createAuthorizer(credential, this.#means) });
  }

  addCredential(tenant: string, name: string, credential: CredentialSetup): void {
    if (!this.credentials.includes(name)) this.credentials.push(name);
    this.#credentials.set(keyOf(tenant, name), createAuthorizer(credential, this.#means));
  }

  session(tenant: string, name: string): Actor | undefined {
    return this.#sessions.get(keyOf(tenant, name));
  }

  credential(tenant: string, name: string): Authorizer | undefined {
    return this.#credentials.get(keyOf(tenant, name));
  }
}

function keyOf(tenant: string, name: string): string {
  return JSON.stringify([tenant, name]);
}
