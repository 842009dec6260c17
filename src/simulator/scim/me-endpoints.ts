import { parseFilter, type ResourceModel, ScimError } from '../../scim/index.ts';
import type { Endpoint, MethodTable } from './endpoint.ts';
import type { ResourceEndpoints } from './resource-endpoints.ts';
import type { ScimExchange } from './scim-exchange.ts';

/**
 * `/Me` (RFC 7644 section 3.11): the requests are carried out on the User that the credential stands for, and not
 * redirected. A credential that stands for nobody gets 501.
 */
export function meEndpoints(model: ResourceModel, resource: ResourceEndpoints): MethodTable {
  const onSubject = ([method, endpoint]: [string, Endpoint | undefined]): [string, Endpoint] => [
    method,
    {
      action: endpoint!.action,
      writes: endpoint!.writes,
      run(exchange) {
        const id = subjectOf(exchange, model);
        const location = `${exchange.baseUri}${model.type.endpoint}/${id}`;
        exchange.headers.location = location;
        const reply = endpoint!.run(exchange, id);
        return reply.body === '' ? reply : { ...reply, headers: { ...reply.headers, 'content-location': location } };
      },
    },
  ];
  return {
    ...Object.fromEntries(Object.entries(resource.methods).map(onSubject)),
    POST: {
      action: resource.create.action,
      writes: true,
      run(exchange) {
        const userName = nameOf(exchange);
        const body = exchange.jsonBody();
        const names = Object.keys(body).filter((name) => name.toLowerCase() === 'username');
        // Who registers is known from the credential, so that the name may be left out.
        if (names.length === 0) return resource.createFrom(exchange, { ...body, userName });
        const others = names.map((name) => body[name]).filter((given) => typeof given === 'string');
        if (others.some((given) => given.toLowerCase() !== userName.toLowerCase()))
          throw new ScimError(403, 'The credential stands for another User than the one to be created.');
        return resource.createFrom(exchange, body);
      },
    },
  };
}

/** `/Me` of a service whose resources are nobody's. */
export const NO_SUBJECT: MethodTable = {
  GET: {
    action: 'other',
    writes: false,
    run() {
      throw new ScimError(501, 'No resource type of this service stands for a subject, so that there is no "/Me".');
    },
  },
};

/** @throws ScimError 501 */
function nameOf(exchange: ScimExchange): string {
  const { me } = exchange.credential;
  if (me === undefined) throw new ScimError(501, 'The credential stands for no User, so that there is no "/Me".');
  return me;
}

/** @throws ScimError 404 while the User is not there. */
function subjectOf(exchange: ScimExchange, model: ResourceModel): string {
  const filter = parseFilter(`userName eq ${JSON.stringify(nameOf(exchange))}`);
  const [stored] = exchange.tenant.directory.query({ models: [model], filter, limit: 1 }).resources;
  if (stored === undefined) throw new ScimError(404, 'The User that the credential stands for does not exist.');
  return stored.id;
}
