import type { Viewer } from '#kit/access/viewer.ts';
import type { ClientSettings } from '#kit/config/client-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { SystemSubject } from './verify-token.ts';

/**
 * Admits the system that a verified token is for, for one purpose of its registration. The token must come from the issuer, act for the
 * organisation and have the scopes that the controller has registered. Which pupils it sees is for their schools.
 *
 * @throws UNAUTHENTICATED for a token that is not the registered system's, FORBIDDEN for a scope or purpose that it lacks
 */
export function createSystemAdmission(clients: readonly ClientSettings[]) {
  const registered = new Map(clients.map((client) => [client.clientId, client]));
  return (system: SystemSubject, purpose: ClientSettings['purposes'][number] | null): Viewer => {
    const client = registered.get(system.clientId);
    if (!client || (client.issuer !== undefined && client.issuer !== system.issuer))
      throw new HubError('UNAUTHENTICATED', 'The system that the token is for is not registered here.');
    if (system.organisation !== null && system.organisation !== client.organisationNumber)
      throw new HubError(
        'UNAUTHENTICATED',
        'The token acts for another organisation than the system is registered for.',
      );
    const missing = client.scopes.filter((scope) => !system.scopes.includes(scope));
    if (missing.length > 0)
      throw new HubError('FORBIDDEN', `The token lacks what this system must have: ${missing.join(', ')}.`);
    const purposes = client.purposes.join(', ');
    if (!purpose) throw new HubError('FORBIDDEN', `A system must state its purpose in Oppvekst-Purpose: ${purposes}.`);
    if (!client.purposes.includes(purpose))
      throw new HubError(
        'FORBIDDEN',
        `This system is not registered for the purpose "${purpose}", only for: ${purposes}.`,
      );
    const { clientId, organisationNumber } = client;
    return { kind: 'system', clientId, purpose, organisation: organisationNumber, assurance: null };
  };
}
