import { jsonResponse } from '../http/responses.ts';
import type { WireResponse } from '../wire.ts';

/** A request to the provisioning API that is refused, with the body `{ status, code, detail }`. */
export class ProvisioningRefusal extends Error {
  override readonly name = 'ProvisioningRefusal';
  readonly status: number;
  /** Stable keyword in camel case: `conflict`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  toResponse(): WireResponse {
    const { status, code, message: detail } = this;
    return jsonResponse(status, { status, code, detail }, this.headers);
  }
}
